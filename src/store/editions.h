/*
 * Editions in the store: planned, written, marked, so that a crash anywhere
 * neither loses, doubles nor half-writes one.
 *
 * Planning commits the edition, the stories it tells and the bytes of every
 * file it consists of; writing them is then idempotent and can be redone after
 * a crash; finishing drops the bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct store;

/* A file of an edition; its path is relative to the output directory. */
struct edition_file {
	const char *path;
	const char *bytes;
	size_t length;
};

/* What was told of a story in an edition. */
struct told_story {
	int64_t story_id;
	const char *headline;
	const char *slug;		/* the post's file name without ending */
	size_t independents;
	size_t articles;
	int64_t told_at;		/* the edition's period_end */
};

struct edition_plan {
	const char *digest;		/* slug */
	const char *title;		/* the digest's name */
	const char *name;		/* "2026-11-22T0700" */
	int64_t period_start;
	int64_t period_end;
	const struct told_story *stories;
	size_t story_count;
	const struct edition_file *files;
	size_t file_count;
};

/* An edition that exists: for archives and indexes. */
struct listed_edition {
	int64_t id;
	const char *digest;
	const char *title;
	const char *name;
	int64_t period_start;
	int64_t period_end;
	size_t story_count;
	const char *headline;		/* of its first story; "" if it has none */
};

int editions_plan(struct store *store, const struct edition_plan *plan, int64_t *id,
		  struct err *err);

/* An edition that was planned but not finished, with its files; the oldest. *id 0: none. */
int editions_load_planned(struct store *store, struct arena *arena, int64_t *id,
			  struct edition_file **files, size_t *count, struct err *err);

int editions_finish(struct store *store, int64_t id, struct err *err);

/* Newest first; those of one digest, or of all when `digest` is NULL; 0: no limit. */
int editions_list(struct store *store, struct arena *arena, const char *digest, size_t limit,
		  struct listed_edition **out, size_t *count, struct err *err);

/* What a digest has told since a time: the last telling of each story. */
int editions_load_told(struct store *store, struct arena *arena, const char *digest,
		       int64_t since, struct told_story **out, size_t *count, struct err *err);
