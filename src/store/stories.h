/*
 * Stories in the store: which article belongs where, and why, and what became of a
 * story since.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/story.h"

struct arena;
struct store;

/* The first story id that was never used. */
int stories_next_id(struct store *store, int64_t *id, struct err *err);

struct story_batch {
	const struct article *placed;	/* story_id, role, of, signal, score, merged_with, time */
	size_t placed_count;
	const struct article *moved;	/* the same without time: of what was placed before */
	size_t moved_count;
	const struct story_change *changes;
	size_t change_count;
	int64_t next_id;		/* the first that was not given to a story yet */
	int64_t forget_before;		/* unless 0, what was seen before is compared no more */
};

/*
 * Records where articles were placed, and what that did to stories; of an
 * article that is listed twice the last place counts. All articles of a story that was merged
 * are the other's from then on, also those that are not listed.
 */
int stories_save(struct store *store, const struct story_batch *batch, struct err *err);

/* Before an article is changed: with what is placed later, it is compared as it was. */
int stories_keep_as_placed(struct store *store, int64_t entry_id, struct err *err);

/* What a story is called by now: its id, or that of the one it was merged into. */
int stories_current_id(struct store *store, int64_t *id, struct err *err);

struct story_change_list {
	struct story_change *items;
	size_t count;
};

/* What became of a story, and of all that were merged into it, in order; in the arena. */
int stories_load_changes(struct store *store, struct arena *arena, int64_t id,
			 struct story_change_list *out, struct err *err);
