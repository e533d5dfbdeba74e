/*
 * A piece of somebody else's text, without a final NUL.
 *
 * A span whose `at` is NULL is absent, which differs from empty.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct span {
	const char *at;
	size_t length;
};

struct span span_of(const char *text);			/* the whole; NULL is absent */
struct span span_between(const char *start, const char *end);

bool span_is(struct span span, const char *lower);	/* the same but for case */

/* From the first place of a lower-case word, whatever its case there, to the end; or absent. */
struct span span_find(struct span in, const char *lower);
