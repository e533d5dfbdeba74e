#include "support/unit.h"

#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "model/digest.h"
#include "schedule/timetable.h"
#include "text/date.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* As POSIX spells them, so that no zone files are needed. */
static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";
static const char new_york[] = "EST5EDT,M3.2.0,M11.1.0";
static const char lord_howe[] = "LHST-10:30LHDT-11,M10.1.0,M4.1.0";	/* by half an hour */
static const char havana[] = "CST5CDT,M3.2.0/0,M11.1.0/1";		/* at midnight */
static const char azores[] = "AZOT1AZOST,M3.5.0/0,M10.5.0/1";		/* over midnight */
static const char kolkata[] = "IST-5:30";

static const char *const zones[] = {
	"UTC0", berlin, new_york, lord_howe, havana, azores, kolkata, "NZST-12NZDT,M9.5.0,M4.1.0/3",
};

static void live_in(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static int64_t utc(const char *text)
{
	int64_t time;

	assert_true(date_parse(text, &time));
	return time;
}

static struct digest_settings digest_at(const int *minutes)
{
	struct digest_settings digest = {0};

	for (; *minutes >= 0; minutes++)
		digest.at[digest.at_count++] = *minutes;
	return digest;
}

static void assert_latest(const struct digest_settings *digest, const char *now,
			  const char *wanted)
{
	char got[DATE_SIZE];

	date_format(timetable_latest(digest, utc(now), clock_utc_offset), got);
	assert_string_equal(got, wanted);
}

static void an_edition_is_due_at_its_time_on_the_wall(void **state)
{
	static const struct {
		const char *zone;
		int at;			/* hour * 100 + minute */
		const char *now, *latest;
	} cases[] = {
		{"UTC0", 700, "2026-11-22T07:00:00Z", "2026-11-22T07:00:00Z"},
		{"UTC0", 700, "2026-11-22T06:59:59Z", "2026-11-21T07:00:00Z"},
		{"UTC0", 0, "2026-11-22T23:59:59Z", "2026-11-22T00:00:00Z"},
		{kolkata, 700, "2026-11-22T01:30:00Z", "2026-11-22T01:30:00Z"},
		{berlin, 700, "2026-07-01T05:00:00Z", "2026-07-01T05:00:00Z"},
		{berlin, 700, "2026-12-01T06:00:00Z", "2026-12-01T06:00:00Z"},

		/* In spring 02:30 is skipped: it is due when 03:00 follows on 01:59. */
		{berlin, 230, "2026-03-29T00:59:59Z", "2026-03-28T01:30:00Z"},
		{berlin, 230, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
		{berlin, 230, "2026-03-30T00:29:59Z", "2026-03-29T01:00:00Z"},
		{berlin, 230, "2026-03-30T00:30:00Z", "2026-03-30T00:30:00Z"},
		{new_york, 200, "2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"},
		{lord_howe, 215, "2026-10-03T15:30:00Z", "2026-10-03T15:30:00Z"},
		{havana, 0, "2026-03-08T05:00:00Z", "2026-03-08T05:00:00Z"},
		{havana, 30, "2026-03-08T05:10:00Z", "2026-03-08T05:00:00Z"},

		/* In autumn it comes twice: the first is meant. */
		{berlin, 230, "2026-10-25T00:29:59Z", "2026-10-24T00:30:00Z"},
		{berlin, 230, "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z"},
		{berlin, 230, "2026-10-25T01:45:00Z", "2026-10-25T00:30:00Z"},
		{berlin, 300, "2026-10-25T01:59:59Z", "2026-10-24T01:00:00Z"},
		{berlin, 300, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"},
		{new_york, 130, "2026-11-01T06:40:00Z", "2026-11-01T05:30:00Z"},
		{lord_howe, 145, "2026-04-04T15:15:00Z", "2026-04-04T14:45:00Z"},

		/* Set back over midnight, it is yesterday again; today's first edition was. */
		{azores, 15, "2026-10-25T00:30:00Z", "2026-10-25T00:15:00Z"},
		{azores, 15, "2026-10-25T01:10:00Z", "2026-10-25T00:15:00Z"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int minutes[] = {cases[i].at / 100 * 60 + cases[i].at % 100, -1};
		struct digest_settings digest = digest_at(minutes);

		live_in(cases[i].zone);
		assert_latest(&digest, cases[i].now, cases[i].latest);
	}
}

static void intervals_are_counted_from_midnight_whatever_the_clocks_do(void **state)
{
	static const struct {
		const char *zone;
		int64_t every;
		const char *now, *latest;
	} cases[] = {
		{"UTC0", 4 * HOUR, "2026-11-22T11:59:59Z", "2026-11-22T08:00:00Z"},
		{berlin, 4 * HOUR, "2026-11-22T12:00:00Z", "2026-11-22T11:00:00Z"},
		{berlin, 4 * HOUR, "2026-03-29T01:59:59Z", "2026-03-28T23:00:00Z"},
		{berlin, 4 * HOUR, "2026-03-29T02:00:00Z", "2026-03-29T02:00:00Z"},

		/* After the change midnight is no other moment than before. */
		{berlin, 4 * HOUR, "2026-10-25T01:30:00Z", "2026-10-24T22:00:00Z"},
		{berlin, 4 * HOUR, "2026-10-25T03:00:00Z", "2026-10-25T03:00:00Z"},
		{berlin, 10 * MINUTE, "2026-10-25T01:20:00Z", "2026-10-25T00:50:00Z"},
		{berlin, 30 * MINUTE, "2026-03-29T01:10:00Z", "2026-03-29T01:00:00Z"},
		{kolkata, HOUR, "2026-11-22T06:45:00Z", "2026-11-22T06:30:00Z"},
		{berlin, 7 * DAY, "2026-11-22T12:00:00Z", "2026-11-18T23:00:00Z"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct digest_settings digest = {.every = cases[i].every};

		live_in(cases[i].zone);
		assert_latest(&digest, cases[i].now, cases[i].latest);
	}
}

/* What a clock that ticks each minute makes of a digest in 2026: how many, how far apart. */
struct year {
	int editions;
	int64_t shortest, longest;
};

static struct year live_through(const struct digest_settings *digest)
{
	int64_t now = utc("2026-01-02T00:00:00Z"), end = utc("2027-01-02T00:00:00Z");
	int64_t last = timetable_latest(digest, now, clock_utc_offset);
	struct year year = {.shortest = INT64_MAX};

	for (; now <= end; now += MINUTE) {
		int64_t latest = timetable_latest(digest, now, clock_utc_offset);

		assert_true(latest <= now && latest >= last);
		if (latest == last)
			continue;
		year.editions++;
		if (latest - last < year.shortest)
			year.shortest = latest - last;
		if (latest - last > year.longest)
			year.longest = latest - last;
		last = latest;
	}
	return year;
}

static void every_day_of_a_year_has_each_edition_once(void **state)
{
	static const int minutes[] = {30, 150, 7 * 60, 23 * 60 + 45, -1};
	const struct digest_settings digest = digest_at(minutes), daily = {.every = DAY};
	const struct digest_settings often = {.every = 4 * HOUR};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		struct year year;

		live_in(zones[i]);
		assert_int_equal(live_through(&digest).editions, 4 * 365);
		year = live_through(&daily);
		assert_int_equal(year.editions, 365);
		assert_true(year.shortest >= 23 * HOUR && year.longest <= 25 * HOUR);
		year = live_through(&often);
		assert_int_equal(year.editions, 6 * 365);
		assert_true(year.shortest >= 3 * HOUR && year.longest <= 5 * HOUR);
	}
}

/* Where a whole day was left out, as in Samoa in 2011: from ten hours behind to fourteen ahead. */
static int samoa(int64_t time)
{
	return time < 1325239200 ? -10 * HOUR : 14 * HOUR;
}

static void a_day_that_never_was_has_its_editions_at_the_change(void **state)
{
	static const int minutes[] = {7 * 60, 17 * 60, -1};
	const struct digest_settings digest = digest_at(minutes);
	int64_t now = 1325239200 - 2 * DAY, end = 1325239200 + 2 * DAY, last = 0;
	int editions = 0;

	(void)state;
	for (; now < end; now += MINUTE) {
		int64_t latest = timetable_latest(&digest, now, samoa);

		editions += last != 0 && latest != last;
		last = latest;
	}
	assert_int_equal(editions, 4 + 1 + 4);
}

static void what_was_missed_is_due_at_once_for_its_own_period(void **state)
{
	static const int minutes[] = {7 * 60, 17 * 60, -1};
	const struct digest_settings digest = digest_at(minutes);

	(void)state;
	live_in(berlin);
	assert_latest(&digest, "2026-11-22T09:12:34Z", "2026-11-22T06:00:00Z");
	assert_latest(&digest, "2026-11-24T22:00:00Z", "2026-11-24T16:00:00Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_edition_is_due_at_its_time_on_the_wall),
		cmocka_unit_test(intervals_are_counted_from_midnight_whatever_the_clocks_do),
		cmocka_unit_test(every_day_of_a_year_has_each_edition_once),
		cmocka_unit_test(a_day_that_never_was_has_its_editions_at_the_change),
		cmocka_unit_test(what_was_missed_is_due_at_once_for_its_own_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
