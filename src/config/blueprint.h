/*
 * A config in the making: it takes statements in the order of the file.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "config/syntax.h"
#include "config/templates.h"

struct arena;
struct config;
struct diagnostics;
struct map;
struct section;

struct blueprint {
	struct config *config;
	struct diagnostics *diagnostics;
	struct arena *scratch;		/* of what the config does not keep */
	struct section *granola;
	struct section *summarizer;
	struct section *mail;
	struct section *section;	/* where statements belong now; NULL: in none */
	struct section **digests;
	size_t digest_count;
	size_t digest_capacity;
	struct section **publishers;
	size_t publisher_count;
	size_t publisher_capacity;
	struct map *groups;		/* by name: the struct feed_settings its feeds start with */
	struct template_files templates;
	bool is_in_memory;		/* not of files, so that it may not lead to any */
	struct map *feeds;		/* by what makes two one, in order: struct feed_settings */
};

/* Lines must live until blueprint_finish(), their file names as long as the config. */
void blueprint_start(struct blueprint *blueprint, struct config *config,
		     struct diagnostics *diagnostics);

void blueprint_begin_section(struct blueprint *blueprint, const struct statement *statement);

/* Relative paths in options begin at `directory`, which is absolute. */
void blueprint_set_option(struct blueprint *blueprint, const struct statement *statement,
			  const char *directory);
void blueprint_add_feed(struct blueprint *blueprint, const struct statement *statement,
			const char *directory);

/* Completes the config, and judges it as a whole. */
void blueprint_finish(struct blueprint *blueprint);
void blueprint_clear(struct blueprint *blueprint);
