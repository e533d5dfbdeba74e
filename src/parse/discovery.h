/*
 * Which feeds does a page offer? Those it names, and no others: no address is
 * ever guessed.
 *
 * Pure. Call xml_init() (text/xml.h) once before the first thread parses.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;
struct feed_source;

enum { DISCOVERY_MOST_FEEDS = 200 };	/* of one page; the rest is left out */

struct discovered_feed {
	const char *url;		/* as parse/feed_url.h has it */
	const char *title;		/* one line; NULL: not said */
	const char *type;		/* "application/atom+xml", …; NULL: not said */
};

struct discovery {
	struct discovered_feed *feeds;	/* each once, in the page's order */
	size_t count;
	bool is_feed;			/* the document is one itself */
};

/*
 * Finds the feeds of a page, its bytes as served, into the arena: those of its
 * <link rel="alternate">, and those that it links to like any page, on its own
 * site, by an address such as only feeds have. If the document is a feed, that
 * is all there is. ERR_DATA if there is none, with what the document is.
 */
int discovery_find(struct discovery *found, struct arena *arena, const struct feed_source *source,
		   struct err *err);
