/*
 * The editor: from articles with their stories to an edition, ready to render.
 *
 * Topic, rank, choice, condensing, in that order: story/topic, trend, select
 * and summary do the work. Pure; the same input gives the same edition.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story/trend.h"

struct arena;
struct article;
struct digest_settings;
struct edition;

/* A story that this digest told before, as it was then. */
struct told {
	int64_t story_id;
	size_t independents;
	size_t articles;
	int64_t told_at;
};

struct editor_input {
	const struct digest_settings *digest;
	const struct article *articles;	/* the window: those of the period and days before it */
	size_t article_count;
	const struct told *told;
	size_t told_count;
	int64_t period_start;		/* what is news: first seen in [start, end) */
	int64_t period_end;
	int utc_offset;
};

/*
 * Fills in everything of *edition but name and troubles. What it points to
 * lives in the arena or is the input's, which must live as long.
 */
void editor_compose(struct edition *edition, struct arena *arena,
		    const struct editor_input *input);

/* A story that could be told, and how it ranks. */
struct ranked {
	const struct story *story;
	const char *headline;
	const double *relevances;	/* of the first `read` of its articles */
	size_t read;
	double lead_relevance;		/* of its lead */
	struct trend trend;		/* its relevance is the mean of all these */
	int64_t half_life;		/* of a voice, in seconds */
	bool was_told;			/* and has not changed since … */
	bool is_update;			/* … or has */
};

/*
 * Ranks all stories of the digest that have news, told before or not, the
 * first one first: what editor_compose() chooses from. How many.
 */
size_t editor_rank(struct arena *arena, const struct editor_input *input, struct ranked **out);
