/*
 * Where a text that holds several reports of one event passes from one to the
 * next: reports piped in one after the other, or a page that collects them.
 */
#pragma once

#include <stddef.h>

enum { SEAM_MOST_PARTS = 8 };

/*
 * Writes where the parts of a plain text begin, in bytes, the first with 0; a
 * dateline is of no part. Returns how many there are: 1 unless a later
 * paragraph clearly begins the same story again.
 */
size_t seam_find(size_t starts[SEAM_MOST_PARTS], const char *text, size_t length,
		 const char *language);
