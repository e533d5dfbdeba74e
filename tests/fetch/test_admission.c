#include "support/unit.h"

#include "fetch/admission.h"

enum { COUNT = 60 };

static void a_host_is_served_in_order_with_its_gaps(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1, .gap_ms = 100};
	struct admission *admission = admission_new(&limits);
	struct admission_place places[COUNT] = {{0}};
	int64_t now = 1000, wait;
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		admission_ask(admission, &places[i], "a:80", now);
	for (i = 0; i < COUNT; i++) {
		assert_ptr_equal(admission_next(admission, now, &wait), &places[i]);
		assert_null(admission_next(admission, now, &wait));
		assert_int_equal(wait, -1);
		admission_leave(admission, &places[i], now + 30);
		assert_null(admission_next(admission, now + 30, &wait));
		if (i + 1 < COUNT)
			assert_int_equal(wait, 70);
		now += 100;
	}
	admission_free(admission);
}

static void a_busy_host_delays_only_itself(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1};
	struct admission *admission = admission_new(&limits);
	struct admission_place slow[COUNT] = {{0}}, other = {0};
	int64_t wait;
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		admission_ask(admission, &slow[i], "slow:80", 0);
	admission_ask(admission, &other, "other:80", 0);
	assert_non_null(admission_next(admission, 1, &wait));
	assert_non_null(admission_next(admission, 1, &wait));
	assert_true(slow[0].is_inside);
	assert_true(other.is_inside);
	assert_null(admission_next(admission, 1, &wait));
	for (i = 0; i < COUNT; i++)
		admission_leave(admission, &slow[i], 1);
	admission_leave(admission, &other, 1);
	admission_free(admission);
}

static void one_who_is_inside_knows_whether_another_waits_for_that_host(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1};
	struct admission *admission = admission_new(&limits);
	struct admission_place first = {0}, second = {0}, other = {0};
	int64_t wait;

	(void)state;
	admission_ask(admission, &first, "a:80", 0);
	assert_ptr_equal(admission_next(admission, 1, &wait), &first);
	admission_ask(admission, &other, "b:80", 1);
	assert_false(admission_is_awaited(&first));
	admission_ask(admission, &second, "a:80", 1);
	assert_true(admission_is_awaited(&first));
	admission_leave(admission, &first, 2);
	admission_leave(admission, &second, 2);
	admission_leave(admission, &other, 2);
	admission_free(admission);
}

static void hosts_take_turns(void **state)
{
	const struct admission_limits limits = {.total = 1, .per_host = 1};
	struct admission *admission = admission_new(&limits);
	struct admission_place a[3] = {{0}}, b[3] = {{0}}, *place;
	int64_t now = 0, wait;
	int i, balance = 0;

	(void)state;
	for (i = 0; i < 3; i++)
		admission_ask(admission, &a[i], "a:80", now);
	for (i = 0; i < 3; i++)
		admission_ask(admission, &b[i], "b:80", now);
	while ((place = admission_next(admission, now++, &wait)) != NULL) {
		balance += place >= a && place < a + 3 ? 1 : -1;
		assert_in_range(balance + 1, 0, 2);
		admission_leave(admission, place, now);
	}
	assert_int_equal(balance, 0);
	admission_free(admission);
}

static void no_more_than_the_limits_are_inside(void **state)
{
	const struct admission_limits limits = {.total = 5, .per_host = 2};
	struct admission *admission = admission_new(&limits);
	struct admission_place places[COUNT] = {{0}}, *inside[6];
	static const char *const hosts[] = {"a", "b", "c", "d"};
	int64_t wait;
	int i, served = 0;

	(void)state;
	for (i = 0; i < COUNT; i++)
		admission_ask(admission, &places[i], hosts[i % 4], 0);
	while (served < COUNT) {
		int count = 0;

		while (count < 6 && (inside[count] = admission_next(admission, 0, &wait)) != NULL)
			count++;
		assert_in_range(count, 1, 5);
		for (i = 0; i < count; i++, served++)
			admission_leave(admission, inside[i], 0);
	}
	admission_free(admission);
}

static void those_who_leave_the_queue_are_not_let_in(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1};
	struct admission *admission = admission_new(&limits);
	struct admission_place places[4] = {{0}};
	int64_t wait;
	int i;

	(void)state;
	for (i = 0; i < 4; i++)
		admission_ask(admission, &places[i], "a", 0);
	admission_leave(admission, &places[0], 0);
	admission_leave(admission, &places[2], 0);
	admission_leave(admission, &places[2], 0);
	assert_ptr_equal(admission_next(admission, 0, &wait), &places[1]);
	admission_leave(admission, &places[3], 0);
	admission_leave(admission, &places[1], 0);
	assert_null(admission_next(admission, 0, &wait));
	assert_int_equal(wait, -1);
	admission_free(admission);
}

static void a_rest_is_remembered_while_it_lasts(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1, .gap_ms = 10};
	struct admission *admission = admission_new(&limits);
	struct admission_place place = {0};
	int64_t wait;

	(void)state;
	admission_set_rest(admission, "a", 5000, 0);
	assert_null(admission_next(admission, 100, &wait));
	assert_int_equal(wait, -1);
	admission_ask(admission, &place, "a", 1000);
	assert_ptr_equal(admission_next(admission, 1000, &wait), &place);
	assert_int_equal(admission_rest(admission, "a", 1000), 4000);
	assert_int_equal(admission_rest(admission, "a", 5000), 0);
	admission_leave(admission, &place, 5000);
	assert_int_equal(admission_rest(admission, "b", 1000), 0);
	admission_free(admission);
}

static void hosts_of_one_address_take_turns(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1, .gap_ms = 100};
	struct admission *admission = admission_new(&limits);
	struct admission_place a[3] = {{0}}, b[3] = {{0}};
	int64_t now = 0, wait;
	int i;

	(void)state;
	for (i = 0; i < 3; i++)
		admission_ask(admission, &a[i], "a:80", now);
	assert_ptr_equal(admission_next(admission, now, &wait), &a[0]);
	admission_ask(admission, &b[0], "b:80", now);
	assert_ptr_equal(admission_next(admission, now, &wait), &b[0]);
	now = 50;
	admission_join(admission, "a:80", "192.0.2.1", now);
	admission_leave(admission, &a[0], now);
	admission_join(admission, "b:80", "192.0.2.1", now);
	admission_leave(admission, &b[0], now);
	admission_ask(admission, &b[1], "b:80", now);
	admission_ask(admission, &b[2], "b:80", now);
	assert_null(admission_next(admission, now, &wait));
	assert_int_equal(wait, 50);
	for (i = 1; i < 5; i++) {
		struct admission_place *expected = i < 3 ? &a[i] : &b[i - 2];

		now = i * 100;
		assert_ptr_equal(admission_next(admission, now, &wait), expected);
		assert_null(admission_next(admission, now, &wait));
		admission_leave(admission, expected, now);
	}
	admission_free(admission);
}

static void a_host_keeps_its_first_door(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1};
	struct admission *admission = admission_new(&limits);
	struct admission_place places[2] = {{0}};
	int64_t wait;

	(void)state;
	admission_join(admission, "a:80", "192.0.2.1", 0);
	admission_ask(admission, &places[0], "a:80", 0);
	assert_ptr_equal(admission_next(admission, 0, &wait), &places[0]);
	admission_join(admission, "a:80", "192.0.2.2", 0);
	admission_ask(admission, &places[1], "a:80", 0);
	assert_null(admission_next(admission, 0, &wait));
	admission_leave(admission, &places[0], 0);
	assert_ptr_equal(admission_next(admission, 0, &wait), &places[1]);
	admission_leave(admission, &places[1], 0);
	admission_free(admission);
}

static void one_host_rests_and_its_neighbours_do_not(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1};
	struct admission *admission = admission_new(&limits);

	(void)state;
	admission_join(admission, "a:80", "192.0.2.1", 0);
	admission_join(admission, "b:80", "192.0.2.1", 0);
	admission_set_rest(admission, "a:80", 5000, 0);
	assert_int_equal(admission_rest(admission, "a:80", 1000), 4000);
	assert_int_equal(admission_rest(admission, "b:80", 1000), 0);
	admission_free(admission);
}

static void a_held_door_opens_when_that_is_over(void **state)
{
	const struct admission_limits limits = {.total = 64, .per_host = 1, .gap_ms = 10};
	struct admission *admission = admission_new(&limits);
	struct admission_place places[2] = {{0}};
	int64_t wait;

	(void)state;
	admission_ask(admission, &places[0], "a", 0);
	admission_ask(admission, &places[1], "a", 0);
	assert_non_null(admission_next(admission, 0, &wait));
	admission_hold(admission, "a", 10000, 5);
	admission_leave(admission, &places[0], 5);
	assert_null(admission_next(admission, 20, &wait));
	assert_int_equal(wait, 9980);
	assert_ptr_equal(admission_next(admission, 10000, &wait), &places[1]);
	admission_leave(admission, &places[1], 10000);
	admission_free(admission);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_served_in_order_with_its_gaps),
		cmocka_unit_test(a_busy_host_delays_only_itself),
		cmocka_unit_test(one_who_is_inside_knows_whether_another_waits_for_that_host),
		cmocka_unit_test(hosts_take_turns),
		cmocka_unit_test(no_more_than_the_limits_are_inside),
		cmocka_unit_test(those_who_leave_the_queue_are_not_let_in),
		cmocka_unit_test(a_rest_is_remembered_while_it_lasts),
		cmocka_unit_test(hosts_of_one_address_take_turns),
		cmocka_unit_test(a_host_keeps_its_first_door),
		cmocka_unit_test(one_host_rests_and_its_neighbours_do_not),
		cmocka_unit_test(a_held_door_opens_when_that_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
