/*
 * Every option of the config file: one table per kind of section.
 *
 * Whatever there is to know of an option is in its row. The manual page and
 * the example file are checked against it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* What a value is; config/value.c knows how each is read and into which field. */
enum value_type {
	VALUE_TEXT,			/* const char * */
	VALUE_URL,			/* const char *, beginning with one of the choices */
	VALUE_PATH,			/* const char *, made absolute */
	VALUE_SECRET,			/* the same, of a file that should exist */
	VALUE_LANGUAGE,			/* const char * */
	VALUE_FOOTER,			/* const char *, with {topic} and {owner} */
	VALUE_MAILBOX,			/* const char *, a mail address */
	VALUE_DURATION,			/* int64_t seconds */
	VALUE_SIZE,			/* int64_t bytes */
	VALUE_NUMBER,			/* int64_t */
	VALUE_COUNT,			/* size_t */
	VALUE_FACTOR,			/* double */
	VALUE_CHOICE,			/* an enum, by its choices */
	VALUE_SWITCH,			/* bool */
	VALUE_NAMES,			/* list: const char ** and a count, as the next four */
	VALUE_TERMS,			/* … whose quotes are kept */
	VALUE_LANGUAGES,		/* … primary subtags only */
	VALUE_MAILBOXES,		/* … of mail addresses */
	VALUE_HEADERS,			/* … one per value */
	VALUE_FORMATS,			/* bool per choice */
	VALUE_TIMES,			/* int[DIGEST_MOST_TIMES] and a count, ascending */
};

struct choice {				/* a list of them ends with a NULL name */
	const char *name;
	int value;
};

struct option {
	const char *name;
	enum value_type type;
	size_t field;			/* offsets into the struct that the section fills in */
	size_t count_field;		/* of the length of a list */
	const char *fallback;		/* the value when not given; NULL: the field stays zero */
	const char *least;		/* bounds, as one would write them; NULL: none */
	const char *most;
	const struct choice *choices;	/* words that may stand for a value */
	bool is_feed_only;		/* belongs on a feed's line, not in its section */
	const char *help;		/* what it is: "how often it is polled" */
};

enum section_type {
	SECTION_GRANOLA,		/* fills in a struct config */
	SECTION_DIGEST,			/* a struct digest_settings */
	SECTION_SUMMARIZER,		/* a struct config, too */
	SECTION_MAIL,			/* likewise */
	SECTION_PUBLISHER,		/* a struct publisher_settings */
	SECTION_FEEDS,			/* a struct feed_settings: the defaults of its feeds */
	SECTION_TYPES,
};

enum { OPTIONS_MOST = 24 };		/* of one section */

struct section_options {
	enum section_type type;
	const char *name;
	const char *example;		/* "[digest: NAME]" */
	bool is_named;
	const struct option *options;
	size_t count;
};

const struct section_options *options_of(enum section_type type);

/* By the name of a section or an option; NULL if there is none. */
const struct section_options *options_find_section(const char *name);
const struct option *options_find(const struct section_options *section, const char *name);
