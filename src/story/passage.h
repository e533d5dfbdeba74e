/*
 * The sentences of a story's sources: what each is worth, and how they compare.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story/figures.h"
#include "story/opening.h"
#include "story/vector.h"

struct arena;
struct summary_source;

enum {
	PASSAGE_MOST_SOURCES = 8,
	PASSAGE_MOST_REPORTS = 16,	/* a source may hold several */
};

/* A sentence, or several that a quotation holds together. */
struct passage {
	const char *text;		/* byte for byte as in its source; in the arena */
	size_t source;
	size_t report;			/* counts on from source to source */
	size_t position;		/* in its report: of the first sentence */
	size_t sentence_count;
	size_t doubt_count;		/* points in it that may be taken for the end of one */
	size_t word_count;
	double worth;			/* of its kind, at most 1: a question is worth less */
	struct opening opening;
	const char *alone;		/* the text if the passage before it is not told */
	struct vector vector;
	struct figures figures;
	const char *credit;		/* who says so, if that is to be told; else NULL */
};

struct passages {
	struct arena *arena;
	struct passage *list;		/* by report and position */
	size_t count;
	size_t capacity;
	float *similar;			/* count x count */
};

/* Reads the beginning of each of the first sources; to be cleared. */
void passage_read(struct passages *passages, struct arena *arena,
		  const struct summary_source *sources, size_t count);
void passage_clear(struct passages *passages);

/* How much alike two are, 0 to 1. */
double passage_similarity(const struct passages *passages, size_t a, size_t b);

/* Whether the passage just before this one in its report is among the chosen. */
bool passage_has_support(const struct passages *passages, const bool *is_chosen, size_t number);

/*
 * LexRank (Erkan and Radev 2004): how central each sentence is, 1 being the
 * mean; to be freed.
 */
double *passage_ranks(const struct passages *passages);
