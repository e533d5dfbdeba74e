/*
 * OPML 1.0 and 2.0: lists of feeds, as feed readers exchange them.
 *
 * Pure. Call xml_init() (text/xml.h) once before the first thread parses. What
 * xml_parse() lets through bounds a list.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;
struct buf;

enum { OPML_MOST_BYTES = 16 * 1024 * 1024 };

struct opml_feed {
	const char *url;		/* as parse/feed_url.h has it */
	const char *title;		/* one line; NULL: not said */
	const char *site_url;		/* http or https; NULL: not said */
	const char *group;		/* of nested ones "Outer / Inner"; NULL: in none */
};

struct opml {
	const char *title;		/* NULL: not said */
	struct opml_feed *feeds;	/* each once; those of a group together */
	size_t feed_count;
	const char **refused;		/* what stood where a URL that can be fetched should; cut */
	size_t refused_count;
	bool is_truncated;		/* the end of the document was missing */
};

/* Reads a list into the arena, however broken its XML. What is no OPML is ERR_DATA. */
int opml_parse(struct opml *opml, struct arena *arena, const char *bytes, size_t length,
	       struct err *err);

/* Brings the feeds of a group together, groups and feeds in the order of their first. */
void opml_sort(struct opml_feed *feeds, size_t count);

/*
 * Appends sorted feeds as OPML 2.0. Equal feeds give equal bytes, and
 * opml_parse() gives them back.
 */
void opml_write(struct buf *out, const char *title, const struct opml_feed *feeds, size_t count);
