/*
 * Any feed, as served, to one model: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0,
 * JSON Feed.
 *
 * Pure: bytes in, struct out, and no more memory or time than the limits below
 * allow. Call xml_init() (text/xml.h) once before the first thread parses.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;
struct feed_document;

enum {
	FEED_MOST_ENTRIES	= 10000,	/* the rest is dropped, and counted */
	FEED_MOST_BYTES		= 16 * 1024 * 1024,
};

struct feed_source {
	const char *bytes;
	size_t length;
	const char *content_type;	/* the HTTP header, or NULL */
	const char *base_url;		/* where it was fetched from; NULL: links stay relative */
	bool keep_all;			/* also entries that are repeated or say nothing */
	bool text_only;			/* leaves content_html out, which costs as much again */
};

/*
 * Fills in *out, which then lives in the arena, its entries complete with keys
 * and hashes (parse/identity.h). What is not a feed is ERR_DATA, with what it
 * looks like instead: "an HTML page titled “…”".
 */
int document_parse(struct feed_document **out, struct arena *arena,
		   const struct feed_source *source, struct err *err);
