/*
 * How much a story is being told right now.
 *
 * rank = relevance x voices x burst, each of which is kept so that the rank
 * can be explained, and worked out again by hand.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story/baseline.h"

struct arena;
struct article;
struct story;

/* A publisher that told a story after another did; the less it follows, the more that says. */
struct trend_follower {
	const struct article *article;
	struct rate habit;
	double worth;		/* 1 - its habit */
	bool is_recent;
};

struct trend {
	double relevance;	/* to the digest's topic, as given */
	double voices;		/* independent publishers by weight, each fading with its age */
	double burst;		/* 1, or more if more follow than is usual */
	double rank;

	double reprints;	/* the part of `voices` that is the reprints', … */
	double reprint_weight;	/* … which is this by their logarithm, fading … */
	int64_t reprint_age;	/* … by how old the newest of them is */
	const struct trend_follower *followers;	/* all voices but the first */
	size_t follower_count;
	double recent;		/* worth of those of the last span … */
	double before;		/* … and of the others … */
	double spans;		/* … in so many spans since the first, or in one */
	struct rate topic;	/* those of the topic's other stories, in a span */
	double usual;		/* of these two the greater: before / spans, and the topic's rate */
};

/* The freshest of what a publisher has to say of a story, which counts for it. */
struct trend_voice {
	const struct article *article;
	int64_t age;		/* in seconds */
	double worth;		/* its weight, faded */
};

/* One for each publisher, in the order in which they told it; to be freed. How many. */
struct trend_voice *trend_voices(const struct story *story, int64_t now, int64_t half_life,
				 size_t *count);

/*
 * At the moment of the baseline, which is that of the topic's other stories only. Each
 * publisher is one voice; all reprints together are less than one more. What it points to
 * lives in the arena or is the story's.
 */
struct trend trend_measure(struct arena *arena, const struct story *story, double relevance,
			   const struct baseline *baseline);
