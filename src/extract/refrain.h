/*
 * Refrains: lines that come again in one publisher's articles, and so say nothing
 * about what each of them is about.
 *
 * Lines are known by their hashes, which can be kept with an article whose own
 * copies of them are gone.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct refrain;			/* opaque */

/* How many articles have a line before it is one: so many, and that share of all. */
enum {
	REFRAIN_LEAST	= 3,
	REFRAIN_PERCENT	= 15,
};

/* Appends the hashes of a text's lines, of each line once. */
void refrain_note(struct buf *lines, const char *text);

struct refrain *refrain_new(void);
void refrain_free(struct refrain *refrain);		/* accepts NULL */

/* One article's lines, as noted; any bytes are taken. */
void refrain_add(struct refrain *refrain, const char *lines, size_t length);

/* To be called once all articles were added, before the first question. */
void refrain_learn(struct refrain *refrain);

/*
 * Appends the text without its refrains, and says whether it had any. A text of
 * which less than half would be left is left as it is: it is an article that was
 * published again.
 */
bool refrain_strip(const struct refrain *refrain, const char *text, struct buf *out);
