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

struct article;
struct story;

struct trend {
	double relevance;	/* to the digest's topic, as given */
	double voices;		/* independent publishers by weight, each fading with its age */
	double burst;		/* 1, or more if others followed, faster than before */
	double rank;

	double reprints;	/* the part of `voices` that is the reprints', … */
	double reprint_weight;	/* … which is this by their logarithm, fading … */
	int64_t reprint_age;	/* … by how old the newest of them is */
	double recent;		/* publishers in the last half half-life, without the first … */
	double usual;		/* … and how many it was in such a span before */
};

/* The freshest of what a publisher has to say of a story, which counts for it. */
struct trend_voice {
	const struct article *article;
	int64_t age;		/* in seconds */
	double worth;		/* its weight, faded */
};

/*
 * At a moment; a voice loses half its weight in `half_life` seconds. Each
 * publisher is one voice; all reprints together are less than one more. An article
 * of unknown age counts as four half-lives old when it was first seen.
 */
struct trend trend_measure(const struct story *story, double relevance, int64_t now,
			   int64_t half_life);

/* The voice of the publisher whose first article this number is; false if it is none's. */
bool trend_voice_of(const struct story *story, size_t number, int64_t now, int64_t half_life,
		    struct trend_voice *out);
