#include "text/sought.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
	MOST_TEXT	= 64 * 1024,	/* bytes of a text that are looked at */
	MOST_COUNTED	= 4,		/* times a word in a text that count */
};

struct target {
	char *text;			/* as words are */
	char *key;			/* as an index has it */
	bool is_single;			/* one character of a script without spaces */
};

struct sought {
	struct target targets[SOUGHT_MOST_WORDS];
	size_t count;
	struct words words;		/* of the text at hand */
};

/* An index takes letters and digits: "3.5" is 35 there, and "U.S." is us. */
static void add_key(struct buf *out, const char *word)
{
	for (; *word != '\0'; word++) {
		if ((unsigned char)*word >= 0x80 || str_is_alpha(*word) || str_is_digit(*word))
			buf_add_char(out, *word);
	}
}

static bool is_single(const struct word *word)
{
	return (unsigned char)word->text[0] >= 0xe0 && utf8_count(word->text, word->length) == 1;
}

static void add_target(struct sought *sought, const struct word *word)
{
	struct buf key = {0};

	add_key(&key, word->text);
	if (key.length == 0 || sought->count == SOUGHT_MOST_WORDS) {
		buf_clear(&key);
		return;
	}
	sought->targets[sought->count++] = (struct target){
		.text = mem_dup(word->text),
		.key = buf_take(&key),
		.is_single = is_single(word),
	};
}

static bool is_hit(const struct target *target, const struct word *word)
{
	if (target->is_single)
		return strstr(word->text, target->text) != NULL;
	return str_equal(target->text, word->text);
}

static void split(struct sought *sought, const char *text)
{
	size_t length = text != NULL ? strlen(text) : 0;

	words_split(&sought->words, text != NULL ? text : "", utf8_prefix(text, length, MOST_TEXT));
}

/* Where a word is first, from a place on; or past the last. */
static size_t find_word(const struct sought *sought, const struct target *target, size_t from)
{
	size_t i = from;

	while (i < sought->words.count && !is_hit(target, &sought->words.list[i]))
		i++;
	return i;
}

static size_t count_word(const struct sought *sought, const struct target *target)
{
	size_t i, count = 0;

	for (i = 0; i < sought->words.count && count < MOST_COUNTED; i++)
		count += is_hit(target, &sought->words.list[i]);
	return count;
}

/* Pairs of words looked for that stand side by side in the title. */
static size_t count_pairs(const struct sought *sought)
{
	size_t i, pairs = 0;

	for (i = 1; i < sought->count; i++) {
		size_t at = 0;

		while ((at = find_word(sought, &sought->targets[i - 1], at)) <
		       sought->words.count) {
			at++;
			if (find_word(sought, &sought->targets[i], at) == at &&
			    at < sought->words.count) {
				pairs++;
				break;
			}
		}
	}
	return pairs;
}

struct sought *sought_new(const char *query)
{
	struct sought *sought = mem_new(sizeof(*sought));
	struct buf clean = {0};
	size_t i;

	utf8_add_clean(&clean, query, strlen(query));
	split(sought, buf_text(&clean));
	for (i = 0; i < sought->words.count; i++)
		add_target(sought, &sought->words.list[i]);
	buf_clear(&clean);
	return sought;
}

void sought_free(struct sought *sought)
{
	size_t i;

	if (sought == NULL)
		return;
	for (i = 0; i < sought->count; i++) {
		free(sought->targets[i].text);
		free(sought->targets[i].key);
	}
	words_clear(&sought->words);
	free(sought);
}

size_t sought_count(const struct sought *sought)
{
	return sought->count;
}

const char *sought_key(const struct sought *sought, size_t index, int *is_beginning)
{
	*is_beginning = sought->targets[index].is_single;
	return sought->targets[index].key;
}

void sought_add_keys(struct buf *out, const char *text)
{
	struct words words = {0};
	size_t i;

	if (text == NULL)
		return;
	words_split(&words, text, strlen(text));
	for (i = 0; i < words.count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		add_key(out, words.list[i].text);
	}
	words_clear(&words);
}

double sought_rate(struct sought *sought, const char *title, const char *text)
{
	size_t in_title = 0, pairs, title_words, i;
	bool has[SOUGHT_MOST_WORDS] = {false};
	double rate;

	split(sought, title);
	for (i = 0; i < sought->count; i++) {
		has[i] = find_word(sought, &sought->targets[i], 0) < sought->words.count;
		in_title += has[i];
	}
	pairs = count_pairs(sought);
	title_words = sought->words.count;
	rate = 4.0 * (double)in_title + 2.0 * (double)pairs;
	if (title_words > 0)
		rate += 2.0 * (double)in_title / (double)title_words;
	split(sought, text);
	for (i = 0; i < sought->count; i++) {
		size_t count = count_word(sought, &sought->targets[i]);

		if (!has[i] && count == 0)
			return 0;
		rate += (double)count / 2;
	}
	return sought->count > 0 ? rate / (double)sought->count : 0;
}

size_t sought_find(struct sought *sought, const char *text, struct sought_place *places,
		   size_t most)
{
	size_t i, j, found = 0;

	split(sought, text);
	for (i = 0; i < sought->words.count && found < most; i++) {
		const struct word *word = &sought->words.list[i];

		for (j = 0; j < sought->count && !is_hit(&sought->targets[j], word); j++)
			continue;
		if (j == sought->count)
			continue;
		if (found > 0 && places[found - 1].end > word->start)
			places[found - 1].end = word->end;	/* pairs of characters overlap */
		else
			places[found++] = (struct sought_place){ word->start, word->end };
	}
	return found;
}
