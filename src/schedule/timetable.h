/*
 * When an edition of a digest is due, by the clocks on the wall.
 *
 * Pure: the zone is given as a function. Where a change of clocks skips a time
 * of day, the edition is due at the change; where it repeats one, the first of
 * the two is meant. So none is made twice, and none is left out.
 */
#pragma once

#include <stdint.h>

struct digest_settings;

/* How far local time is ahead of UTC at a moment, in seconds. */
typedef int (*timetable_zone_cb)(int64_t time);

/*
 * The latest moment, not after `now`, at which an edition is due: one of its
 * `at`, or where midnight of 1 January 1970 plus a multiple of its `every` is
 * on the wall, so that 4h is 00:00, 04:00 and so on of every day.
 */
int64_t timetable_latest(const struct digest_settings *digest, int64_t now,
			 timetable_zone_cb zone);
