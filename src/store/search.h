/*
 * Finding entries by words.
 *
 * Titles are indexed, some time after their entries came in, and so are found
 * however old they are. Texts are not, which would cost several times what
 * storing them does: those of the newest entries are read through instead.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/entries.h"

struct arena;
struct sought;
struct store;

/*
 * Indexes the titles of up to `most` entries that are not yet, the oldest first,
 * and says how many there were.
 */
int search_index_titles(struct store *store, size_t most, size_t *indexed, struct err *err);

/* Tells the index, before it is changed, that an entry's title will be this one. */
int search_retitle(struct store *store, int64_t id, const char *title, struct err *err);

struct search_order {
	struct sought *sought;		/* at least a word */
	int64_t now;			/* of two that answer alike, the nearer is first */
	size_t limit;
};

struct search_hit {
	struct listed_entry listed;
	const char *text;		/* NULL if it has none, or no longer */
	double score;			/* see sought_rate(); less if it is old */
};

struct search_hits {
	struct search_hit *items;	/* the best first */
	size_t count;
};

/* The hits live in the arena. */
int search_find(struct store *store, struct arena *arena, const struct search_order *order,
		struct search_hits *out, struct err *err);
