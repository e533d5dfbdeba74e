#include "schedule/timetable.h"

#include <stddef.h>

#include "model/digest.h"

/*
 * What clocks on the wall show is a number of seconds, too: as if they were
 * clocks in a zone without an offset.
 */
enum { MINUTE = 60, DAY = 24 * 3600 };

/* The first moment from `before` on that has another offset, known to be there by `after`. */
static int64_t change_between(int64_t before, int64_t after, timetable_zone_cb zone)
{
	int offset = zone(before);

	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;

		if (zone(middle) == offset)
			before = middle;
		else
			after = middle;
	}
	return after;
}

/* The first moment when clocks show `wall`, or more where they jump over it. */
static int64_t moment_of(int64_t wall, timetable_zone_cb zone)
{
	/* A day before, no zone has come to `wall`. */
	int earlier = zone(wall - DAY);
	int64_t first = wall - earlier, second;
	int later = zone(first);

	if (later == earlier)
		return first;
	second = wall - later;
	return zone(second) == later ? second : change_between(second, first, zone);
}

static int64_t round_down(int64_t number, int64_t step)
{
	int64_t rest = number % step;

	return number - (rest < 0 ? rest + step : rest);
}

static int64_t later_of(int64_t latest, int64_t wall, int64_t now, timetable_zone_cb zone)
{
	int64_t moment = moment_of(wall, zone);

	return moment <= now && moment > latest ? moment : latest;
}

/* The most that clocks have shown until now; where they were set back, that is over. */
static int64_t highest_wall(int64_t now, timetable_zone_cb zone)
{
	int offset = zone(now), before = zone(now - DAY);

	return now + (before > offset ? before : offset);
}

/* Moments come in the order of what is on the wall, so the first that is found is the latest. */
int64_t timetable_latest(const struct digest_settings *digest, int64_t now,
			 timetable_zone_cb zone)
{
	int64_t step = digest->every > 0 ? digest->every : DAY;
	int64_t wall = round_down(highest_wall(now, zone), step);
	int64_t latest = INT64_MIN, end = wall - 2 * DAY - 2 * step;
	size_t i;

	for (; wall > end && latest == INT64_MIN; wall -= step) {
		if (digest->every > 0)
			latest = later_of(latest, wall, now, zone);
		for (i = 0; digest->every == 0 && i < digest->at_count; i++)
			latest = later_of(latest, wall + (int64_t)digest->at[i] * MINUTE, now,
					  zone);
	}
	return latest;
}
