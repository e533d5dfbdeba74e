/*
 * What each element of each format means: one table, and nothing else decides.
 */
#pragma once

#include <stdint.h>

#include "parse/draft.h"

enum vocabulary_space {
	SPACE_UNKNOWN,
	SPACE_RSS,		/* all versions, with or without a namespace */
	SPACE_ATOM,		/* 0.3 and 1.0 */
	SPACE_RDF,
	SPACE_DC,
	SPACE_DCTERMS,
	SPACE_CONTENT,
	SPACE_XHTML,
	SPACE_ITUNES,
	SPACE_PLAY,
	SPACE_MEDIA,
	SPACE_SYNDICATION,
	SPACE_FEEDBURNER,
};

/* How an element is read. */
enum vocabulary_reader {
	READ_PLAIN,		/* its text, as it is */
	READ_TEXT,		/* plain text, by default: Atom's text construct */
	READ_HTML,		/* escaped HTML */
	READ_GUESS,		/* either */
	READ_DATE,
	READ_LINK,
	READ_URL,
	READ_ID,
	READ_PERSON,
	READ_TAG,
	READ_TAGS,		/* several, apart by commas */
	READ_ENCLOSURE,
	READ_DURATION,
	READ_IMAGE,
	READ_SOURCE,
	READ_TTL,
	READ_SKIP_HOURS,
	READ_SKIP_DAYS,
	READ_PERIOD,
	READ_FREQUENCY,
	READ_WITHIN,		/* what it holds belongs to what holds it */
	READ_ENTRY,
};

enum vocabulary_scope {
	IN_FEED		= 1,
	IN_ENTRY	= 2,
	IN_BOTH		= 3,
};

/*
 * Of several elements for one field the highest rank wins; of equals, the first
 * that says anything. Lists take all of the highest rank.
 */
struct vocabulary_rule {
	enum vocabulary_space space;
	const char *name;		/* in lower case */
	enum vocabulary_scope scope;
	enum vocabulary_reader reader;
	uint8_t field;			/* enum draft_field or draft_time, as the reader needs */
	uint8_t rank;			/* from 1 */
};

/* NULL: of no use to us. The name's case does not matter. */
const struct vocabulary_rule *vocabulary_find(enum vocabulary_space space, const char *name,
					      enum vocabulary_scope scope);

/* By URI, else by the prefix people use for it; either may be NULL. */
enum vocabulary_space vocabulary_space(const char *uri, const char *prefix);
