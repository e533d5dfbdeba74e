/*
 * Writes HTML that is safe by construction: only elements, attributes and URL
 * schemes of its lists, every value escaped, every element closed.
 */
#pragma once

#include <stddef.h>

#include "base/buf.h"

struct markup_token;
struct tag;

enum { SANITISER_DEPTH = 64 };	/* what is nested deeper loses its tags, not its text */

struct sanitiser {
	struct buf *out;
	const char *base_url;		/* NULL: links stay relative */
	const struct tag *open[SANITISER_DEPTH];
	size_t depth;
	size_t excess;			/* open elements past the limits */
	size_t most;			/* bytes of *out past which only text is written */
	struct buf scratch;
};

void sanitiser_text(struct sanitiser *sanitiser, const char *text, size_t length);
void sanitiser_open(struct sanitiser *sanitiser, const struct tag *tag,
		    const struct markup_token *token);
void sanitiser_close(struct sanitiser *sanitiser, const struct tag *tag);
void sanitiser_end(struct sanitiser *sanitiser);	/* closes what is open; clears */

/* Appends text with & < > and both quotes as references. */
void sanitiser_add_escaped(struct buf *out, const char *text, size_t length);
