/*
 * What came of a feed's polls, counted by day (UTC) for the last week.
 *
 * It is kept in feed_state as bytes, the same on every machine.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "model/feed.h"

enum { LEDGER_DAYS = 7 };

/* Counts of a day, or of more. As many as fit: 65535 a day. */
struct ledger_counts {
	uint32_t requests;
	uint32_t unchanged;		/* of these: 304, or the same bytes */
	uint32_t failures;		/* of these */
	uint32_t entries;		/* that were new */
};

/*
 * Adds what came of one poll. What was not asked of anybody is no request: a
 * merged feed, or one whose host wants to be left alone (`was_asked` is false).
 */
void ledger_record(struct feed_state *state, bool was_asked, int64_t new_entries, int64_t now);

/* Of a day, 0 being today and LEDGER_DAYS - 1 the first there is; and of all of them. */
struct ledger_counts ledger_day(const struct feed_state *state, int days_ago, int64_t now);
struct ledger_counts ledger_week(const struct feed_state *state, int64_t now);
