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

/* Says that a key will be asked for soon: what is known of it is on its way from memory then. */
void postings_expect(const struct postings *postings, uint32_t key);

/* Items in the order in which they were added. */
struct postings_run {
	const uint32_t *items;
	size_t count;
};

/* The items of a key, in two runs of which each may be empty: the newer, then the older. */
void postings_find(const struct postings *postings, uint32_t key, struct postings_run runs[2]);
