#include "schedule/ledger.h"

#include <string.h>

/* A day is four counts of two bytes, the low one first. */
enum {
	REQUESTS,
	UNCHANGED,
	FAILURES,
	ENTRIES,
	COUNTS,
	COUNT_BYTES = 2,
	DAY_BYTES = COUNTS * COUNT_BYTES,
	MOST = UINT16_MAX,
	DAY_SECONDS = 24 * 60 * 60,
};

_Static_assert(LEDGER_DAYS * DAY_BYTES == FEED_WEEK_BYTES, "a week has its place in feed_state");

static int64_t day_of(int64_t time)
{
	return time > 0 ? time / DAY_SECONDS : 0;
}

static uint32_t get(const uint8_t *day, int what)
{
	const uint8_t *at = day + what * COUNT_BYTES;

	return at[0] | (uint32_t)at[1] << 8;
}

static void add(uint8_t *day, int what, int64_t count)
{
	uint8_t *at = day + what * COUNT_BYTES;
	int64_t sum = get(day, what) + (count < 0 ? 0 : count < MOST ? count : MOST);

	if (sum > MOST)
		sum = MOST;
	at[0] = (uint8_t)(sum & 0xff);
	at[1] = (uint8_t)(sum >> 8);
}

/* Empties the days that began since the last one. A clock that went back goes on in that one. */
static void turn_to(struct feed_state *state, int64_t day)
{
	int64_t last = state->week_day, i;

	if (day - last >= LEDGER_DAYS)
		memset(state->week, 0, sizeof(state->week));
	for (i = last + 1; i <= day && day - last < LEDGER_DAYS; i++)
		memset(state->week + i % LEDGER_DAYS * DAY_BYTES, 0, DAY_BYTES);
	if (day > last)
		state->week_day = (uint32_t)day;
}

static void add_up(struct ledger_counts *sum, const struct ledger_counts *day)
{
	sum->requests += day->requests;
	sum->unchanged += day->unchanged;
	sum->failures += day->failures;
	sum->entries += day->entries;
}

void ledger_record(struct feed_state *state, bool was_asked, int64_t new_entries, int64_t now)
{
	uint8_t *day;

	turn_to(state, day_of(now) < UINT32_MAX ? day_of(now) : 0);
	day = state->week + state->week_day % LEDGER_DAYS * DAY_BYTES;
	add(day, ENTRIES, new_entries);
	if (!was_asked)
		return;
	add(day, REQUESTS, 1);
	add(day, UNCHANGED, state->last_result == FEED_NOT_MODIFIED);
	add(day, FAILURES, feed_result_is_failure(state->last_result));
}

struct ledger_counts ledger_day(const struct feed_state *state, int days_ago, int64_t now)
{
	int64_t day = day_of(now) - days_ago;
	const uint8_t *at;

	if (day < 0 || day > state->week_day || day <= (int64_t)state->week_day - LEDGER_DAYS)
		return (struct ledger_counts){0};
	at = state->week + day % LEDGER_DAYS * DAY_BYTES;
	return (struct ledger_counts){
		get(at, REQUESTS), get(at, UNCHANGED), get(at, FAILURES), get(at, ENTRIES),
	};
}

struct ledger_counts ledger_week(const struct feed_state *state, int64_t now)
{
	struct ledger_counts sum = {0}, day;
	int i;

	for (i = 0; i < LEDGER_DAYS; i++) {
		day = ledger_day(state, i, now);
		add_up(&sum, &day);
	}
	return sum;
}
