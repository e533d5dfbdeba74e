#include "story/passage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "story/plain.h"
#include "story/quotation.h"
#include "story/summary.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/words.h"

enum {
	MOST_OF_SOURCE = 60,		/* sentences read of each source */
	MOST_HELD = 6,			/* sentences that a quotation holds together */
	LEAST_WORDS = 6,		/* of a sentence worth telling */
	MOST_WORDS = 100,
	ROUNDS = 20,			/* LexRank has settled by then */
};

static const double EDGE = 0.05;	/* similarity that links two sentences */
static const double DAMPING = 0.85;

/* What sentences of some kinds are worth. */
static const double QUOTATION = 0.8;
static const double QUESTION = 0.5;
static const double FIRST_PERSON = 0.7;

struct reader {
	struct passages *passages;
	struct lexicon *lexicon;
	const char *language;
	struct words words;
	size_t source;
	bool takes_all;			/* sentences of any kind and length */
};

static int by_term(const void *a, const void *b)
{
	const struct passage_term *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* A number that tells facts apart: no year, and not so small that everything has it. */
static bool is_figure(const struct word *word)
{
	bool is_year = word->length == 4 && (str_starts(word->text, "19") ||
					     str_starts(word->text, "20"));

	return str_is_digit(word->text[0]) && word->length > 1 && !is_year;
}

static void set_terms(struct reader *reader, struct passage *passage)
{
	struct arena *arena = reader->passages->arena;
	size_t count = 0, kept = 0, i;

	passage->terms = arena_array(arena, reader->words.count + 1, sizeof(*passage->terms));
	passage->figures = arena_array(arena, reader->words.count + 1, sizeof(*passage->figures));
	for (i = 0; i < reader->words.count; i++) {
		const struct word *word = &reader->words.list[i];
		uint64_t term = lexicon_term(reader->lexicon, reader->language, word);

		if (term != 0)
			passage->terms[count++] = (struct passage_term){ term, 1 };
		if (term != 0 && is_figure(word))
			passage->figures[passage->figure_count++] = term;
	}
	qsort(passage->terms, count, sizeof(*passage->terms), by_term);
	qsort(passage->figures, passage->figure_count, sizeof(*passage->figures), by_number);
	for (i = 0; i < count; i++) {
		if (kept > 0 && passage->terms[i].term == passage->terms[kept - 1].term)
			passage->terms[kept - 1].weight++;
		else
			passage->terms[kept++] = passage->terms[i];
	}
	passage->term_count = kept;
}

/* Someone's words without a word on whose they are, or the half of a quotation. */
static bool is_bare_quotation(const struct quotation *quotation)
{
	enum { ATTRIBUTION = 6 };	/* letters: "he said" */

	return quotation->is_open || (quotation->marks > 0 && quotation->outside < ATTRIBUTION);
}

static bool has_word(const struct words *words, size_t most, const char *list)
{
	char needle[24];
	size_t i;

	for (i = 0; i < words->count && i < most; i++) {
		const struct word *word = &words->list[i];

		if (word->length + 3 > sizeof(needle))
			continue;
		needle[0] = ' ';
		memcpy(needle + 1, word->text, word->length);
		memcpy(needle + 1 + word->length, " ", 2);
		if (strstr(list, needle) != NULL)
			return true;
	}
	return false;
}

/* A sentence's length as people count: by spaces, where there are any. */
static size_t count_words(const char *text, const struct words *words)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == ' ';
	return count > words->count ? count : words->count;
}

/* Headings and captions end without a full stop, of whatever script. */
static bool has_end(const char *text)
{
	static const char *const ends[] = {
		".", "!", "?", "\"", "'", ")", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb",
		"\xe2\x80\xa6", "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f",
		"\xe3\x80\x8d", "\xd8\x9f", "\xdb\x94", "\xe0\xa5\xa4",
	};
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(text, ends[i]))
			return true;
	return false;
}

/* What a sentence is worth for its kind, before anyone asks what it says; 0 if nothing. */
static double worth_of(const struct reader *reader, const char *text,
		       const struct quotation *quotation)
{
	static const char first_person[] = " i my we our i'm we're i've we've i'll ";
	const struct words *words = &reader->words;
	double worth = 1;

	if (words->count < LEAST_WORDS || words->count > MOST_WORDS ||
	    is_bare_quotation(quotation) || !has_end(text))
		return 0;
	if (quotation->marks > 0)
		worth *= QUOTATION;
	if (strchr(text, '?') != NULL)
		worth *= QUESTION;
	if (has_word(words, MOST_WORDS, first_person))
		worth *= FIRST_PERSON;
	return worth;
}

/* Whether a sentence takes up what the one before it said. */
static bool leans(const struct reader *reader)
{
	static const char openers[] =
		" it its this that these those he she his her they their them such but and so then"
		" thus none both neither another others also however instead meanwhile still yet"
		" nevertheless therefore moreover furthermore besides otherwise even either ";

	return has_word(&reader->words, 1, openers);
}

static void add_passage(struct reader *reader, const char *text, size_t length,
			struct passage passage)
{
	struct passages *passages = reader->passages;
	struct quotation quotation;

	words_split(&reader->words, text, length);
	passage.text = arena_dup_bytes(passages->arena, text, length);
	passage.source = reader->source;
	passage.word_count = count_words(passage.text, &reader->words);
	quotation = quotation_look(passage.text);
	passage.worth = reader->takes_all ? 1 : worth_of(reader, passage.text, &quotation);
	if (passage.worth <= 0)
		return;
	passage.leans = leans(reader);
	set_terms(reader, &passage);
	passages->list = mem_grow(passages->list, &passages->capacity, passages->count,
				  sizeof(*passages->list));
	passages->list[passages->count++] = passage;
}

/* How many sentences from this one on a quotation that begins in it holds together. */
static size_t count_held(struct reader *reader, const char *text,
			 const struct sentences *sentences, size_t from)
{
	const struct sentence *first = &sentences->list[from];
	size_t i;

	for (i = from; i < sentences->count && i < from + MOST_HELD; i++) {
		const struct sentence *last = &sentences->list[i];
		const char *held;

		if (last->paragraph != first->paragraph)
			return 1;
		held = arena_dup_bytes(reader->passages->arena, text + first->start,
				       last->end - first->start);
		if (!quotation_look(held).is_open)
			return i - from + 1;
	}
	return 1;
}

static void read_source(struct reader *reader, const struct summary_source *source)
{
	struct buf plain = {0};
	struct sentences sentences = {0};
	size_t held, i;

	plain_text(&plain, source->text);
	reader->language = source->language;
	if (str_is_empty(reader->language))
		reader->language = language_detect(buf_text(&plain), plain.length);
	sentences_split(&sentences, buf_text(&plain), plain.length);
	for (i = 0; i < sentences.count && i < MOST_OF_SOURCE; i += held) {
		const struct sentence *first = &sentences.list[i];

		held = count_held(reader, plain.data, &sentences, i);
		add_passage(reader, plain.data + first->start,
			    sentences.list[i + held - 1].end - first->start,
			    (struct passage){ .position = i, .sentence_count = held });
	}
	sentences_clear(&sentences);
	buf_clear(&plain);
}

static void read_all(struct reader *reader, const struct summary_source *sources, size_t count)
{
	for (reader->source = 0; reader->source < count; reader->source++)
		read_source(reader, &sources[reader->source]);
}

struct occurrence {
	uint64_t term;
	struct passage_term *where;
};

static int by_occurrence(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

static struct occurrence *list_occurrences(const struct passages *passages, size_t *count)
{
	struct occurrence *list;
	size_t total = 0, i, j;

	for (i = 0; i < passages->count; i++)
		total += passages->list[i].term_count;
	list = mem_array(total + 1, sizeof(*list));
	*count = 0;
	for (i = 0; i < passages->count; i++)
		for (j = 0; j < passages->list[i].term_count; j++)
			list[(*count)++] = (struct occurrence){
				passages->list[i].terms[j].term, &passages->list[i].terms[j] };
	qsort(list, *count, sizeof(*list), by_occurrence);
	return list;
}

/* Weighs terms by how few sentences have them. */
static void weigh_terms(struct passages *passages)
{
	size_t count, i, j, run;
	struct occurrence *list = list_occurrences(passages, &count);

	for (i = 0; i < count; i += run) {
		double rarity;

		for (run = 1; i + run < count && list[i + run].term == list[i].term;)
			run++;
		rarity = log(((double)passages->count + 1) / ((double)run + .5)) + 1;
		for (j = i; j < i + run; j++)
			list[j].where->weight *= rarity;
	}
	free(list);
	for (i = 0; i < passages->count; i++) {
		struct passage *passage = &passages->list[i];
		double sum = 0;

		for (j = 0; j < passage->term_count; j++)
			sum += passage->terms[j].weight * passage->terms[j].weight;
		passage->norm = sqrt(sum);
	}
}

static double cosine(const struct passage *a, const struct passage *b)
{
	double sum = 0;
	size_t i = 0, j = 0;

	while (i < a->term_count && j < b->term_count) {
		uint64_t x = a->terms[i].term, y = b->terms[j].term;

		if (x == y)
			sum += a->terms[i].weight * b->terms[j].weight;
		i += x <= y;
		j += y <= x;
	}
	return a->norm > 0 && b->norm > 0 ? sum / (a->norm * b->norm) : 0;
}

static void compare_all(struct passages *passages)
{
	size_t n = passages->count, i, j;

	passages->similar = mem_array(n * n + 1, sizeof(*passages->similar));
	for (i = 0; i < n; i++)
		for (j = i + 1; j < n; j++)
			passages->similar[i * n + j] = passages->similar[j * n + i] =
				(float)cosine(&passages->list[i], &passages->list[j]);
}

void passage_read(struct passages *passages, struct arena *arena,
		  const struct summary_source *sources, size_t count)
{
	struct reader reader = { .passages = passages, .lexicon = lexicon_new() };

	if (count > PASSAGE_MOST_SOURCES)
		count = PASSAGE_MOST_SOURCES;
	*passages = (struct passages){ .arena = arena };
	read_all(&reader, sources, count);
	/* Where no sentence is worth telling, all are: a short notice has no better ones. */
	if (passages->count == 0) {
		reader.takes_all = true;
		read_all(&reader, sources, count);
	}
	words_clear(&reader.words);
	lexicon_free(reader.lexicon);
	weigh_terms(passages);
	compare_all(passages);
}

void passage_clear(struct passages *passages)
{
	free(passages->list);
	free(passages->similar);
	*passages = (struct passages){0};
}

double passage_similarity(const struct passages *passages, size_t a, size_t b)
{
	return passages->similar[a * passages->count + b];
}

bool passage_shares_figure(const struct passage *a, const struct passage *b)
{
	size_t i = 0, j = 0;

	while (i < a->figure_count && j < b->figure_count) {
		if (a->figures[i] == b->figures[j])
			return true;
		if (a->figures[i] < b->figures[j])
			i++;
		else
			j++;
	}
	return false;
}

/* One round of LexRank: every sentence hands its rank on to those it resembles. */
static void hand_on(const struct passages *passages, const double *sums, const double *from,
		    double *to)
{
	size_t n = passages->count, i, j;

	for (i = 0; i < n; i++)
		to[i] = (1 - DAMPING) / (double)n;
	for (i = 0; i < n; i++) {
		if (sums[i] <= 0)
			continue;
		for (j = 0; j < n; j++) {
			double similarity = passage_similarity(passages, i, j);

			if (similarity >= EDGE)
				to[j] += DAMPING * from[i] * similarity / sums[i];
		}
	}
}

double *passage_ranks(const struct passages *passages)
{
	size_t n = passages->count, round, i, j;
	double *sums = mem_array(n + 1, sizeof(*sums));
	double *from = mem_array(n + 1, sizeof(*from)), *to = mem_array(n + 1, sizeof(*to)), *swap;

	for (i = 0; i < n; i++) {
		from[i] = 1 / (double)n;
		for (j = 0; j < n; j++)
			if (passage_similarity(passages, i, j) >= EDGE)
				sums[i] += passage_similarity(passages, i, j);
	}
	for (round = 0; round < ROUNDS; round++) {
		hand_on(passages, sums, from, to);
		swap = from;
		from = to;
		to = swap;
	}
	for (i = 0; i < n; i++)
		from[i] *= (double)n;
	free(sums);
	free(to);
	return from;
}
