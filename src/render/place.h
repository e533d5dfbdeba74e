/*
 * Where in a document a template has got to, which decides how what is filled in
 * there is escaped, and whether anything may be.
 *
 * It follows a template's own markup: HTML as section 13.2.5 of the Living Standard
 * reads it, Markdown as CommonMark 0.30 does. What is filled in never changes the
 * place, for it is escaped; two branches of a template must end in the same one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "model/digest.h"

enum place_kind {
	PLACE_TEXT,		/* among tags, where there are such */
	PLACE_WORDS,		/* where there can be none: a quoted attribute, a page's title */
	PLACE_LINK,		/* a URL, from its start */
	PLACE_LINK_REST,	/* a URL of which the template gave the start */
	PLACE_STYLE,		/* a style sheet */
	PLACE_CLOSED,		/* nothing may be filled in */
};

enum {
	PLACE_LONGEST_NAME = 15,	/* of a tag or an attribute; what is longer is cut */
};

/* For place.c alone to change; zeroed where nothing is said. */
struct place {
	enum digest_format format;
	int state;
	int run;			/* characters seen of a mark that has several */
	char quote;			/* around an attribute's value; a fence's character */
	int link;			/* how far a link is whose start the template gives */
	bool is_named;			/* the tag has a name or property: no http-equiv */
	bool is_fenced;			/* Markdown: in a block of code … */
	bool is_code;			/* … or in a span of it */
	char tag[PLACE_LONGEST_NAME + 1];
	char attribute[PLACE_LONGEST_NAME + 1];
	char scheme[PLACE_LONGEST_NAME + 1];	/* of the link, until it is settled */
};

/* FORMAT_ATOM stands for the HTML that is put into it; FORMAT_JSON for nothing. */
struct place place_start(enum digest_format format);

/* Past some of the template's own text. */
void place_advance(struct place *place, const char *text, size_t length);

/* Something in braces stands here: names do not go on after it. */
void place_pause(struct place *place);

/* It is filled in. */
void place_fill(struct place *place);

enum place_kind place_kind(const struct place *place);
bool place_equal(const struct place *a, const struct place *b);

/* "within a tag": where it is, for people. */
const char *place_text(const struct place *place);
