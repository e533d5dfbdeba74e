/*
 * Which story is which, when articles were grouped anew?
 *
 * A story lives on where most of its articles are. Where several live on in one
 * group, the oldest gives it its name and the others are merged into it; a group
 * in which none lives on is a new story, split off. So no story ever takes the
 * name of another, and none ends without saying what it became.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "model/story.h"

/* An article: the story it was in, and the group it is in now. */
struct heritage {
	int64_t story_id;
	uint32_t group;
};

/* Articles in the order in which they came, grouped anew. */
struct regrouping {
	const struct heritage *articles;
	size_t count;
	size_t groups;			/* their numbers are below this */
	int64_t known;			/* nobody has heard of stories from this id on */
};

/* Articles that were in one story and are in another now. */
struct turn {
	enum story_change_kind kind;
	int64_t from;
	int64_t to;
	int64_t successor;		/* as which `from` lives on: itself, or what has it now */
	size_t articles;
};

struct succession {
	int64_t *names;			/* by group: its story's id */
	struct turn *turns;		/* by `from`, then in no order */
	size_t turn_count;
};

/* New stories get ids from *next_id on; turns are told of known stories only. To be cleared. */
void succession_make(struct succession *succession, const struct regrouping *regrouping,
		     int64_t *next_id);
void succession_clear(struct succession *succession);
