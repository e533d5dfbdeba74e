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

static const int64_t MOST_GAP = 10 * 365 * (int64_t)DAY;

static int64_t at_least(int64_t value, int64_t floor)
{
	return value > floor ? value : floor;
}

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
		double share;

		if (part > now - since)
			part = now - since;
		share = weight * (double)part / length;
		add_weight(state->hours, hour_of(since), (int)lround(share));
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

/* What the dates of a document's entries say. */
struct dates {
	int64_t newest;			/* 0: there are none */
	int64_t oldest;
	int64_t count;
};

static struct dates dates_of(const struct feed_document *document, int64_t now)
{
	struct dates dates = {0};
	size_t i;

	for (i = 0; i < document->entry_count; i++) {
		int64_t time = document->entries[i].published;

		if (time == TIME_UNKNOWN)
			time = document->entries[i].updated;
		if (time == TIME_UNKNOWN || time <= 0)
			continue;
		if (time > now)
			time = now;
		if (time > dates.newest)
			dates.newest = time;
		if (dates.count == 0 || time < dates.oldest)
			dates.oldest = time;
		dates.count++;
	}
	return dates;
}

/* Seconds between this document's entries, or since what was newest before it; 0: no telling. */
static int64_t gap_of(const struct feed_state *state, const struct dates *dates)
{
	if (state->newest_entry > 0)
		return at_least(dates->newest - state->newest_entry, 0);
	return dates->count > 1 ? (dates->newest - dates->oldest) / (dates->count - 1) : 0;
}

void rhythm_note_dates(struct feed_state *state, const struct feed_document *document,
		       int64_t now)
{
	struct dates dates = dates_of(document, now);
	int64_t gap = gap_of(state, &dates);

	if (document->entry_count > 0 && dates.count == 0 && state->undated_since == 0)
		state->undated_since = now;
	else if (dates.count > 0)
		state->undated_since = 0;
	if (gap > MOST_GAP)
		gap = MOST_GAP;
	if (gap > 0 && state->usual_gap > 0)
		gap = (3 * (int64_t)state->usual_gap + gap) / 4;
	if (gap > 0)
		state->usual_gap = (uint32_t)gap;
	if (dates.newest > state->newest_entry)
		state->newest_entry = dates.newest;
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
