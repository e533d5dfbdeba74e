/*
 * Articles without what pages put around them: credits, datelines, "Read more".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum { PLAIN_MOST = 1 << 16 };	/* bytes of a text that are read: what matters comes first */

/*
 * Appends the paragraphs of a text that are the report itself, one on each
 * line. Every line is a part of a line of the text, byte for byte.
 */
void plain_text(struct buf *out, const char *text);

/* Appends a title without the name of its publisher at the end; the name may be NULL. */
void plain_title(struct buf *out, const char *title, const char *publisher_name);
