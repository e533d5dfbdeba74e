#include "support/unit.h"

#include "schedule/ledger.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR };

/* Sunday, 22 November 2026, 07:00 UTC */
static const int64_t NOW = 1795330800;

static void record(struct feed_state *state, enum feed_result result, int64_t entries, int64_t now)
{
	state->last_result = result;
	ledger_record(state, true, entries, now);
}

static void what_came_of_polls_is_counted_by_day(void **state)
{
	struct feed_state feed = {0};
	struct ledger_counts today, week;

	(void)state;
	record(&feed, FEED_OK, 30, NOW - DAY);
	record(&feed, FEED_NOT_MODIFIED, 0, NOW - 2 * HOUR);
	record(&feed, FEED_UNREACHABLE, 0, NOW - HOUR);
	record(&feed, FEED_OK, 2, NOW);
	today = ledger_day(&feed, 0, NOW);
	week = ledger_week(&feed, NOW);
	assert_int_equal(today.requests, 3);
	assert_int_equal(today.unchanged, 1);
	assert_int_equal(today.failures, 1);
	assert_int_equal(today.entries, 2);
	assert_int_equal(ledger_day(&feed, 1, NOW).entries, 30);
	assert_int_equal(week.requests, 4);
	assert_int_equal(week.entries, 32);
}

static void a_day_counts_for_a_week(void **state)
{
	struct feed_state feed = {0};
	int i;

	(void)state;
	for (i = 0; i < 30; i++) {
		record(&feed, FEED_OK, 1, NOW + i * DAY);
		assert_int_equal(ledger_week(&feed, NOW + i * DAY).requests, i < 7 ? i + 1 : 7);
	}
	i--;
	assert_int_equal(ledger_week(&feed, NOW + (i + 3) * (int64_t)DAY).requests, 4);
	assert_int_equal(ledger_week(&feed, NOW + (i + 7) * (int64_t)DAY).requests, 0);
	record(&feed, FEED_OK, 5, NOW + (i + 5) * (int64_t)DAY);
	assert_int_equal(ledger_week(&feed, NOW + (i + 5) * (int64_t)DAY).entries, 7);
	record(&feed, FEED_OK, 6, NOW + 400 * (int64_t)DAY);
	assert_int_equal(ledger_week(&feed, NOW + 400 * (int64_t)DAY).entries, 6);
}

static void what_asks_nobody_is_no_request(void **state)
{
	struct feed_state feed = {.last_result = FEED_THROTTLED};

	(void)state;
	ledger_record(&feed, false, 0, NOW);
	assert_int_equal(ledger_week(&feed, NOW).requests, 0);
	assert_int_equal(ledger_week(&feed, NOW).failures, 0);
}

static void counts_stop_where_they_are_full(void **state)
{
	struct feed_state feed = {0};

	(void)state;
	record(&feed, FEED_OK, 65000, NOW);
	record(&feed, FEED_OK, 65000, NOW);
	record(&feed, FEED_OK, INT64_MAX, NOW);
	record(&feed, FEED_OK, INT64_MIN, NOW);
	assert_int_equal(ledger_day(&feed, 0, NOW).entries, 65535);
	assert_int_equal(ledger_day(&feed, 0, NOW).requests, 4);
}

static void a_clock_that_goes_wrong_harms_nothing(void **state)
{
	static const int64_t times[] = {
		NOW, NOW - 3 * DAY, 0, -1, INT64_MIN, INT64_MAX, NOW, NOW + DAY,
	};
	struct feed_state feed = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		record(&feed, FEED_OK, 1, times[i]);
		for (int day = 0; day < LEDGER_DAYS; day++)
			assert_true(ledger_day(&feed, day, times[i]).requests <= 8);
	}
	assert_int_equal(ledger_day(&feed, 0, NOW + DAY).requests, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_came_of_polls_is_counted_by_day),
		cmocka_unit_test(a_day_counts_for_a_week),
		cmocka_unit_test(what_asks_nobody_is_no_request),
		cmocka_unit_test(counts_stop_where_they_are_full),
		cmocka_unit_test(a_clock_that_goes_wrong_harms_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
