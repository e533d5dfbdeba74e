/*
 * An inverted index: which items have a key?
 *
 * Items are small numbers, added in any order and never removed; an index is
 * dropped whole and built anew. Of each key it keeps the newest only: what many
 * items have tells none of them apart.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct postings;		/* opaque */

/* `newest` is how many items of a key are kept: a power of two. */
struct postings *postings_new(uint32_t newest);
void postings_free(struct postings *postings);		/* accepts NULL */

void postings_add(struct postings *postings, uint32_t key, uint32_t item);

/* Items in the order in which they were added. */
struct postings_run {
	const uint32_t *items;
	size_t count;
};

/* The items of a key, in two runs of which each may be empty: the newer, then the older. */
void postings_find(const struct postings *postings, uint32_t key, struct postings_run runs[2]);
