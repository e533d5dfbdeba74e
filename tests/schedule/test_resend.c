#include "support/unit.h"

#include "schedule/resend.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static void waits_grow_and_stay_within_hours(void **state)
{
	int64_t before = 0;
	size_t failures;

	(void)state;
	assert_int_equal(resend_wait(1), 300);
	for (failures = 1; failures < 1000; failures++) {
		assert_true(resend_wait(failures) >= before);
		assert_true(resend_wait(failures) <= 3 * HOUR);
		before = resend_wait(failures);
	}
	assert_int_equal(before, 3 * HOUR);
}

static void a_message_is_tried_for_four_days(void **state)
{
	int64_t now = 0;
	size_t failures = 0;

	(void)state;
	while (!resend_is_hopeless(0, now))
		now += resend_wait(++failures);
	assert_true(now >= 4 * DAY && now < 4 * DAY + 3 * HOUR);
	assert_true(failures > 30 && failures < 50);
	assert_false(resend_is_hopeless(4 * DAY, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_grow_and_stay_within_hours),
		cmocka_unit_test(a_message_is_tried_for_four_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
