/*
 * The syntax of a config file, one line at a time.
 *
 *	[kind: NAME]			a section
 *	name = value			an option of the section
 *	https://… name=value …		a feed, with options of its own
 *	include GLOB			other files, as if they stood here
 *	# …				a comment, at a line's start or after white space
 *
 * "…" may hold white space, commas and '#'; in it, \" and \\ stand for " and \.
 * Pure: what is wrong goes to the diagnostics, and the result is -1.
 */
#pragma once

#include <stdbool.h>

#include "config/diagnostic.h"

struct arena;

enum { LINE_MOST = 16384 };		/* bytes */

enum statement_kind {
	STATEMENT_NONE,			/* a blank line or a comment */
	STATEMENT_SECTION,		/* name: its kind; value: its name, empty if it has none */
	STATEMENT_OPTION,
	STATEMENT_FEED,			/* name: the URL; value: the options after it */
	STATEMENT_INCLUDE,		/* value: the pattern */
};

struct statement {
	enum statement_kind kind;
	struct stretch name;
	struct stretch value;		/* white space and comment trimmed; quotes as written */
};

int syntax_statement(const struct line *line, struct statement *out,
		     struct diagnostics *diagnostics);

/* Takes the next name=value from what follows a feed's URL: 1, or 0 at the end. */
int syntax_next_option(struct stretch *rest, struct stretch *name, struct stretch *value,
		       struct diagnostics *diagnostics);

/* Takes the next of several values apart by commas; false at the end. */
bool syntax_next_item(struct stretch *rest, struct stretch *item);

/* The value without its quotes, in the arena; NULL if it cannot be. */
char *syntax_text(const struct stretch *value, struct arena *arena,
		  struct diagnostics *diagnostics);

bool syntax_is_empty(const struct stretch *span);
