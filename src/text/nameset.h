/*
 * Which names a document has used so far, up to a limit: a parser that keeps
 * every name it meets slows down with each new one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NAMESET_SLOTS	= 4096,
	NAMESET_MOST	= 2000,
};

struct nameset {			/* zeroed is empty */
	uint64_t hashes[NAMESET_SLOTS];	/* open addressing; 0 is free */
	size_t count;
};

/* Whether the name is one of them, as it is from now on unless there are too many. */
bool nameset_admit(struct nameset *set, const char *name, size_t length);
