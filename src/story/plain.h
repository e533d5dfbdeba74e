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

/* Where the report begins on a line, [start, end), that may begin with a dateline. */
const char *plain_skip_dateline(const char *start, const char *end);

/* Whether a sentence only points elsewhere: "See also: …". */
bool plain_points_elsewhere(const char *sentence);

/* Appends a title without the name of its publisher at the end; the name may be NULL. */
void plain_title(struct buf *out, const char *title, const char *publisher_name);
