#include "schedule/rhythm.h"

#include <math.h>
#include <stddef.h>

#include "model/feed.h"

enum {
	HOUR = 60 * 60,
	DAY = FEED_HOURS * HOUR,
};

/*
 * A rhythm is a count of entries over the time they took, both halved every
 * week. A feed is asked again when half an entry is to be expected: in a
 * simulation of three weeks of 600 feeds (tests/schedule/simulation.c) that
 * found entries sooner, for fewer requests, than fixed intervals or ones that
 * double and halve.
 */
static const double HALF_LIFE = 7 * DAY;
static const double WORTH_A_POLL = 0.5;		/* entries */

/* What is assumed of a feed that is not known yet: an entry a day … */
static const double PRIOR_ENTRIES = 0.5;
static const double PRIOR_SECONDS = 12 * HOUR;

static const int64_t MOST_AT_ONCE = 1000;	/* entries; more is a feed begun anew */
static const double MOST_ENTRIES = 1e9;

/*
 * … at any hour. An entry adds this much to the hour in which it came, or to
 * those in which it may have come; when an hour is full all are halved, so that
 * what was long ago counts ever less.
 */
enum {
	ENTRY_WEIGHT = 8,
	PRIOR_WEIGHT = 16,		/* of every hour */
	MOST_TOGETHER = 4,		/* entries; more came at once by chance */
	LONGEST_GUESS = 6 * HOUR,	/* between answers; past that nobody knows when it was */
};

static double sane(double value, double most)
{
	return value >= 0 && value <= most ? value : 0;		/* NaN is neither */
}

static int hour_of(int64_t time)
{
	int64_t second = time % DAY;

	return (int)((second < 0 ? second + DAY : second) / HOUR);
}

static int64_t seconds_left(int64_t time)
{
	int64_t second = time % HOUR;

	return HOUR - (second < 0 ? second + HOUR : second);
}

static void halve(uint8_t hours[FEED_HOURS])
{
	for (size_t i = 0; i < FEED_HOURS; i++)
		hours[i] /= 2;
}

static void add_weight(uint8_t hours[FEED_HOURS], int hour, int weight)
{
	if (hours[hour] + weight > UINT8_MAX)
		halve(hours);
	hours[hour] = (uint8_t)(hours[hour] + weight);
}

/* It came between `since` and `now`: each hour gets its share. */
static void record_hours(struct feed_state *state, int64_t entries, int64_t since, int64_t now)
{
	double weight = ENTRY_WEIGHT * (double)(entries < MOST_TOGETHER ? entries : MOST_TOGETHER);
	double length = (double)now - (double)since;

	if (entries <= 0 || !(length > 0 && length <= LONGEST_GUESS))
		return;
	while (since < now) {
		int64_t part = seconds_left(since);

		if (part > now - since)
			part = now - since;
		add_weight(state->hours, hour_of(since), (int)lround(weight * (double)part / length));
		since += part;
	}
}

/* How much busier than on average a feed is in each hour. */
static void compare_hours(const struct feed_state *state, double busy[FEED_HOURS])
{
	double sum = 0;

	for (size_t i = 0; i < FEED_HOURS; i++)
		sum += state->hours[i] + PRIOR_WEIGHT;
	for (size_t i = 0; i < FEED_HOURS; i++)
		busy[i] = (state->hours[i] + PRIOR_WEIGHT) * FEED_HOURS / sum;
}

void rhythm_record(struct feed_state *state, int64_t new_entries, int64_t now)
{
	double passed, kept;

	if (state->rate_time == 0) {
		state->rate_entries = 0;
		state->rate_seconds = 0;
		state->rate_time = now;
		return;
	}
	if (new_entries < 0 || new_entries > MOST_AT_ONCE)
		new_entries = new_entries < 0 ? 0 : MOST_AT_ONCE;
	passed = now > state->rate_time ? (double)now - (double)state->rate_time : 0;
	kept = exp2(-passed / HALF_LIFE);
	state->rate_entries = sane(state->rate_entries, MOST_ENTRIES) * kept + (double)new_entries;
	state->rate_seconds = sane(state->rate_seconds, HALF_LIFE / M_LN2) * kept +
			      HALF_LIFE / M_LN2 * (1 - kept);
	record_hours(state, new_entries, state->rate_time, now);
	state->rate_time = now;
}

double rhythm_pace(const struct feed_state *state)
{
	double entries = sane(state->rate_entries, MOST_ENTRIES) + PRIOR_ENTRIES;
	double seconds = sane(state->rate_seconds, HALF_LIFE / M_LN2) + PRIOR_SECONDS;

	return WORTH_A_POLL * seconds / entries;
}

double rhythm_wait(const struct feed_state *state, int64_t now)
{
	double busy[FEED_HOURS], wanted = rhythm_pace(state), waited = 0;
	int64_t time = now;

	compare_hours(state, busy);
	while (waited <= DAY) {
		double left = (double)seconds_left(time), speed = busy[hour_of(time)];

		if (wanted <= left * speed)
			return waited + wanted / speed;
		wanted -= left * speed;
		waited += left;
		time += seconds_left(time);
	}
	return waited;
}
