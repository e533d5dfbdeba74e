#include "schedule/policy.h"

#include <math.h>

#include "base/hash.h"
#include "base/str.h"
#include "schedule/rhythm.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
};

static const int64_t SHORTEST = 10 * MINUTE;
static const int64_t LONGEST = 4 * HOUR;
static const int64_t LONGEST_SILENT = DAY;	/* for a feed without news for … */
static const int64_t SILENCE = 30 * DAY;

/* A publisher's hint may be a slip, and is believed up to these. */
static const int64_t MOST_HINTED = 4 * HOUR;
static const int64_t MOST_HINTED_SLOW = DAY;	/* when the feed is that slow itself */
static const int64_t MOST_RETRY_AFTER = 30 * DAY;

static const int64_t FIRST_RETRY = 15 * MINUTE;	/* doubled by each further failure */
static const int64_t LAST_RETRY = DAY;
static const int64_t QUARANTINE = 7 * DAY;	/* what broke the parser twice will again */
static const double RETRY_SPREAD = 0.2;
static const double SPREAD = 0.05;

static const int64_t LOOK_AFTER = HOUR;

/* Nobody waits for longer: 30 days, their spread, a week of days to skip, and some. */
static const int64_t LONGEST_WAIT = 40 * DAY;

/* Feeds that are all due at a start: few may go at once, many take turns. */
enum { FEW = 20 };
static const int64_t ONE_OF_MANY_MS = 300;
static const int64_t LONGEST_START = 5 * MINUTE;

/* No time we deal with is near these, but clocks and databases may lie. */
static const int64_t FIRST_TIME = 0;
static const int64_t LAST_TIME = INT64_MAX / 2;

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
	return value < low ? low : value > high ? high : value;
}

static int64_t at_least(int64_t value, int64_t floor)
{
	return value > floor ? value : floor;
}

static void record_failure(struct feed_state *state, int64_t now)
{
	if (state->failures <= 0)
		state->failing_since = now;
	state->failures = clamp(state->failures, 0, INT64_MAX - 1) + 1;
}

static void forgive(struct feed_state *state)
{
	state->failing_since = 0;
	state->failures = 0;
}

static bool is_silent(const struct feed_state *state, int64_t now)
{
	return state->newest_entry > 0 && state->newest_entry < now - SILENCE;
}

static int64_t own_wait(const struct feed_state *state, int64_t every, double jitter, int64_t now)
{
	int64_t longest = is_silent(state, now) ? LONGEST_SILENT : LONGEST;
	int64_t wait;

	if (every > 0)		/* never sooner than the user said */
		return every + (int64_t)((double)every * SPREAD * fabs(jitter));
	wait = clamp((int64_t)rhythm_wait(state, now), SHORTEST, longest);
	return wait + (int64_t)((double)wait * SPREAD * jitter);
}

static int64_t patience(const struct feed_state *state, double jitter)
{
	int64_t doublings = clamp(state->failures - 1, 0, 16);
	int64_t wait = clamp(FIRST_RETRY << doublings, 0, LAST_RETRY);

	if (state->last_result == FEED_QUARANTINED)
		return QUARANTINE + (int64_t)((double)QUARANTINE * SPREAD * fabs(jitter));
	return clamp(wait + (int64_t)((double)wait * RETRY_SPREAD * jitter), 0, LAST_RETRY);
}

/* What a floor is plus a little, so that those who were told the same do not come at once. */
static int64_t spread_floor(int64_t floor, double jitter)
{
	return floor + (int64_t)((double)floor * SPREAD * fabs(jitter));
}

static int64_t hinted(const struct feed_state *state, const struct policy_hints *hints,
		      int64_t every, double jitter)
{
	double own = every > 0 ? (double)every : rhythm_pace(state);
	int64_t most = own > (double)MOST_HINTED ? MOST_HINTED_SLOW : MOST_HINTED;
	int64_t hint = at_least(hints->max_age, state->ttl);

	return spread_floor(clamp(hint, 0, most), jitter);
}

static bool is_all_set(uint64_t bits, int count)
{
	uint64_t all = (UINT64_C(1) << count) - 1;

	return (bits & all) == all;
}

/* Steps past the hours and days that the feed says are not worth a visit. */
static int64_t skip(const struct feed_state *state, double jitter, int64_t due)
{
	uint32_t hours = is_all_set(state->skip_hours, 24) ? 0 : state->skip_hours;
	unsigned days = is_all_set(state->skip_days, 7) ? 0 : state->skip_days;
	int64_t start = due;

	for (;;) {
		int64_t day = due / DAY, hour = due % DAY / HOUR;

		if (days >> (day + 4) % 7 & 1)		/* 1970 began on a Thursday */
			due = (day + 1) * DAY;
		else if (hours >> hour & 1)
			due = due / HOUR * HOUR + HOUR;
		else
			break;
	}
	return due == start ? due : due + spread_floor(SHORTEST, jitter) - SHORTEST;
}

/* Waits for so long, for this reason, unless it is to be for longer already. */
static void prolong(struct feed_state *state, int64_t *wait, int64_t floor,
		    enum feed_reason reason)
{
	if (floor <= *wait)
		return;
	*wait = floor;
	state->due_reason = (uint8_t)reason;
}

static bool is_failing(const struct feed_state *state, const struct policy_hints *hints)
{
	/* Who says when to come back is taken at their word instead. */
	if (state->last_result == FEED_THROTTLED && hints->retry_after >= 0)
		return false;
	return feed_result_is_failure(state->last_result);
}

static bool is_poisonous(enum feed_result result)
{
	return result == FEED_POISONOUS || result == FEED_QUARANTINED;
}

void policy_record(struct feed_state *state, enum feed_result result, int64_t new_entries,
		   int64_t now)
{
	if (result == FEED_POISONOUS && is_poisonous(state->last_result))
		result = FEED_QUARANTINED;
	state->last_result = result;
	if (result == FEED_MERGED) {
		forgive(state);
		return;
	}
	state->last_fetch = now;
	state->is_gone = result == FEED_GONE;
	if (feed_result_is_failure(result)) {
		record_failure(state, now);
		return;
	}
	state->last_success = now;
	forgive(state);
	rhythm_record(state, new_entries, now);
}

/* How long, with nothing in the way. */
static int64_t wanted_wait(struct feed_state *state, const struct policy_hints *hints,
			   int64_t every, double jitter, int64_t now)
{
	int64_t asked = spread_floor(clamp(hints->retry_after, 0, MOST_RETRY_AFTER), jitter);
	int64_t wait = 0;

	if (state->last_result == FEED_MERGED) {	/* nobody is asked, only looked after */
		prolong(state, &wait, spread_floor(LOOK_AFTER, jitter), REASON_MERGED);
		return wait;
	}
	if (is_failing(state, hints)) {
		prolong(state, &wait, patience(state, jitter), REASON_BACK_OFF);
	} else {
		prolong(state, &wait, own_wait(state, every, jitter, now),
			every > 0 ? REASON_EVERY : REASON_RHYTHM);
		prolong(state, &wait, hinted(state, hints, every, jitter), REASON_HINT);
	}
	prolong(state, &wait, asked, REASON_ASKED);
	return wait;
}

int64_t policy_next_due(struct feed_state *state, const struct policy_hints *hints,
			int64_t every, double jitter, int64_t now)
{
	int64_t start = clamp(now, FIRST_TIME, LAST_TIME), due;

	if (state->is_gone)
		return INT64_MAX;
	jitter = jitter >= -1 && jitter <= 1 ? jitter : 0;
	every = clamp(every, 0, MOST_RETRY_AFTER);
	due = start + wanted_wait(state, hints, every, jitter, start);
	if (state->last_result != FEED_MERGED)
		prolong(state, &due, skip(state, jitter, due), REASON_SKIPPED);
	return at_least(due, now < INT64_MAX ? now + 1 : now);
}

int64_t policy_due(const struct feed_state *state, int64_t now)
{
	bool is_asked = state->last_result != FEED_MERGED;
	int64_t longest = is_asked ? LONGEST_WAIT : spread_floor(LOOK_AFTER, 1);
	int64_t fetched = state->last_fetch;

	if (state->next_due <= now)
		return state->next_due;
	if (is_asked && fetched > now && state->next_due >= fetched)
		return now + clamp(state->next_due - fetched, 0, LONGEST_WAIT);
	return state->next_due - longest > now ? now + SHORTEST : state->next_due;
}

bool policy_excuse(struct feed_state *state, int64_t since, int64_t now)
{
	if (state->last_result != FEED_UNREACHABLE || state->failing_since < since)
		return false;
	forgive(state);
	state->next_due = now;
	return true;
}

int64_t policy_refresh_wait(const struct feed_state *state, int64_t gap, int64_t now)
{
	int64_t wait = 0;

	if (state->url != NULL && str_case_starts(state->url, "file:"))
		return 0;
	if (state->last_result == FEED_THROTTLED && state->next_due > now)
		wait = state->next_due - now;
	if (state->last_fetch > now - gap && state->last_fetch <= now)
		wait = at_least(wait, state->last_fetch + gap - now);
	return wait;
}

int64_t policy_start_span(size_t count)
{
	int64_t span = (int64_t)count * ONE_OF_MANY_MS / 1000;

	return count <= FEW ? 0 : clamp(span, 1, LONGEST_START);
}

int64_t policy_start_delay(int64_t feed_id, int64_t span)
{
	return span > 0 ? (int64_t)(hash_mix((uint64_t)feed_id) % (uint64_t)span) : 0;
}
