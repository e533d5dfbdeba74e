#include "story/passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "story/plain.h"
#include "story/quotation.h"
#include "story/seam.h"
#include "story/summary.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/words.h"

enum {
	MOST_OF_REPORT = 60,		/* sentences read of each */
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
	const char *source_text;
	size_t source;
	size_t report;
	bool takes_all;			/* sentences of any kind and length */
};

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

/*
 * A sentence's length as people count: by spaces, "a five-minute walk" being
 * three words; where there are few spaces, by words as we know them.
 */
static size_t count_words(const char *text, const struct words *words)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == ' ';
	return 2 * count > words->count ? count : words->count;
}

/* The length of the last of these that a text ends with; 0 if it ends with none. */
static size_t ends_with(const char *text, size_t length, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		size_t size = strlen(list[i]);

		if (length >= size && memcmp(text + length - size, list[i], size) == 0)
			return size;
	}
	return 0;
}

/* Headings and captions end without a full stop, of whatever script. */
static bool has_end(const char *text)
{
	static const char *const marks[] = {
		"\"", "'", ")", "]", " ", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb",
		"\xe2\x80\x9c", "\xe3\x80\x8d", "\xe3\x80\x8f", "\xef\xbc\x89",
	};
	static const char *const stops[] = {
		".", "!", "?", "\xe2\x80\xa6", "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f",
		"\xd8\x9f", "\xdb\x94", "\xe0\xa5\xa4", "\xe0\xa5\xa5", "\xd6\x89",
		"\xe1\x8d\xa2", "\xe1\x81\x8b", "\xe1\x9f\x94",
	};
	size_t length = strlen(text), size;

	while ((size = ends_with(text, length, marks, sizeof(marks) / sizeof(marks[0]))) > 0)
		length -= size;
	return ends_with(text, length, stops, sizeof(stops) / sizeof(stops[0])) > 0;
}

/* What a sentence is worth for its kind, before anyone asks what it says; 0 if nothing. */
static double worth_of(const struct reader *reader, const char *text,
		       const struct quotation *quotation)
{
	static const char first_person[] = " i my we our i'm we're i've we've i'll ";
	const struct words *words = &reader->words;
	double worth = 1;

	if (words->count < LEAST_WORDS || words->count > MOST_WORDS ||
	    is_bare_quotation(quotation) || !has_end(text) || plain_points_elsewhere(text))
		return 0;
	if (quotation->marks > 0)
		worth *= QUOTATION;
	if (strchr(text, '?') != NULL)
		worth *= QUESTION;
	if (has_word(words, MOST_WORDS, first_person))
		worth *= FIRST_PERSON;
	return worth;
}

/*
 * How often a point within a passage is followed like the end of a sentence,
 * "Rev. Lind" or "10 p.m. Sunday": readers may count more sentences than we do.
 */
static size_t count_doubts(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == '.' && text[1] == ' ' && text[2] != '\0' &&
			 (text[2] == '"' || text[2] == '(' || str_is_digit(text[2]) ||
			  (str_is_alpha(text[2]) && str_lower(text[2]) != text[2]));
	return count;
}

/* The passage as it reads without the one before it. */
static const char *text_alone(struct arena *arena, const struct passage *passage)
{
	char *alone = arena_dup(arena, passage->text + passage->opening.turn);

	if (*alone >= 'a' && *alone <= 'z')
		*alone = (char)(*alone - ('a' - 'A'));
	return passage->opening.turn > 0 ? alone : passage->text;
}

static void add_passage(struct reader *reader, const char *text, size_t length,
			struct passage passage)
{
	struct passages *passages = reader->passages;
	struct quotation quotation;

	words_split(&reader->words, text, length);
	passage.text = arena_dup_bytes(passages->arena, text, length);
	passage.source = reader->source;
	passage.report = reader->report;
	passage.word_count = count_words(passage.text, &reader->words);
	quotation = quotation_look(passage.text);
	passage.worth = reader->takes_all ? 1 : worth_of(reader, passage.text, &quotation);
	if (passage.worth <= 0)
		return;
	passage.opening = opening_look(passage.text, &reader->words, reader->language,
				       reader->source_text);
	passage.alone = text_alone(passages->arena, &passage);
	vector_count(&passage.vector, passages->arena, reader->lexicon, reader->language,
		     &reader->words);
	figures_read(&passage.figures, passages->arena, reader->lexicon, reader->language,
		     &reader->words);
	passage.doubt_count = count_doubts(passage.text) - (passage.sentence_count - 1);
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

static void read_report(struct reader *reader, const char *text, size_t length)
{
	struct sentences sentences = {0};
	size_t held, i;

	sentences_split(&sentences, text, length, reader->language);
	for (i = 0; i < sentences.count && i < MOST_OF_REPORT; i += held) {
		const struct sentence *first = &sentences.list[i];

		held = count_held(reader, text, &sentences, i);
		add_passage(reader, text + first->start,
			    sentences.list[i + held - 1].end - first->start,
			    (struct passage){ .position = i, .sentence_count = held });
	}
	sentences_clear(&sentences);
}

static void read_source(struct reader *reader, const struct summary_source *source)
{
	size_t starts[SEAM_MOST_PARTS], count, i;
	struct buf plain = {0};

	plain_text(&plain, source->text);
	reader->source_text = source->text;
	reader->language = source->language;
	if (str_is_empty(reader->language))
		reader->language = language_detect(buf_text(&plain), plain.length);
	count = seam_find(starts, buf_text(&plain), plain.length, reader->language);
	for (i = 0; i < count && reader->report < PASSAGE_MOST_REPORTS; i++) {
		size_t end = i + 1 < count ? starts[i + 1] : plain.length;

		read_report(reader, buf_text(&plain) + starts[i], end - starts[i]);
		reader->report++;
	}
	buf_clear(&plain);
}

static void read_all(struct reader *reader, const struct summary_source *sources, size_t count)
{
	reader->report = 0;
	for (reader->source = 0; reader->source < count; reader->source++)
		read_source(reader, &sources[reader->source]);
}

static void weigh_terms(struct passages *passages)
{
	struct vector **vectors = mem_array(passages->count + 1, sizeof(*vectors));
	size_t i;

	for (i = 0; i < passages->count; i++)
		vectors[i] = &passages->list[i].vector;
	vector_weigh(vectors, passages->count);
	free(vectors);
}

static void compare_all(struct passages *passages)
{
	size_t n = passages->count, i, j;

	passages->similar = mem_array(n * n + 1, sizeof(*passages->similar));
	for (i = 0; i < n; i++)
		for (j = i + 1; j < n; j++)
			passages->similar[i * n + j] = passages->similar[j * n + i] =
				(float)vector_cosine(&passages->list[i].vector,
						     &passages->list[j].vector);
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

bool passage_has_support(const struct passages *passages, const bool *is_chosen, size_t number)
{
	const struct passage *passage = &passages->list[number], *before = passage - 1;

	return number > 0 && is_chosen[number - 1] && before->report == passage->report &&
	       before->position + before->sentence_count == passage->position;
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
