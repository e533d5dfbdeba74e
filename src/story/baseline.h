/*
 * What is usual in a topic, for a story to be held against: how many follow a story
 * once it was told, and how many of those told by others a publisher follows.
 *
 * To follow a story is to be a voice of it (story/voice) that is not its first. All
 * rates are as if there had been ten more stories that nobody followed: of a topic
 * that has just begun, little is known.
 */
#pragma once

#include <stdint.h>

struct story;

struct baseline;		/* opaque */

/* A share of the stories that it is counted over. */
struct rate {
	int64_t count;
	int64_t stories;
};

/* At a moment, for voices that lose half their weight in `half_life` seconds. */
struct baseline *baseline_new(int64_t now, int64_t half_life);
void baseline_free(struct baseline *baseline);	/* accepts NULL */

/*
 * Counts a story, or takes back one that was counted: none is to be held against
 * itself. What it names must live as long as the baseline. Stories that are younger than
 * a span are not counted: who may follow them is yet to be seen.
 */
void baseline_add(struct baseline *baseline, const struct story *story);
void baseline_remove(struct baseline *baseline, const struct story *story);

/* By story, those ten included. */
double baseline_rate(struct rate rate);

/* How many follow a story within a span of its first telling. */
struct rate baseline_followers(const struct baseline *baseline);

/* How many of the stories that others told first a publisher follows, sooner or later. */
struct rate baseline_habit(const struct baseline *baseline, const char *publisher);

int64_t baseline_now(const struct baseline *baseline);
int64_t baseline_half_life(const struct baseline *baseline);
int64_t baseline_span(const struct baseline *baseline);		/* half a half-life */
