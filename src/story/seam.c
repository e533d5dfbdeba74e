/*
 * What gives a second report away? It begins by saying what the first began
 * with, it introduces people who were introduced, it may have a dateline, and
 * its quotation marks may be of another kind. None of these is enough alone;
 * the weights are those of a logistic regression over reports of 75 events,
 * joined in pairs and single, of which it took 2 % for two.
 */
#include "story/seam.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "story/plain.h"
#include "story/vector.h"
#include "text/words.h"

enum {
	LEAST = 4,			/* paragraphs of a report */
	MOST_NAMES = 12,		/* of a paragraph that are looked at */
};

static const double BEGINS_ALIKE = 5.3;
static const double GOES_ON_ALIKE = 4.1;
static const double HAS_DATELINE = 3.9;
static const double INTRODUCES = 2.4;	/* for three names or more */
static const double OTHER_MARKS = 5.5;
static const double GOES_ON = -2.8;	/* from the paragraph before */
static const double IN_THE_MIDDLE = 2.4;
static const double RELUCTANCE = -4.5;

struct name {
	uint64_t hash;
	size_t before;			/* the last one before that has it, from 1; 0: none */
};

struct paragraph {
	size_t start;			/* of the report in it: after a dateline */
	bool has_dateline;
	struct vector vector;
	struct name names[MOST_NAMES];
	size_t name_count;
	size_t curly;			/* quotation marks and apostrophes, up to here … */
	size_t straight;		/* … and of the other kind */
};

struct finder {
	struct arena *arena;
	struct lexicon *lexicon;
	const char *language;
	struct words words;
	struct paragraph *list;
	size_t count;
	size_t capacity;
};

/* Two words in a row that begin with capitals: who has both names is being introduced. */
static void set_names(const struct finder *finder, struct paragraph *paragraph)
{
	const struct words *words = &finder->words;
	size_t i;

	for (i = 0; i + 1 < words->count && paragraph->name_count < MOST_NAMES; i++) {
		const struct word *first = &words->list[i], *last = first + 1;

		if (first->is_capital && last->is_capital && last->start == first->end + 1)
			paragraph->names[paragraph->name_count++].hash =
				first->hash * 31 + last->hash;
	}
}

static size_t count_in(const char *text, size_t length, const char *mark)
{
	size_t size = strlen(mark), count = 0, i;

	for (i = 0; i + size <= length; i++)
		count += memcmp(text + i, mark, size) == 0;
	return count;
}

static void set_marks(struct paragraph *paragraph, const char *text, size_t length)
{
	static const char *const curly[] = { "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x99" };
	size_t i;

	for (i = 0; i < sizeof(curly) / sizeof(curly[0]); i++)
		paragraph->curly += count_in(text, length, curly[i]);
	paragraph->straight += count_in(text, length, "\"") + count_in(text, length, "'");
}

static void add_paragraph(struct finder *finder, const char *text, const char *from,
			  const char *to)
{
	const char *report = plain_skip_dateline(from, to);
	struct paragraph paragraph = {
		.start = (size_t)(report - text),
		.has_dateline = report > from,
	};

	if (finder->count > 0) {
		paragraph.curly = finder->list[finder->count - 1].curly;
		paragraph.straight = finder->list[finder->count - 1].straight;
	}
	set_marks(&paragraph, from, (size_t)(to - from));
	words_split(&finder->words, from, (size_t)(to - from));
	set_names(finder, &paragraph);
	vector_count(&paragraph.vector, finder->arena, finder->lexicon, finder->language,
		     &finder->words);
	finder->list = mem_grow(finder->list, &finder->capacity, finder->count,
				sizeof(*finder->list));
	finder->list[finder->count++] = paragraph;
}

static void read_paragraphs(struct finder *finder, const char *text, size_t length)
{
	const char *at = text, *end = text + length;

	while (at < end) {
		const char *line = memchr(at, '\n', (size_t)(end - at));
		const char *to = line != NULL ? line : end;

		if (to > at)
			add_paragraph(finder, text, at, to);
		at = to + 1;
	}
}

static void weigh(struct finder *finder)
{
	struct vector **vectors = mem_array(finder->count + 1, sizeof(*vectors));
	size_t i;

	for (i = 0; i < finder->count; i++)
		vectors[i] = &finder->list[i].vector;
	vector_weigh(vectors, finder->count);
	free(vectors);
}

static size_t find_name(const struct finder *finder, size_t before, uint64_t hash)
{
	size_t i, j;

	for (i = before; i > 0; i--)
		for (j = 0; j < finder->list[i - 1].name_count; j++)
			if (finder->list[i - 1].names[j].hash == hash)
				return i;
	return 0;
}

static void trace_names(struct finder *finder)
{
	size_t i, j;

	for (i = 0; i < finder->count; i++)
		for (j = 0; j < finder->list[i].name_count; j++) {
			struct name *name = &finder->list[i].names[j];

			name->before = find_name(finder, i, name->hash);
		}
}

static double log_likelihood(double hits, double all)
{
	if (hits <= 0 || hits >= all)
		return 0;
	return hits * log(hits / all) + (all - hits) * log(1 - hits / all);
}

/* How much better two kinds of quotation marks explain what stands there than one, 0 to 1. */
static double marks_gain(const struct finder *finder, size_t from, size_t seam, size_t to)
{
	static const double ENOUGH = 30;
	const struct paragraph *list = finder->list;
	double curly_0 = from > 0 ? (double)list[from - 1].curly : 0;
	double straight_0 = from > 0 ? (double)list[from - 1].straight : 0;
	double curly_1 = (double)list[seam - 1].curly - curly_0;
	double straight_1 = (double)list[seam - 1].straight - straight_0;
	double curly = (double)list[to - 1].curly - curly_0;
	double straight = (double)list[to - 1].straight - straight_0;
	double gain = log_likelihood(curly_1, curly_1 + straight_1) +
		      log_likelihood(curly - curly_1, curly - curly_1 + straight - straight_1) -
		      log_likelihood(curly, curly + straight);

	return gain <= 0 ? 0 : gain >= ENOUGH ? 1 : sqrt(gain / ENOUGH);
}

/* How much a paragraph is like how the report began. */
static double likeness(const struct finder *finder, size_t from, size_t number)
{
	const struct vector *vector = &finder->list[number].vector;
	double first = vector_cosine(&finder->list[from].vector, vector);
	double second = vector_cosine(&finder->list[from + 1].vector, vector);

	return first > second ? first : second;
}

/* The share of three names that a paragraph introduces though they were in the report before. */
static double introductions(const struct finder *finder, size_t from, size_t number)
{
	const struct paragraph *paragraph = &finder->list[number];
	size_t count = 0, i;

	for (i = 0; i < paragraph->name_count; i++)
		count += paragraph->names[i].before > from;
	return count >= 3 ? 1 : (double)count / 3;
}

/* The odds, as a logarithm, that another report begins with this paragraph. */
static double odds(const struct finder *finder, size_t from, size_t seam, size_t to)
{
	size_t smaller = seam - from < to - seam ? seam - from : to - seam;

	return RELUCTANCE + BEGINS_ALIKE * likeness(finder, from, seam) +
	       GOES_ON_ALIKE * likeness(finder, from, seam + 1) +
	       HAS_DATELINE * finder->list[seam].has_dateline +
	       INTRODUCES * introductions(finder, from, seam) +
	       OTHER_MARKS * marks_gain(finder, from, seam, to) +
	       GOES_ON * vector_cosine(&finder->list[seam - 1].vector,
				       &finder->list[seam].vector) +
	       IN_THE_MIDDLE * (double)smaller / (double)(to - from);
}

/* The likeliest seam among these paragraphs; `to` if none is likely. */
static size_t best_seam(const struct finder *finder, size_t from, size_t to)
{
	size_t best = to, i;
	double most = 0;

	for (i = from + LEAST; i + LEAST <= to; i++) {
		double now = odds(finder, from, i, to);

		if (now > most) {
			most = now;
			best = i;
		}
	}
	return best;
}

/* Writes the seams among these paragraphs, in order; returns how many it left room for. */
static size_t part(const struct finder *finder, size_t from, size_t to, size_t *starts,
		   size_t room)
{
	size_t seam = room > 0 ? best_seam(finder, from, to) : to, count;

	if (seam == to)
		return room;
	count = room;
	room = part(finder, from, seam, starts, room - 1);
	starts += count - 1 - room;
	*starts = finder->list[seam].start;
	return part(finder, seam, to, starts + 1, room);
}

size_t seam_find(size_t starts[SEAM_MOST_PARTS], const char *text, size_t length,
		 const char *language)
{
	struct finder finder = { .language = language };
	size_t room = SEAM_MOST_PARTS - 1;

	starts[0] = 0;
	finder.arena = arena_new();
	finder.lexicon = lexicon_new();
	read_paragraphs(&finder, text, length);
	weigh(&finder);
	trace_names(&finder);
	room = part(&finder, 0, finder.count, starts + 1, room);
	words_clear(&finder.words);
	lexicon_free(finder.lexicon);
	arena_free(finder.arena);
	free(finder.list);
	return SEAM_MOST_PARTS - room;
}
