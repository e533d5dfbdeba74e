/*
 * Editions in the store: planned, written, marked, so that a crash anywhere
 * neither loses, doubles nor half-writes one.
 *
 * Planning commits the edition, the stories it tells, the bytes of every file it
 * consists of and the messages that bring it to its readers; writing the files is
 * then idempotent and can be redone after a crash; finishing drops their bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/feed_posts.h"
#include "store/outbox.h"

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
	const char *post_id;		/* by which feed readers know the story; NULL: none yet */
	int64_t told_at;		/* the edition's period_end */
	const char *edition;		/* … and its name; of what is only to be told: NULL */
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
	struct feed_post_list feed_posts;	/* of its stories, for the digest's feed */
	struct outbox_batch letters;
};

/* An edition that waits to be written. */
struct planned_edition {
	int64_t id;			/* 0: there is none */
	struct edition_file *files;
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

/* Of which digest: the newest so many, 0 being all, or all of a month. */
struct edition_query {
	const char *digest;
	int64_t until;			/* their periods end by then; 0: whenever */
	size_t limit;
	const char *month;		/* "2026-11", as names begin; NULL: any */
};

/* "2026-11", as names begin. */
struct listed_month {
	const char *month;
};

struct month_list {
	struct listed_month *items;
	size_t count;
};

struct edition_list {
	struct listed_edition *items;
	size_t count;
};

/* What a digest has told since a time. */
struct told_query {
	const char *digest;
	int64_t since;
};

struct told_list {
	struct told_story *items;
	size_t count;
};

int editions_plan(struct store *store, const struct edition_plan *plan, int64_t *id,
		  struct err *err);

/* The oldest edition that was planned but not finished. */
int editions_load_planned(struct store *store, struct arena *arena, struct planned_edition *out,
			  struct err *err);

int editions_finish(struct store *store, int64_t id, struct err *err);

/* Newest first. */
int editions_list(struct store *store, struct arena *arena, const struct edition_query *wanted,
		  struct edition_list *out, struct err *err);

/* The months of which a digest has editions, newest first. */
int editions_list_months(struct store *store, struct arena *arena, const char *digest,
			 struct month_list *out, struct err *err);

/*
 * The last telling of each story, the latest first. Of stories that were merged into one
 * since, each is there, by the id that all have now.
 */
int editions_load_told(struct store *store, struct arena *arena, const struct told_query *wanted,
		       struct told_list *out, struct err *err);
