/*
 * Gathers plain prose from pieces: white space folded, and breaks between
 * paragraphs and lines written only where text follows.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum prose_break {
	PROSE_NONE,
	PROSE_SPACE,
	PROSE_LINE,
	PROSE_PARAGRAPH,
};

struct prose {
	struct buf *out;
	size_t start;			/* where in *out it begins */
	enum prose_break pending;
	bool is_pre;			/* white space counts */
};

struct prose prose_begin(struct buf *out);
void prose_add(struct prose *prose, const char *text, size_t length);
void prose_break(struct prose *prose, enum prose_break kind);	/* the strongest in a row wins */
