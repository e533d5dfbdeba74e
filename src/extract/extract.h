/*
 * The article of a page on the web: its text and what is known about it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

enum { EXTRACT_MOST_BYTES = 10 << 20 };

/* What a page turned out to be. */
enum extract_kind {
	EXTRACT_ARTICLE,
	EXTRACT_PAYWALL,	/* the beginning of one, and a request to pay */
	EXTRACT_CONSENT,	/* asks for cookies before it shows anything */
	EXTRACT_ERROR,		/* "not found" and its like */
	EXTRACT_CHALLENGE,	/* wants to know whether we are human */
	EXTRACT_LISTING,	/* leads to articles */
};

struct extract_source {
	const char *bytes;
	size_t length;
	const char *url;		/* where it was found; may be NULL */
	const char *content_type;	/* of the HTTP answer; may be NULL */
};

struct extract {		/* what is unknown is NULL */
	const char *title;
	const char *byline;
	const char *site_name;
	const char *canonical_url;
	const char *credit;		/* whom it was taken over from: "Reuters" */
	const char *language;
	const char *text;		/* never NULL: paragraphs apart by an empty line */
	const char *html;		/* never NULL: safe to show */
	int64_t published;		/* TIME_UNKNOWN if so */
	int zone;			/* the publisher's, where the page tells: seconds east */
	enum extract_kind kind;
};

/* Its texts live in the arena. ERR_DATA: these bytes are no page. */
int extract_page(struct extract *page, struct arena *arena, const struct extract_source *source,
		 struct err *err);

const char *extract_kind_name(enum extract_kind kind);
