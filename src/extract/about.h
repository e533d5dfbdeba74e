/*
 * What a page says about its article: title, who wrote it, when, where.
 *
 * Pages say everything several times. Each place has a rank; of what is
 * offered for a field the lowest rank stays.
 */
#pragma once

#include <stdint.h>

#include "text/span.h"

struct arena;

enum about_field {
	ABOUT_TITLE,
	ABOUT_BYLINE,
	ABOUT_SITE,
	ABOUT_DATE,
	ABOUT_PRINTED,		/* the date that readers see */
	ABOUT_LANGUAGE,
	ABOUT_CANONICAL,
	ABOUT_CREDIT,		/* an agency or paper it was taken over from */
	ABOUT_FIELDS,
};

struct about {			/* zero all but `arena` to start */
	struct arena *arena;
	const char *values[ABOUT_FIELDS];	/* NULL: unknown */
	uint32_t ranks[ABOUT_FIELDS];
	const char *page_title;	/* the `title` element */
	const char *body;	/* the article's text, if the page repeats it as data */
	int64_t printed;	/* what ABOUT_PRINTED means */
	int64_t published;	/* what ABOUT_DATE means … */
	int zone;		/* … and in which zone it was said: seconds east of UTC */
	bool is_locked;		/* the page says one must pay to read it all */
};

/* Offers a value, white space trimmed; what is empty or cannot be is not taken. */
void about_offer(struct about *about, enum about_field field, uint32_t rank, struct span value);

/* When all was offered: weighs what was said against what else was. */
void about_settle(struct about *about);
