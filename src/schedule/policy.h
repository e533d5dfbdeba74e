/*
 * When to ask a feed again: its rhythm, the publisher's wishes, and patience.
 *
 * Pure: told the time and the dice, it answers with a time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/feed.h"

/* What the last answer said about when to come back. Seconds; -1: nothing. */
struct policy_hints {
	int64_t retry_after;
	int64_t max_age;		/* Cache-Control, else Expires */
};

/*
 * After every attempt: how the state of a feed's rhythm and failures moves on.
 * Sets is_gone, failures, failing_since, the last_* fields but last_error, and
 * rate_* and hours. The entries of a feed's first poll were there before us and say
 * nothing about its rhythm.
 */
void policy_record(struct feed_state *state, enum feed_result result, int64_t new_entries,
		   int64_t now);

/*
 * The next time, in UTC seconds, strictly after `now`; INT64_MAX for a feed
 * that is gone. `every` is the user's interval or 0 for auto; `jitter` is in
 * [-1, 1]. To be called after policy_record(). Sets due_reason, and nothing else.
 */
int64_t policy_next_due(struct feed_state *state, const struct policy_hints *hints,
			int64_t every, double jitter, int64_t now);

/*
 * When it is due by a clock that shows `now`: at its next_due, unless the clock
 * was put back since that was decided. Then what the feed was to wait is counted
 * from now. To be asked for a feed that is not gone.
 */
int64_t policy_due(const struct feed_state *state, int64_t now);

/*
 * Takes back what was held against a feed that could not be reached since then,
 * for it was our own network; it is due. False: there is nothing to take back.
 */
bool policy_excuse(struct feed_state *state, int64_t since, int64_t now);

/*
 * How long until a person may have it polled, in seconds; 0: now. Not within
 * `gap` seconds of the last poll, nor while its host wants to be left alone.
 * Files may always be read.
 */
int64_t policy_refresh_wait(const struct feed_state *state, int64_t gap, int64_t now);

/* Seconds over which so many feeds that are due at a start are spread; few are not … */
int64_t policy_start_span(size_t count);

/* … and where in this span a feed has its turn. */
int64_t policy_start_delay(int64_t feed_id, int64_t span);
