#include "support/unit.h"

#include <stdio.h>

#include "base/map.h"

enum { COUNT = 3000 };

static int values[COUNT];

static void what_was_put_is_found_until_removed(void **state)
{
	struct map *map = map_new();
	char key[32];
	int i;

	(void)state;
	assert_null(map_get(map, "nothing"));
	for (i = 0; i < COUNT; i++) {
		snprintf(key, sizeof(key), "https://example.org/%d", i);
		map_put(map, key, &values[i]);
	}
	for (i = 0; i < COUNT; i += 2) {
		snprintf(key, sizeof(key), "https://example.org/%d", i);
		assert_ptr_equal(map_remove(map, key), &values[i]);
		assert_null(map_remove(map, key));
	}
	for (i = 0; i < COUNT; i++) {
		snprintf(key, sizeof(key), "https://example.org/%d", i);
		assert_ptr_equal(map_get(map, key), i % 2 != 0 ? &values[i] : NULL);
	}
	assert_int_equal(map_count(map), COUNT / 2);
	map_free(map);
}

static void keys_may_be_borrowed(void **state)
{
	struct map *map = map_new_borrowing();
	char keys[COUNT][32];
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		snprintf(keys[i], sizeof(keys[i]), "https://example.org/%d", i);
		map_put(map, keys[i], &values[i]);
		assert_ptr_equal(map_remove(map, keys[i / 2]), i % 2 == 0 ? &values[i / 2] : NULL);
		keys[i / 2][0] = '\0';		/* no longer its concern */
	}
	assert_int_equal(map_count(map), COUNT - COUNT / 2);
	assert_ptr_equal(map_get(map, keys[COUNT - 1]), &values[COUNT - 1]);
	map_free(map);
}

static void numbers_are_keys_of_their_own(void **state)
{
	struct map *map = map_new();

	(void)state;
	map_put_number(map, 7, &values[0]);
	map_put(map, "7", &values[1]);
	map_put_number(map, 7, &values[2]);
	assert_ptr_equal(map_get_number(map, 7), &values[2]);
	assert_ptr_equal(map_get(map, "7"), &values[1]);
	assert_ptr_equal(map_remove_number(map, 7), &values[2]);
	assert_null(map_get_number(map, 7));
	map_free(map);
	map_free(NULL);
}

static void iteration_is_in_order_of_insertion(void **state)
{
	struct map *map = map_new();
	size_t position = 0;
	const int *value;
	uint64_t i;
	int expected;

	(void)state;
	for (i = 0; i < COUNT; i++)
		map_put_number(map, i * 7919, &values[i]);
	for (i = 0; i < COUNT; i += 2)
		map_remove_number(map, i * 7919);
	for (i = 0; i < COUNT; i += 2)
		map_put_number(map, i * 7919, &values[i]);
	for (expected = 1; expected < COUNT; expected += 2)
		assert_ptr_equal(map_next(map, &position), &values[expected]);
	value = map_next(map, &position);
	assert_ptr_equal(value, &values[0]);
	map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_until_removed),
		cmocka_unit_test(keys_may_be_borrowed),
		cmocka_unit_test(numbers_are_keys_of_their_own),
		cmocka_unit_test(iteration_is_in_order_of_insertion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
