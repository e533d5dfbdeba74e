/*
 * A section while it is read, and the options given in it.
 *
 * A feed's line is one too: a section of its own that starts with what its
 * group says.
 */
#pragma once

#include <stdbool.h>

#include "config/options.h"
#include "config/syntax.h"

struct arena;

struct section {
	const struct section_options *options;	/* NULL: unknown; its lines are passed over */
	void *target;			/* the struct that is filled in */
	struct stretch heading;
	struct stretch given[OPTIONS_MOST];	/* the values, as in options; no start: not given */
	bool is_feed;			/* a feed's line */
	bool has_feeds;
};

struct section_context {
	const char *directory;		/* absolute: where relative paths begin */
	struct arena *arena;
	struct diagnostics *diagnostics;
};

/* Gives every option what it is when nobody says. */
void section_set_defaults(struct section *section, struct arena *arena);

/* Gives one option a value, unless that is an error, which is then reported. */
void section_set(struct section *section, const struct stretch *name, const struct stretch *value,
		 const struct section_context *context);

/* The value of an option as it was written, or NULL if it was not. */
const struct stretch *section_given(const struct section *section, const char *name);
