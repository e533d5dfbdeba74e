/*
 * What of a page's source is worth building a tree of: its text, the tags that
 * say what text is, and the few attributes that tell more.
 *
 * Scripts, styles, comments and drawings are most of a page and none of its
 * story. What is left is also what a parser can be trusted with: no tag is
 * long, none has many attributes.
 */
#pragma once

#include <stddef.h>

#include "base/buf.h"
#include "text/span.h"

enum {
	STRAINER_MOST_DATA = 16,
	STRAINER_MOST_TAGS = 50000,	/* elements; the rest of the page is not read */
};

struct strained {		/* zeroed is empty */
	struct buf html;
	struct span data[STRAINER_MOST_DATA];	/* JSON-LD scripts, in the source */
	size_t data_count;
	size_t tag_count;
};

void strainer_run(struct strained *strained, const char *source, size_t length);
void strainer_clear(struct strained *strained);
