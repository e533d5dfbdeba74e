/*
 * An inverted index: which items have a key?
 *
 * Items are small numbers, added in any order and never removed; an index is
 * dropped whole and built anew.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct postings;		/* opaque */

struct postings *postings_new(void);
void postings_free(struct postings *postings);		/* accepts NULL */

void postings_add(struct postings *postings, uint32_t key, uint32_t item);

/*
 * Steps through the items of a key, the last added first: start with a zeroed
 * cursor; returns 0 when there are no more.
 */
struct postings_cursor {
	uint32_t next;
	int started;
};
int postings_next(const struct postings *postings, uint32_t key, struct postings_cursor *cursor,
		  uint32_t *item);
