/*
 * From drafts to the model: text made clean, links absolute, markup safe,
 * people told from their addresses.
 */
#pragma once

#include <stdbool.h>

#include "base/buf.h"

struct arena;
struct draft;
struct entry;
struct feed_document;

struct normaliser {
	struct arena *arena;		/* where the results go */
	const char *base_url;		/* what links without a base are relative to; NULL: nothing */
	bool text_only;			/* content_html is not wanted */
	struct buf text, html;		/* reused; cleared by normalise_end() */
};

/* A feed's own link becomes the base of links that have none. */
void normalise_feed(struct normaliser *normaliser, struct feed_document *feed,
		    const struct draft *draft);
void normalise_entry(struct normaliser *normaliser, struct entry *entry,
		     const struct draft *draft);
void normalise_end(struct normaliser *normaliser);
