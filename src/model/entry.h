/*
 * An entry: what a feed says about one thing it published.
 *
 * RSS calls it item, Atom entry, JSON Feed item. All text is valid UTF-8
 * without control characters. Strings are borrowed: they live in the arena of
 * whatever the entry came from (a parsed feed, a page of results).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

/* "The feed does not say": sorts before every time. All times are UTC seconds. */
#define TIME_UNKNOWN INT64_MIN

struct person {			/* each part may be NULL */
	const char *name;
	const char *email;
	const char *url;
};

struct enclosure {
	const char *url;
	const char *type;	/* media type, or NULL */
	const char *title;	/* or NULL */
	int64_t size;		/* bytes; -1: unknown */
	int64_t duration;	/* seconds; -1: unknown */
};

struct entry {
	int64_t id;			/* the store's; 0 until stored */
	struct hash key;		/* identity within its feed; see parse/identity.h */
	struct hash url_key;		/* of the canonical link; zero if there is no link */
	struct hash content_hash;	/* changes when the publisher edits what people read */

	const char *guid;		/* verbatim; NULL if none */
	const char *url;		/* absolute http(s) link to the article; NULL if none */
	const char *external_url;	/* what a link blog links to, or a redirector to `url` */
	const char *comments_url;
	const char *image_url;
	const char *title;		/* plain text on one line; NULL if none */
	const char *summary;		/* plain text; NULL if none */
	const char *content_html;	/* rebuilt from an allowlist; NULL if none */
	const char *content_text;	/* plain text, paragraphs apart by "\n\n"; NULL if none */
	const char *language;		/* BCP 47 as declared or inherited; NULL if unknown */

	int64_t published;		/* as the feed says, TIME_UNKNOWN if it does not */
	int64_t updated;
	int64_t first_seen;		/* when we first stored it; TIME_UNKNOWN until then */

	const char *source_title;	/* the true publisher, where the feed names one */
	const char *source_url;

	struct person *authors;
	size_t author_count;
	const char **tags;
	size_t tag_count;
	struct enclosure *enclosures;
	size_t enclosure_count;
};
