/*
 * What a document says of its feed or of one entry, before anything is made of
 * it: every format is gathered into this, and normalised from this.
 *
 * All memory is the tree's or a scratch arena's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum draft_field {
	DRAFT_TITLE,
	DRAFT_URL,
	DRAFT_ID,
	DRAFT_SUMMARY,
	DRAFT_CONTENT,
	DRAFT_LANGUAGE,
	DRAFT_IMAGE,
	DRAFT_ICON,
	DRAFT_COMMENTS,
	DRAFT_EXTERNAL,
	DRAFT_SELF,
	DRAFT_HUB,
	DRAFT_NEXT,
	DRAFT_SOURCE_TITLE,
	DRAFT_SOURCE_URL,
	DRAFT_COPYRIGHT,
	DRAFT_GENERATOR,
	DRAFT_FIELDS,
};

enum draft_time {
	DRAFT_PUBLISHED,
	DRAFT_UPDATED,
	DRAFT_TIMES,
};

enum draft_markup {
	DRAFT_PLAIN,
	DRAFT_HTML,
	DRAFT_GUESS,
};

struct draft_value {
	const char *text;		/* NULL: not said */
	const char *base;		/* what its links are relative to; NULL: the document */
	enum draft_markup markup;
	uint8_t rank;
};

struct draft_person {
	const char *name, *email, *url;	/* each may be NULL; a name alone may hold all */
	const char *base;
	uint8_t rank;
};

struct draft_enclosure {
	const char *url, *type, *title;
	const char *base;
	int64_t size, duration;		/* -1: not said */
};

struct draft_list {			/* of any of the above; elements in the arena */
	void **items;
	size_t count;
	size_t capacity;
};

enum { DRAFT_MOST_LISTED = 200 };	/* of authors, tags or enclosures; the rest is dropped */

struct draft {
	struct arena *arena;
	struct draft_value values[DRAFT_FIELDS];
	int64_t times[DRAFT_TIMES];	/* TIME_UNKNOWN: not said */
	uint8_t time_ranks[DRAFT_TIMES];
	struct draft_list authors;	/* struct draft_person */
	struct draft_list tags;		/* char */
	struct draft_list enclosures;	/* struct draft_enclosure */
	bool id_is_url;			/* the id may stand in for a missing link */
	int64_t duration;		/* of the enclosures that do not say; -1 */
	int64_t ttl, period, frequency;	/* 0: not said */
	uint32_t skip_hours;
	uint8_t skip_days;
};

struct draft draft_begin(struct arena *arena);

void draft_set(struct draft *draft, enum draft_field field, struct draft_value value);
void draft_set_time(struct draft *draft, enum draft_time field, const char *text, uint8_t rank);
void draft_add(struct draft *draft, struct draft_list *list, void *item);

/* Appends one tag, trimmed; or several, apart by commas. */
void draft_add_tag(struct draft *draft, const char *text);
void draft_add_tags(struct draft *draft, const char *text);

bool draft_is_empty(const struct draft *draft);		/* nothing anybody could read or follow */
