#include "story/fingerprint.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/sort.h"
#include "base/str.h"
#include "model/story.h"
#include "story/plain.h"
#include "story/quotation.h"
#include "story/lexicon.h"
#include "text/language.h"
#include "text/words.h"

enum {
	TOPIC_WORDS = 600,		/* the words that say what an article is about come first */
	TITLE_TIMES = 3,		/* how often the title counts */
	SHINGLE_WORDS = 4,
	MOST_WORDS = 4000,		/* looked at for shingles */
	MOST_SHINGLES = 256,		/* kept: longer texts are sampled */
	ENOUGH_REPORT = 30,		/* words besides quotations that tell a report's wording */
	LEAST_TITLE_WORDS = 4,
};

/* Events are told apart by who and where: how many times as much a name counts. */
static const float NAME_TIMES = 2.5F;

/* Reports put first what is new: how much less a word counts a hundred words further on. */
static const float FADE = 0.4F;

struct terms {
	struct weighted_term *list;	/* as often as they occur */
	size_t count;
};

/* Makes room for the terms of a title, or of a text. */
static void make_room(struct terms *terms, const struct words *words)
{
	size_t more = words->count < TOPIC_WORDS ? words->count : TOPIC_WORDS;

	terms->list = mem_resize(terms->list, terms->count + more, sizeof(*terms->list));
}

/* "NATO" is no more of a name than "DEFICIT" in a heading. */
static float worth(const struct word *word)
{
	return word->is_capital && !word->is_upper ? NAME_TIMES : 1;
}

static void add_term(struct terms *terms, uint64_t term, float weight)
{
	if (term == 0)
		return;
	terms->list[terms->count++] = (struct weighted_term){ term, weight };
}

static void add_title_terms(struct terms *terms, struct lexicon *lexicon, const char *language,
			    const struct words *words)
{
	size_t i;

	make_room(terms, words);
	for (i = 0; i < words->count && i < TOPIC_WORDS; i++)
		add_term(terms, lexicon_term(lexicon, language, &words->list[i]),
			 TITLE_TIMES * worth(&words->list[i]));
}

static void add_text_terms(struct terms *terms, struct lexicon *lexicon, const char *language,
			   const struct words *words)
{
	size_t i;

	make_room(terms, words);
	for (i = 0; i < words->count && i < TOPIC_WORDS; i++)
		add_term(terms, lexicon_term(lexicon, language, &words->list[i]),
			 worth(&words->list[i]) / (1 + FADE * (float)i / 100));
}

/* Equal terms by weight, so that sums of floats do not depend on how they were sorted. */
static int by_term(const void *a, const void *b)
{
	const struct weighted_term *x = a, *y = b;

	if (x->term != y->term)
		return x->term < y->term ? -1 : 1;
	return x->weight < y->weight ? -1 : x->weight > y->weight;
}

/*
 * Sorts by half of each hash, which tells nearly all apart, and then what is left. The last
 * words go first, for they weigh least.
 */
static void sort_terms(struct terms *terms)
{
	struct sort_key *keys = mem_array(terms->count, sizeof(*keys));
	struct weighted_term *sorted = mem_array(terms->count, sizeof(*sorted));
	size_t i, at;

	for (i = 0; i < terms->count; i++) {
		at = terms->count - 1 - i;
		keys[i] = (struct sort_key){ (uint32_t)(terms->list[at].term >> 32), (uint32_t)at };
	}
	sort_keys(keys, terms->count);
	for (i = 0; i < terms->count; i++) {
		struct weighted_term term = terms->list[keys[i].index];

		for (at = i; at > 0 && by_term(&sorted[at - 1], &term) > 0; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = term;
	}
	free(keys);
	free(terms->list);
	terms->list = sorted;
}

/* Turns a list of terms into terms with weights. */
static void weigh(struct fingerprint *print, struct terms *terms)
{
	size_t i, run;

	if (terms->count == 0)
		return;
	sort_terms(terms);
	print->terms = mem_array(terms->count, sizeof(*print->terms));
	for (i = 0; i < terms->count; i += run) {
		struct weighted_term sum = terms->list[i];

		for (run = 1; i + run < terms->count; run++) {
			if (terms->list[i + run].term != sum.term)
				break;
			sum.weight += terms->list[i + run].weight;
		}
		if (sum.weight > 1)
			sum.weight = 1 + logf(sum.weight);
		print->terms[print->term_count++] = sum;
	}
}

/* Some papers write "Mr Xi" where others write "Xi". */
static bool is_honorific(const struct word *word)
{
	return word->text[0] == 'm' &&
	       (str_equal(word->text, "mr") || str_equal(word->text, "mrs") ||
		str_equal(word->text, "ms"));
}

/* Hashes of all words, or of those that are not quoted. */
static size_t hash_words(uint64_t *hashes, const struct words *words, const bool *is_quoted)
{
	size_t count = 0, i;

	for (i = 0; i < words->count && count < MOST_WORDS; i++)
		if (!is_honorific(&words->list[i]) && (is_quoted == NULL || !is_quoted[i]))
			hashes[count++] = words->list[i].hash;
	return count;
}

static uint32_t shingle(const uint64_t *hashes)
{
	uint64_t hash = 0;
	size_t i;

	for (i = 0; i < SHINGLE_WORDS; i++)
		hash = hash_mix(hash * 3 + hashes[i]);
	return (uint32_t)hash;
}

/* Lists the shingles in order, each once; `keys` holds them in theirs. */
static size_t list_once(uint32_t *list, struct sort_key *keys, size_t count)
{
	size_t kept = 0, i;

	sort_keys(keys, count);
	for (i = 0; i < count; i++)
		if (i == 0 || keys[i].number != keys[i - 1].number)
			list[kept++] = keys[i].number;
	return kept;
}

static bool is_kept(uint32_t hash, unsigned level)
{
	return (hash & ((1u << level) - 1)) == 0;
}

static size_t sample(uint32_t *list, size_t count, unsigned level)
{
	size_t kept = 0, i;

	for (i = 0; i < count; i++)
		if (is_kept(list[i], level))
			list[kept++] = list[i];
	return kept;
}

static size_t count_false(const bool *list, size_t count)
{
	size_t found = 0, i;

	for (i = 0; i < count; i++)
		found += !list[i];
	return found;
}

/* Where what is quoted cannot be told by words, the text without it is split anew. */
static size_t hash_rest(uint64_t *hashes, const struct words *words, const char *text)
{
	struct buf report = {0};
	struct words own = {0};
	size_t count;

	quotation_drop(&report, text);
	words_split(&own, buf_text(&report), report.length);
	count = hash_words(hashes, own.count >= ENOUGH_REPORT ? &own : words, NULL);
	buf_clear(&report);
	words_clear(&own);
	return count;
}

/*
 * Hashes of the words of a report, which are given; what it quotes is anyone's to
 * quote, and left out.
 */
static size_t hash_report(uint64_t *hashes, const struct words *words, const char *text)
{
	bool *is_quoted = mem_array(words->count, sizeof(*is_quoted));
	size_t count;

	if (!quotation_of_words(text, words, is_quoted))
		count = hash_rest(hashes, words, text);
	else if (count_false(is_quoted, words->count) >= ENOUGH_REPORT)
		count = hash_words(hashes, words, is_quoted);
	else
		count = hash_words(hashes, words, NULL);
	free(is_quoted);
	return count;
}

/* Makes the shingles of words in a row, given their hashes. */
static void make_shingles(struct fingerprint *print, const uint64_t *hashes, size_t count)
{
	struct sort_key *keys;
	size_t i;

	if (count < SHINGLE_WORDS)
		return;
	count -= SHINGLE_WORDS - 1;
	keys = mem_array(count, sizeof(*keys));
	print->shingles = mem_array(count, sizeof(*print->shingles));
	for (i = 0; i < count; i++)
		keys[i].number = shingle(hashes + i);
	print->shingle_count = list_once(print->shingles, keys, count);
	free(keys);
}

static void add_shingles(struct fingerprint *print, const struct words *words, const char *text)
{
	uint64_t *hashes = mem_resize(NULL, MOST_WORDS, sizeof(*hashes));
	size_t full;

	print->word_count = words->count;
	make_shingles(print, hashes, hash_report(hashes, words, text));
	full = print->shingle_count;
	while (print->shingle_count > MOST_SHINGLES)
		print->shingle_count = sample(print->shingles, print->shingle_count,
					      ++print->level);
	if (print->shingle_count < full)
		print->shingles = mem_resize(print->shingles, print->shingle_count,
					     sizeof(*print->shingles));
	free(hashes);
}

static uint64_t hash_title(const struct words *words)
{
	uint64_t hash = 0;
	size_t i;

	if (words->count < LEAST_TITLE_WORDS)
		return 0;
	for (i = 0; i < words->count; i++)
		hash = hash_mix(hash * 3 + words->list[i].hash);
	return hash | 1;
}

static void set_language(struct fingerprint *print, const struct article *article,
			 const struct buf *plain)
{
	const char *language = article->language;

	if (str_is_empty(language) || strlen(language) >= sizeof(print->language))
		language = language_detect(buf_text(plain), plain->length);
	memcpy(print->language, language, strlen(language) + 1);
}

void fingerprint_make(struct fingerprint *print, struct lexicon *lexicon,
		      const struct article *article)
{
	struct words words = {0};
	struct terms terms = {0};
	struct buf plain = {0};
	size_t title_length;

	*print = (struct fingerprint){0};
	plain_title(&plain, article->title, article->publisher_name);
	buf_add_char(&plain, '\n');
	title_length = plain.length;
	plain_text(&plain, article->text);
	set_language(print, article, &plain);
	words_split(&words, buf_text(&plain), title_length);
	print->title = hash_title(&words);
	add_title_terms(&terms, lexicon, print->language, &words);
	hallmark_read_title(&print->hallmark, lexicon, print->language, &words);
	words_split(&words, plain.data + title_length, plain.length - title_length);
	add_text_terms(&terms, lexicon, print->language, &words);
	hallmark_read_text(&print->hallmark, lexicon, print->language, &words);
	add_shingles(print, &words, plain.data + title_length);
	weigh(print, &terms);
	buf_clear(&plain);
	words_clear(&words);
	free(terms.list);
}

void fingerprint_clear(struct fingerprint *print)
{
	free(print->terms);
	free(print->shingles);
	*print = (struct fingerprint){0};
}
