#include "story/gate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "story/phrases.h"
#include "story/plain.h"
#include "story/quotation.h"
#include "story/summary.h"
#include "story/vector.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

enum { MOST_SENTENCES = 1000 };	/* of all sources, that a text is compared with */

static const double KNOWN_WORDS = 0.75;	/* least share of a sentence's words that sources have */
static const double ONE_SENTENCE = 0.4;	/* of them, that one sentence of a source has */
static const double SHORTEST = 0.5;	/* of the extract */

/* A sentence of a source, for comparison. */
struct told {
	struct vector vector;
	bool hedges;
	bool denies;
};

struct gate {
	struct arena *arena;
	struct lexicon *lexicon;
	const char *language;
	struct words words;
	struct map *known;		/* words as folded: as a name somewhere, or not */
	struct map *pairs;		/* two words in a row */
	struct map *terms;
	struct buf sequence;		/* all words of all sources, each between spaces */
	struct told *told;
	size_t told_count;
	size_t told_capacity;
};

/* What a word of the sources is known as: the values of `known`. */
static void *as_name(struct gate *gate)
{
	return gate;
}

static void *as_word(struct gate *gate)
{
	return gate->known;
}

static bool is_digit(const char *text)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10 };
	const char *at = text;
	uint32_t c = utf8_next(&at, text + strlen(text));
	size_t i;

	for (i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return true;
	return false;
}

static bool has_digit(const struct word *word)
{
	const char *at;

	for (at = word->text; *at != '\0'; at++)
		if (((unsigned char)*at & 0xc0) != 0x80 && is_digit(at))
			return true;
	return false;
}

/* Two words, if they stand beside each other with a space between; else NULL. */
static const char *pair_of(struct gate *gate, const struct word *word)
{
	return word[1].start == word->end + 1 ?
		arena_printf(gate->arena, "%s %s", word->text, word[1].text) : NULL;
}

static void learn_words(struct gate *gate)
{
	size_t i;

	for (i = 0; i < gate->words.count; i++) {
		const struct word *word = &gate->words.list[i];

		if (word->is_capital || map_get(gate->known, word->text) == NULL)
			map_put(gate->known, word->text, word->is_capital ?
				as_name(gate) : as_word(gate));
		if (i + 1 < gate->words.count && pair_of(gate, word) != NULL)
			map_put(gate->pairs, pair_of(gate, word), gate);
		buf_add_text(&gate->sequence, word->text);
		buf_add_char(&gate->sequence, ' ');
	}
}

static struct told look_at(struct gate *gate, const char *text, size_t length)
{
	struct told told;

	words_split(&gate->words, text, length);
	vector_count(&told.vector, gate->arena, gate->lexicon, gate->language, &gate->words);
	told.hedges = phrases_hedge(&gate->words, gate->language);
	told.denies = phrases_deny(&gate->words, gate->language);
	return told;
}

static void learn_sentence(struct gate *gate, const char *text, size_t length)
{
	struct told told = look_at(gate, text, length);
	size_t i;

	learn_words(gate);
	for (i = 0; i < told.vector.count; i++)
		map_put_number(gate->terms, told.vector.terms[i].term, gate);
	if (gate->told_count == MOST_SENTENCES)
		return;
	gate->told = mem_grow(gate->told, &gate->told_capacity, gate->told_count,
			      sizeof(*gate->told));
	gate->told[gate->told_count++] = told;
}

static void learn(struct gate *gate, const char *text)
{
	size_t length = utf8_prefix(text, strlen(text), PLAIN_MOST), i;
	struct sentences sentences = {0};

	sentences_split(&sentences, text, length, NULL);
	for (i = 0; i < sentences.count; i++) {
		const struct sentence *sentence = &sentences.list[i];

		learn_sentence(gate, text + sentence->start, sentence->end - sentence->start);
	}
	sentences_clear(&sentences);
}

struct gate *gate_new(struct arena *arena, const struct summary_source *sources, size_t count,
		      const char *language)
{
	struct gate *gate = mem_new(sizeof(*gate));
	size_t i;

	gate->arena = arena;
	gate->lexicon = lexicon_new();
	gate->language = language;
	gate->known = map_new();
	gate->pairs = map_new();
	gate->terms = map_new();
	buf_add_char(&gate->sequence, ' ');
	for (i = 0; i < count; i++)
		learn(gate, sources[i].text);
	return gate;
}

void gate_free(struct gate *gate)
{
	if (gate == NULL)
		return;
	lexicon_free(gate->lexicon);
	words_clear(&gate->words);
	map_free(gate->known);
	map_free(gate->pairs);
	map_free(gate->terms);
	buf_clear(&gate->sequence);
	free(gate->told);
	free(gate);
}

/* Whether a number stands before a word that it stands before in no source: "12 dead". */
static bool counts_something_else(struct gate *gate, size_t number)
{
	const struct word *word = &gate->words.list[number];
	const char *pair = number + 1 < gate->words.count ? pair_of(gate, word) : NULL;

	return pair != NULL && map_get(gate->pairs, pair) == NULL;
}

/* Whether two names in a row are that in no source. */
static bool is_other_name(struct gate *gate, size_t number)
{
	const struct word *word = &gate->words.list[number];

	return number > 0 && number + 1 < gate->words.count && word->is_capital &&
	       word[1].is_capital && counts_something_else(gate, number);
}

static const char *check_word(struct gate *gate, size_t number)
{
	const struct word *word = &gate->words.list[number];
	const void *known = map_get(gate->known, word->text);
	bool is_number = has_digit(word) || phrases_is_number(word, gate->language);

	if (known == NULL && is_number)
		return arena_printf(gate->arena, "the number %s", word->text);
	if (is_number && counts_something_else(gate, number))
		return arena_printf(gate->arena, "what the number %s counts", word->text);
	if (!word->is_capital || (known == as_word(gate) && number == 0))
		return NULL;
	if (known != as_name(gate) &&
	    (number > 0 || !language_is_stop_word(gate->language, word->text, word->length)))
		return arena_printf(gate->arena, "the name %s", word->text);
	if (is_other_name(gate, number))
		return arena_printf(gate->arena, "the name %s %s", word->text, word[1].text);
	return NULL;
}

static const char *check_quotations(struct gate *gate, const char *text)
{
	const char *unfounded = NULL, *start;
	struct buf folded = {0};
	size_t length, i;

	while (unfounded == NULL && quotation_next(&text, &start, &length)) {
		words_split(&gate->words, start, length);
		buf_truncate(&folded, 0);
		buf_add_char(&folded, ' ');
		for (i = 0; i < gate->words.count; i++) {
			buf_add_text(&folded, gate->words.list[i].text);
			buf_add_char(&folded, ' ');
		}
		if (strstr(buf_text(&gate->sequence), buf_text(&folded)) == NULL)
			unfounded = arena_printf(gate->arena, "the quotation %.40s",
						 buf_text(&folded) + 1);
	}
	buf_clear(&folded);
	return unfounded;
}

const char *gate_find_unfounded(struct gate *gate, const char *text)
{
	struct sentences sentences = {0};
	const char *unfounded = NULL;
	size_t i, j;

	sentences_split(&sentences, text, strlen(text), NULL);
	for (i = 0; i < sentences.count && unfounded == NULL; i++) {
		const struct sentence *sentence = &sentences.list[i];

		words_split(&gate->words, text + sentence->start,
			    sentence->end - sentence->start);
		for (j = 0; j < gate->words.count && unfounded == NULL; j++)
			unfounded = check_word(gate, j);
	}
	sentences_clear(&sentences);
	return unfounded != NULL ? unfounded : check_quotations(gate, text);
}

/* How many terms two have in common. */
static size_t count_common(const struct vector *a, const struct vector *b)
{
	size_t count = 0, i = 0, j = 0;

	while (i < a->count && j < b->count) {
		uint64_t x = a->terms[i].term, y = b->terms[j].term;

		count += x == y;
		i += x <= y;
		j += y <= x;
	}
	return count;
}

/* The sentence of a source that has most of a sentence's words; NULL if none has enough. */
static const struct told *find_origin(const struct gate *gate, const struct told *told)
{
	const struct told *origin = NULL;
	size_t most = 0, i;

	for (i = 0; i < gate->told_count; i++) {
		size_t common = count_common(&told->vector, &gate->told[i].vector);

		if (common > most) {
			most = common;
			origin = &gate->told[i];
		}
	}
	return (double)most >= ONE_SENTENCE * (double)told->vector.count ? origin : NULL;
}

static const char *check_sentence(struct gate *gate, const char *text, size_t length)
{
	struct told told = look_at(gate, text, length);
	const struct told *origin = find_origin(gate, &told);
	size_t known = 0, i;

	if (told.vector.count == 0)
		return NULL;
	for (i = 0; i < told.vector.count; i++)
		known += map_get_number(gate->terms, told.vector.terms[i].term) != NULL;
	if (origin == NULL || (double)known < KNOWN_WORDS * (double)told.vector.count)
		return "it says in other words what no source says";
	if (origin->hedges && !told.hedges)
		return "it is surer than the source";
	if (origin->denies != told.denies)
		return "a 'not' was lost or added";
	return NULL;
}

static const char *check_sentences(struct gate *gate, const char *text)
{
	struct sentences sentences = {0};
	const char *flaw = NULL;
	size_t i;

	sentences_split(&sentences, text, strlen(text), NULL);
	for (i = 0; i < sentences.count && flaw == NULL; i++)
		flaw = check_sentence(gate, text + sentences.list[i].start,
				      sentences.list[i].end - sentences.list[i].start);
	sentences_clear(&sentences);
	return flaw;
}

static size_t count_words(struct gate *gate, const char *text)
{
	words_split(&gate->words, text, strlen(text));
	return gate->words.count;
}

/* Nothing that a page, a mail or a terminal could take for more than text. */
static bool has_markup(const char *text)
{
	static const char *const signs[] = { "<", ">", "](", "://", "www.", "```", "**", "\n#" };
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(text, signs[i]) != NULL)
			return true;
	return false;
}

const char *gate_refuse(struct gate *gate, const char *text, const char *extract,
			size_t most_words)
{
	size_t words = count_words(gate, text);
	const char *unfounded, *language;

	if (words == 0)
		return "it is empty";
	if (has_markup(text))
		return "it has markup or a link";
	if (words > most_words || (double)words < SHORTEST * (double)count_words(gate, extract))
		return arena_printf(gate->arena, "it has %zu words", words);
	language = language_detect(text, strlen(text));
	if (!str_equal(language, language_detect(extract, strlen(extract))))
		return "it is in another language";
	unfounded = gate_find_unfounded(gate, text);
	if (unfounded != NULL)
		return arena_printf(gate->arena, "no source has %s", unfounded);
	return check_sentences(gate, text);
}
