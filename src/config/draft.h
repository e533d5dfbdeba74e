/*
 * A config in the making: it takes statements in the order of the file.
 */
#pragma once

#include <stddef.h>

#include "config/syntax.h"

struct arena;
struct config;
struct diagnostics;
struct map;
struct section;

struct draft {
	struct config *config;
	struct diagnostics *diagnostics;
	struct arena *scratch;		/* of what the config does not keep */
	struct section *granola;
	struct section *section;	/* where statements belong now; NULL: in none */
	struct section **digests;
	size_t digest_count;
	size_t digest_capacity;
	struct map *groups;		/* by name: the struct feed_settings its feeds start with */
	struct map *feeds;		/* by what makes two one, in order: struct feed_settings */
};

/* Lines must live until draft_finish(), their file names as long as the config. */
void draft_start(struct draft *draft, struct config *config, struct diagnostics *diagnostics);

void draft_begin_section(struct draft *draft, const struct statement *statement);

/* Relative paths in options begin at `directory`, which is absolute. */
void draft_set_option(struct draft *draft, const struct statement *statement,
		      const char *directory);
void draft_add_feed(struct draft *draft, const struct statement *statement,
		    const char *directory);

/* Completes the config, and judges it as a whole. */
void draft_finish(struct draft *draft);
void draft_clear(struct draft *draft);
