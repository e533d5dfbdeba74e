#include "support/unit.h"

#include "daemon/ration.h"

static const int64_t NOW = 1795330800;

static void so_many_are_told_and_the_rest_are_counted(void **state)
{
	struct ration ration = {0};
	int i;

	(void)state;
	for (i = 0; i < RATION_LINES; i++)
		assert_true(ration_take(&ration, NOW + i));
	assert_int_equal(ration_settle(&ration, NOW + RATION_SECONDS), 0);
	for (i = 0; i < 3 * RATION_LINES; i++)
		assert_false(ration_take(&ration, NOW + 40));
	assert_int_equal(ration_settle(&ration, NOW + 40), 0);
	assert_int_equal(ration_settle(&ration, NOW + RATION_SECONDS), 3 * RATION_LINES);
	assert_int_equal(ration_settle(&ration, NOW + RATION_SECONDS), 0);
	assert_true(ration_take(&ration, NOW + RATION_SECONDS));
}

static void a_clock_set_back_begins_anew(void **state)
{
	struct ration ration = {0};
	int i;

	(void)state;
	for (i = 0; i < 2 * RATION_LINES; i++)
		ration_take(&ration, NOW);
	assert_true(ration_take(&ration, NOW - 3600));
	assert_int_equal(ration_settle(&ration, NOW - 3600), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(so_many_are_told_and_the_rest_are_counted),
		cmocka_unit_test(a_clock_set_back_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
