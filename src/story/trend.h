/*
 * How much a story is being told right now.
 *
 * rank = relevance x voices x burst, each of which is kept so that the rank
 * can be explained, and worked out again by hand.
 */
#pragma once

#include <stdint.h>

struct story;

struct trend {
	double relevance;	/* to the digest's topic, as given */
	double voices;		/* independent publishers by weight, each fading with its age */
	double burst;		/* 1, or more if others followed, faster than before */
	double rank;
};

/*
 * At a moment; a voice loses half its weight in `half_life` seconds. Each
 * publisher is one voice; all reprints together are less than one more.
 */
struct trend trend_measure(const struct story *story, double relevance, int64_t now,
			   int64_t half_life);
