#include "support/unit.h"

#include "base/heap.h"

enum { COUNT = 500 };

/* A fixed shuffle: 211 is prime to 500. */
static int64_t key_of(int i)
{
	return i * 211 % COUNT;
}

static void elements_come_out_in_order(void **state)
{
	struct heap_node nodes[COUNT] = {{0}};
	struct heap heap = {0};
	int64_t expected;
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		heap_put(&heap, &nodes[i], key_of(i));
	for (expected = 0; expected < COUNT; expected++) {
		assert_int_equal(heap_first(&heap)->key, expected);
		heap_remove(&heap, heap_first(&heap));
	}
	assert_null(heap_first(&heap));
	heap_clear(&heap);
}

static void any_element_can_move_or_leave(void **state)
{
	struct heap_node nodes[COUNT] = {{0}};
	struct heap heap = {0};
	int64_t last = -1;
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		heap_put(&heap, &nodes[i], key_of(i));
	for (i = 0; i < COUNT; i += 3)
		heap_put(&heap, &nodes[i], COUNT - key_of(i));
	for (i = 1; i < COUNT; i += 3) {
		heap_remove(&heap, &nodes[i]);
		assert_false(heap_contains(&nodes[i]));
		heap_remove(&heap, &nodes[i]);
	}
	for (; heap.count > 0; heap_remove(&heap, heap_first(&heap))) {
		assert_true(heap_first(&heap)->key >= last);
		last = heap_first(&heap)->key;
		assert_int_equal(heap_count_until(&heap, last - 1), 0);
		assert_int_equal(heap_count_until(&heap, INT64_MAX), heap.count);
	}
	heap_clear(&heap);
}

static void clearing_forgets_every_element(void **state)
{
	struct heap_node node = {0};
	struct heap heap = {0};

	(void)state;
	heap_put(&heap, &node, 1);
	assert_true(heap_contains(&node));
	heap_clear(&heap);
	assert_false(heap_contains(&node));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_come_out_in_order),
		cmocka_unit_test(any_element_can_move_or_leave),
		cmocka_unit_test(clearing_forgets_every_element),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
