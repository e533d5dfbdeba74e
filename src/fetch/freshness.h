/*
 * What an answer's headers say about when to come back. Values are as sent,
 * NULL where there was none.
 */
#pragma once

#include <stdint.h>

/* Seconds to wait from `now`, by a number or a date that may be past; -1: not said. */
int64_t freshness_retry_after(const char *value, int64_t now);

/*
 * Seconds for which the answer stays good: Cache-Control, else Expires, seen
 * from the server's Date if there is one; -1: not said.
 */
int64_t freshness_max_age(const char *cache_control, const char *expires, const char *date,
			  int64_t now);
