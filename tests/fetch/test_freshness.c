#include "support/unit.h"

#include "fetch/freshness.h"

/* Sun, 22 Nov 2026 07:00:00 GMT */
static const int64_t NOW = 1795330800;

static const int64_t DECADE = INT64_C(10) * 365 * 24 * 3600;

static void retry_after_is_a_number_or_a_date(void **state)
{
	const struct {
		const char *value;
		int64_t seconds;
	} cases[] = {
		{NULL, -1},
		{"", -1},
		{"soon", -1},
		{"-5", -1},
		{"0", 0},
		{"120", 120},
		{" 120 ", 120},
		{"99999999999999999999999999", DECADE},
		{"Sun, 22 Nov 2026 07:10:00 GMT", 600},
		{"Sunday, 22-Nov-26 07:10:00 GMT", 600},
		{"Sun Nov 22 07:10:00 2026", 600},
		{"Sat, 21 Nov 2026 07:10:00 GMT", 0},
		{"Sun, 22 Nov 9999 07:10:00 GMT", DECADE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(freshness_retry_after(cases[i].value, NOW), cases[i].seconds);
}

static void max_age_is_of_cache_control_or_else_expires(void **state)
{
	const struct {
		const char *cache_control;
		const char *expires;
		const char *date;
		int64_t seconds;
	} cases[] = {
		{NULL, NULL, NULL, -1},
		{"max-age=600", NULL, NULL, 600},
		{"public, Max-Age=600, must-revalidate", NULL, NULL, 600},
		{"s-maxage=5,max-age=\"60\"", NULL, NULL, 60},
		{"max-age=0", "Mon, 23 Nov 2026 07:00:00 GMT", NULL, 0},
		{"no-cache", "Mon, 23 Nov 2026 07:00:00 GMT", NULL, 0},
		{"max-age=", NULL, NULL, -1},
		{"max-age=-3", NULL, NULL, -1},
		{"max-age=99999999999999999999999", NULL, NULL, DECADE},
		{",,,", NULL, NULL, -1},
		{"public", "Sun, 22 Nov 2026 08:00:00 GMT", NULL, 3600},
		{NULL, "Sun, 22 Nov 2026 08:00:00 GMT", "Sun, 22 Nov 2026 07:30:00 GMT", 1800},
		{NULL, "Sun, 22 Nov 2026 08:00:00 GMT", "nonsense", 3600},
		{NULL, "Sun, 22 Nov 2020 08:00:00 GMT", NULL, 0},
		{NULL, "0", NULL, 0},
		{NULL, "-1", NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(freshness_max_age(cases[i].cache_control, cases[i].expires,
						   cases[i].date, NOW),
				 cases[i].seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retry_after_is_a_number_or_a_date),
		cmocka_unit_test(max_age_is_of_cache_control_or_else_expires),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
