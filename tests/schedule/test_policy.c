#include "support/unit.h"

#include <math.h>
#include <stdlib.h>

#include "schedule/policy.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Sunday, 22 November 2026, 07:00 UTC */
static const int64_t NOW = 1795330800;

static const struct policy_hints nothing = {.retry_after = -1, .max_age = -1};

enum { WATCHED = 10 };		/* days */

/* Polls a feed that brings `per_day` entries for some days; the average interval of the last. */
static int64_t interval_after(double per_day, int days)
{
	struct feed_state state = {.newest_entry = NOW};
	int64_t now = NOW, due = NOW, end = NOW + (int64_t)days * DAY, polls = 0;
	double owed = 0;

	policy_record(&state, FEED_OK, 30, now);
	while (due < end) {
		int64_t brought;

		due = policy_next_due(&state, &nothing, 0, 0, now);
		polls += due > end - WATCHED * DAY;
		owed += per_day * (double)(due - now) / DAY;
		brought = (int64_t)owed;
		owed -= (double)brought;
		now = due;
		if (brought > 0)
			state.newest_entry = now;
		policy_record(&state, brought > 0 ? FEED_OK : FEED_NOT_MODIFIED, brought, now);
	}
	return WATCHED * DAY / polls;
}

static void the_rhythm_follows_the_feed(void **state)
{
	static const struct {
		double per_day;
		int64_t low, high;
	} cases[] = {
		{1000, 10 * MINUTE - 5, 10 * MINUTE},
		{48, 14 * MINUTE, 17 * MINUTE},
		{12, 55 * MINUTE, 65 * MINUTE},
		{4, 165 * MINUTE, 195 * MINUTE},
		{1, 3 * HOUR, 4 * HOUR},
		{0, 21 * HOUR, DAY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_in_range(interval_after(cases[i].per_day, 60), cases[i].low, cases[i].high);
}

static void a_first_poll_says_nothing_about_the_rhythm(void **state)
{
	struct feed_state feed = {0};

	(void)state;
	policy_record(&feed, FEED_OK, 500, NOW);
	assert_int_equal(policy_next_due(&feed, &nothing, 0, 0, NOW), NOW + 4 * HOUR);
}

static void a_feed_that_wakes_up_is_followed_soon(void **state)
{
	struct feed_state feed = {.newest_entry = NOW};

	(void)state;
	policy_record(&feed, FEED_OK, 30, NOW);
	policy_record(&feed, FEED_OK, 20, NOW + 4 * HOUR);
	assert_true(policy_next_due(&feed, &nothing, 0, 0, NOW + 4 * HOUR) <
		    NOW + 4 * HOUR + 30 * MINUTE);
}

/* A feed in its usual state: polled, an entry a day or so, and asked every hour. */
static struct feed_state usual(void)
{
	return (struct feed_state){
		.last_result = FEED_OK,
		.last_fetch = NOW,
		.last_success = NOW,
		.rate_entries = 24 * 7 * 0.5 - 0.5,	/* less what is assumed of any feed */
		.rate_seconds = 7 * DAY - 12 * HOUR,
		.rate_time = NOW,
		.newest_entry = NOW - HOUR,
	};
}

static void hints_are_floors_within_reason(void **state)
{
	static const struct {
		int64_t max_age, ttl, retry_after, every;
		int64_t wait;
	} cases[] = {
		{-1, 0, -1, 0, HOUR},
		{0, 0, 0, 0, HOUR},
		{60, 60, 60, 0, HOUR},
		{2 * HOUR, 0, -1, 0, 2 * HOUR},
		{-1, 2 * HOUR, -1, 0, 2 * HOUR},
		{3 * HOUR, 2 * HOUR, -1, 0, 3 * HOUR},
		{9 * HOUR, 0, -1, 0, 4 * HOUR},
		{INT64_MAX, INT64_MAX, -1, 0, 4 * HOUR},
		{INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN, HOUR},
		{-1, 0, 9 * HOUR, 0, 9 * HOUR},
		{-1, 0, 365 * DAY, 0, 30 * DAY},
		{-1, 0, INT64_MAX, INT64_MAX, 30 * DAY},
		{-1, 0, -1, 30 * MINUTE, 30 * MINUTE},
		{HOUR, 0, -1, 30 * MINUTE, HOUR},
		{9 * HOUR, 0, -1, 5 * HOUR, 9 * HOUR},
		{-1, 3 * DAY, -1, 5 * HOUR, DAY},
		{-1, 0, -1, 7 * DAY, 7 * DAY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct feed_state feed = usual();
		struct policy_hints hints = {cases[i].retry_after, cases[i].max_age};
		int64_t wait;

		feed.ttl = cases[i].ttl;
		wait = policy_next_due(&feed, &hints, cases[i].every, 0, NOW) - NOW;
		if (llabs(wait - cases[i].wait) > 2)
			fail_msg("case %zu: %lld", i, (long long)wait);
	}
}

static void a_slow_feed_may_ask_for_a_day(void **state)
{
	struct feed_state feed = usual();
	struct policy_hints hints = {.retry_after = -1, .max_age = 9 * HOUR};

	(void)state;
	feed.rate_entries = 1;
	assert_int_equal(policy_next_due(&feed, &hints, 0, 0, NOW), NOW + 9 * HOUR);
	hints.max_age = 90 * DAY;
	assert_int_equal(policy_next_due(&feed, &hints, 0, 0, NOW), NOW + DAY);
}

static void failures_are_waited_out_ever_longer(void **state)
{
	struct feed_state feed = usual();
	int64_t expected = 15 * MINUTE, now = NOW;
	int i;

	(void)state;
	for (i = 1; i <= 80; i++) {
		int64_t low, high;

		policy_record(&feed, i % 2 ? FEED_HTTP_ERROR : FEED_UNREACHABLE, 0, now);
		assert_int_equal(feed.failures, i);
		assert_int_equal(feed.failing_since, NOW);
		low = policy_next_due(&feed, &nothing, 0, -1, now) - now;
		high = policy_next_due(&feed, &nothing, 0, 1, now) - now;
		assert_int_equal(low, expected * 8 / 10);
		assert_int_equal(high, expected * 12 / 10 < DAY ? expected * 12 / 10 : DAY);
		now += high;
		expected = expected * 2 < DAY ? expected * 2 : DAY;
	}
	feed.newest_entry = now - DAY;
	policy_record(&feed, FEED_NOT_MODIFIED, 0, now);
	assert_int_equal(feed.failures, 0);
	assert_int_equal(feed.failing_since, 0);
	assert_int_equal(feed.last_success, now);
	assert_true(policy_next_due(&feed, &nothing, 0, 0, now) <= now + 4 * HOUR);
}

static void who_could_not_be_reached_in_an_outage_of_ours_is_excused(void **state)
{
	struct feed_state lost = usual(), lost_before = usual(), broken = usual();

	(void)state;
	policy_record(&lost_before, FEED_UNREACHABLE, 0, NOW - HOUR);
	policy_record(&lost, FEED_UNREACHABLE, 0, NOW);
	policy_record(&broken, FEED_HTTP_ERROR, 0, NOW);
	assert_true(policy_excuse(&lost, NOW, NOW + HOUR));
	assert_int_equal(lost.failures, 0);
	assert_int_equal(lost.failing_since, 0);
	assert_int_equal(lost.next_due, NOW + HOUR);
	assert_false(policy_excuse(&lost_before, NOW, NOW + HOUR));
	assert_false(policy_excuse(&broken, NOW, NOW + HOUR));
	assert_int_equal(broken.failures, 1);
}

static void who_throttles_is_taken_at_their_word(void **state)
{
	struct feed_state feed = usual();
	struct policy_hints hints = nothing;

	(void)state;
	policy_record(&feed, FEED_THROTTLED, 0, NOW);
	assert_int_equal(policy_next_due(&feed, &hints, 0, 0, NOW), NOW + 15 * MINUTE);
	hints.retry_after = 2 * HOUR;
	assert_int_equal(policy_next_due(&feed, &hints, 0, 0, NOW), NOW + 2 * HOUR);
	assert_true(policy_next_due(&feed, &hints, 0, -1, NOW) >= NOW + 2 * HOUR);
	hints.retry_after = 0;
	assert_in_range(policy_next_due(&feed, &hints, 0, 0, NOW), NOW + HOUR - 2, NOW + HOUR + 2);
}

static void what_is_gone_is_not_asked_again(void **state)
{
	struct feed_state feed = usual();

	(void)state;
	policy_record(&feed, FEED_GONE, 0, NOW);
	assert_true(feed.is_gone);
	assert_int_equal(policy_next_due(&feed, &nothing, HOUR, 0, NOW), INT64_MAX);
	policy_record(&feed, FEED_OK, 0, NOW);
	assert_false(feed.is_gone);
}

static void hours_and_days_to_skip_are_skipped(void **state)
{
	static const struct {
		uint32_t hours;
		uint8_t days;
		int64_t wait;
	} cases[] = {
		{0, 0, HOUR},
		{1 << 7, 0, HOUR},
		{1 << 8, 0, 2 * HOUR},			/* it would be due at eight */
		{0x3ff00, 0, 11 * HOUR},		/* 8 to 17 */
		{0xffffff, 0, HOUR},			/* all: that cannot be meant */
		{0, 1 << 0, 17 * HOUR},			/* Sunday */
		{0, 1 << 6, HOUR},
		{0x3, 1 << 0 | 1 << 1, 17 * HOUR + DAY + 2 * HOUR},
		{0, 0x7f, HOUR},
		{UINT32_MAX, UINT8_MAX, HOUR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct feed_state feed = usual();
		int64_t wait;

		feed.skip_hours = cases[i].hours;
		feed.skip_days = cases[i].days;
		wait = policy_next_due(&feed, &nothing, HOUR, 0, NOW) - NOW;
		if (wait != cases[i].wait)
			fail_msg("case %zu: %lld", i, (long long)wait);
	}
}

static void what_breaks_the_parser_twice_in_a_row_is_left_alone_for_a_week(void **state)
{
	struct feed_state feed = usual();

	(void)state;
	policy_record(&feed, FEED_POISONOUS, 0, NOW);
	assert_int_equal(feed.last_result, FEED_POISONOUS);
	assert_int_equal(policy_next_due(&feed, &nothing, 0, 0, NOW) - NOW, HOUR / 4);
	policy_record(&feed, FEED_UNREACHABLE, 0, NOW);
	policy_record(&feed, FEED_POISONOUS, 0, NOW);
	assert_int_equal(feed.last_result, FEED_POISONOUS);
	policy_record(&feed, FEED_POISONOUS, 0, NOW);
	assert_int_equal(feed.last_result, FEED_QUARANTINED);
	assert_int_equal(policy_next_due(&feed, &nothing, 0, 0, NOW) - NOW, 7 * 24 * HOUR);
	policy_record(&feed, FEED_POISONOUS, 0, NOW);
	assert_int_equal(feed.last_result, FEED_QUARANTINED);
	policy_record(&feed, FEED_OK, 1, NOW);
	policy_record(&feed, FEED_POISONOUS, 0, NOW);
	assert_int_equal(feed.last_result, FEED_POISONOUS);
}

static void the_dice_spread_but_never_past_a_wish(void **state)
{
	struct feed_state feed = usual();
	struct policy_hints hints = {.retry_after = -1, .max_age = 2 * HOUR};
	double jitter;

	(void)state;
	for (jitter = -1; jitter <= 1; jitter += 0.125) {
		assert_in_range(policy_next_due(&feed, &nothing, 0, jitter, NOW) - NOW,
				HOUR * 94 / 100, HOUR * 106 / 100);
		assert_in_range(policy_next_due(&feed, &nothing, HOUR, jitter, NOW) - NOW,
				HOUR, HOUR * 105 / 100);
		assert_in_range(policy_next_due(&feed, &hints, 0, jitter, NOW) - NOW,
				2 * HOUR, 2 * HOUR * 105 / 100);
	}
}

static void nonsense_leads_to_no_nonsense(void **state)
{
	static const int64_t times[] = {INT64_MIN, -1, 0, 1, INT64_MAX / 2, INT64_MAX - 1};
	static const double numbers[] = {NAN, INFINITY, -INFINITY, -1, 1e300, 0};
	const size_t time_count = sizeof(times) / sizeof(times[0]);
	const size_t number_count = sizeof(numbers) / sizeof(numbers[0]);

	(void)state;
	for (size_t i = 0; i < time_count * time_count * number_count; i++) {
		int64_t now = times[i % time_count], other = times[i / time_count % time_count];
		double number = numbers[i / time_count / time_count];
		struct feed_state feed = {
			.failures = other,
			.rate_entries = number,
			.rate_seconds = number,
			.rate_time = other,
			.newest_entry = other,
			.ttl = other,
			.skip_hours = (uint32_t)i,
			.skip_days = (uint8_t)i,
		};
		struct policy_hints hints = {other, other};

		policy_record(&feed, i % 2 ? FEED_OK : FEED_CUT_SHORT, other, now);
		assert_true(policy_next_due(&feed, &hints, other, number, now) > now);
		if (!feed_result_is_failure(feed.last_result))
			assert_true(isfinite(feed.rate_entries) && isfinite(feed.rate_seconds));
	}
}

static void a_clock_that_jumps_back_costs_nothing(void **state)
{
	struct feed_state feed = usual();
	double before = feed.rate_entries;

	(void)state;
	policy_record(&feed, FEED_OK, 1, NOW - 365 * DAY);
	assert_true(feed.rate_entries >= before);
	assert_int_equal(feed.rate_time, NOW - 365 * DAY);
	assert_in_range(policy_next_due(&feed, &nothing, 0, 0, NOW - 365 * DAY),
			NOW - 365 * DAY + 10 * MINUTE, NOW - 365 * DAY + 4 * HOUR);
}

static void what_was_to_be_waited_for_is_not_made_longer_by_a_clock_put_back(void **state)
{
	static const struct {
		int64_t last_fetch, next_due;
		enum feed_result result;
		int64_t due;
	} cases[] = {
		{NOW - HOUR, NOW + HOUR, FEED_OK, NOW + HOUR},
		{NOW - HOUR, NOW - MINUTE, FEED_OK, NOW - MINUTE},
		{NOW + 1, NOW + HOUR + 1, FEED_OK, NOW + HOUR},
		{NOW + 365 * DAY, NOW + 366 * DAY, FEED_OK, NOW + DAY},
		{NOW + 365 * DAY, NOW + 395 * DAY, FEED_THROTTLED, NOW + 30 * DAY},
		/* Nobody said when that was decided: it may not be waited for in earnest. */
		{NOW - HOUR, NOW + 365 * DAY, FEED_OK, NOW + 10 * MINUTE},
		{NOW - HOUR, NOW + 31 * DAY, FEED_THROTTLED, NOW + 31 * DAY},
		{NOW - HOUR, NOW + HOUR, FEED_MERGED, NOW + HOUR},
		{NOW - HOUR, NOW + 365 * DAY, FEED_MERGED, NOW + 10 * MINUTE},
		{NOW + 365 * DAY, NOW - HOUR, FEED_OK, NOW - HOUR},
		{INT64_MAX, INT64_MAX, FEED_OK, NOW},
		{INT64_MIN, INT64_MAX, FEED_OK, NOW + 10 * MINUTE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct feed_state feed = {
			.last_fetch = cases[i].last_fetch,
			.next_due = cases[i].next_due,
			.last_result = cases[i].result,
		};

		assert_int_equal(policy_due(&feed, NOW), cases[i].due);
	}
}

/* A paper that prints from six to ten, and nothing at any other time. */
static void mornings_are_watched_and_nights_are_not(void **state)
{
	struct feed_state feed = {.newest_entry = NOW};
	int64_t now = NOW, morning = 0, night = 0;

	(void)state;
	policy_record(&feed, FEED_OK, 30, now);
	while (now < NOW + 30 * DAY) {
		int64_t due = policy_next_due(&feed, &nothing, 0, 0, now), hour = due % DAY / HOUR;
		int64_t brought = 0, t;

		for (t = now / (30 * MINUTE) + 1; t <= due / (30 * MINUTE); t++)
			brought += t % 48 >= 12 && t % 48 < 20;
		if (due > NOW + 20 * DAY) {
			morning += hour >= 6 && hour < 10;
			night += hour >= 18 && hour < 22;
		}
		now = due;
		policy_record(&feed, brought > 0 ? FEED_OK : FEED_NOT_MODIFIED, brought, now);
	}
	assert_true(morning >= 4 * night);
	assert_true(night >= 10);
}

static void a_wait_has_a_reason(void **state)
{
	static const struct {
		enum feed_result result;
		int64_t retry_after, max_age, every;
		uint32_t skip_hours;
		enum feed_reason reason;
	} cases[] = {
		{FEED_OK, -1, -1, 0, 0, REASON_RHYTHM},
		{FEED_OK, -1, 60, 0, 0, REASON_RHYTHM},
		{FEED_OK, -1, 4 * HOUR, 0, 0, REASON_HINT},
		{FEED_OK, -1, -1, HOUR, 0, REASON_EVERY},
		{FEED_OK, -1, -1, 0, 0xfffffe, REASON_SKIPPED},
		{FEED_THROTTLED, 9 * HOUR, -1, 0, 0, REASON_ASKED},
		{FEED_UNREACHABLE, -1, -1, HOUR, 0, REASON_BACK_OFF},
		{FEED_MERGED, -1, -1, 0, 0, REASON_MERGED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct policy_hints hints = {cases[i].retry_after, cases[i].max_age};
		struct feed_state feed = {
			.newest_entry = NOW, .skip_hours = cases[i].skip_hours,
			.rate_time = NOW - DAY, .rate_entries = 20, .rate_seconds = DAY,
		};

		policy_record(&feed, cases[i].result, 0, NOW);
		policy_next_due(&feed, &hints, cases[i].every, 0, NOW);
		if (feed.due_reason != cases[i].reason)
			fail_msg("case %zu: %s", i, feed_reason_text(feed.due_reason));
	}
}

static void a_person_may_ask_again_but_not_at_once(void **state)
{
	static const struct {
		const char *url;
		int64_t since_last;
		enum feed_result result;
		int64_t until_due;
		bool may;
	} cases[] = {
		{"http://a.example/", NOW, FEED_NEVER_POLLED, 0, true},
		{"http://a.example/", 0, FEED_OK, HOUR, false},
		{"http://a.example/", 59, FEED_OK, HOUR, false},
		{"http://a.example/", 59, FEED_HTTP_ERROR, -HOUR, false},
		{"http://a.example/", 60, FEED_OK, HOUR, true},
		{"http://a.example/", 60, FEED_HTTP_ERROR, HOUR, true},
		{"http://a.example/", 60, FEED_GONE, HOUR, true},
		{"http://a.example/", 60, FEED_THROTTLED, HOUR, false},
		{"http://a.example/", 2 * HOUR, FEED_THROTTLED, 0, true},
		{"http://a.example/", -HOUR, FEED_OK, HOUR, true},	/* the clock was set back */
		{"file:///a", 0, FEED_OK, HOUR, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct feed_state feed = {
			.url = (char *)cases[i].url,
			.last_fetch = NOW - cases[i].since_last,
			.last_result = cases[i].result,
			.next_due = NOW + cases[i].until_due,
		};

		if ((policy_refresh_wait(&feed, 60, NOW) == 0) != cases[i].may)
			fail_msg("case %zu", i);
	}
}

static void a_crowd_starts_one_by_one_and_a_few_at_once(void **state)
{
	static const struct {
		size_t count;
		int64_t span;
	} cases[] = {{0, 0}, {1, 0}, {20, 0}, {21, 6}, {200, 60}, {1000, 300}, {100000, 300}};
	int64_t id, most[10] = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(policy_start_span(cases[i].count), cases[i].span);
	assert_int_equal(policy_start_delay(7, 0), 0);
	for (id = 1; id <= 1000; id++)
		most[policy_start_delay(id, 300) / 30]++;
	for (id = 0; id < 10; id++)
		assert_in_range(most[id], 60, 140);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rhythm_follows_the_feed),
		cmocka_unit_test(a_first_poll_says_nothing_about_the_rhythm),
		cmocka_unit_test(a_feed_that_wakes_up_is_followed_soon),
		cmocka_unit_test(hints_are_floors_within_reason),
		cmocka_unit_test(a_slow_feed_may_ask_for_a_day),
		cmocka_unit_test(failures_are_waited_out_ever_longer),
		cmocka_unit_test(who_could_not_be_reached_in_an_outage_of_ours_is_excused),
		cmocka_unit_test(who_throttles_is_taken_at_their_word),
		cmocka_unit_test(what_is_gone_is_not_asked_again),
		cmocka_unit_test(hours_and_days_to_skip_are_skipped),
		cmocka_unit_test(what_breaks_the_parser_twice_in_a_row_is_left_alone_for_a_week),
		cmocka_unit_test(the_dice_spread_but_never_past_a_wish),
		cmocka_unit_test(nonsense_leads_to_no_nonsense),
		cmocka_unit_test(a_clock_that_jumps_back_costs_nothing),
		cmocka_unit_test(
			what_was_to_be_waited_for_is_not_made_longer_by_a_clock_put_back),
		cmocka_unit_test(mornings_are_watched_and_nights_are_not),
		cmocka_unit_test(a_wait_has_a_reason),
		cmocka_unit_test(a_person_may_ask_again_but_not_at_once),
		cmocka_unit_test(a_crowd_starts_one_by_one_and_a_few_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
