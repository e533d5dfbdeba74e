#include "support/unit.h"

#include "story/postings.h"

static void expect(const struct postings *postings, uint32_t key, uint32_t first, uint32_t last)
{
	struct postings_run runs[2];
	uint32_t item = last;
	size_t run, i;

	postings_find(postings, key, runs);
	assert_int_equal(runs[0].count + runs[1].count, last + 1 - first);
	for (run = 0; run < 2; run++)
		for (i = runs[run].count; i > 0; i--)
			assert_int_equal(runs[run].items[i - 1], item--);
}

static void a_key_that_nothing_has_finds_nothing(void **state)
{
	struct postings *postings = postings_new(4);
	struct postings_run runs[2];

	(void)state;
	postings_add(postings, 1, 7);
	postings_find(postings, 2, runs);
	assert_int_equal(runs[0].count + runs[1].count, 0);
	postings_free(postings);
}

static void the_newest_items_of_a_key_are_found_newest_first(void **state)
{
	struct postings *postings = postings_new(8);
	uint32_t item;

	(void)state;
	for (item = 1; item <= 40; item++) {
		postings_add(postings, 5, item);
		expect(postings, 5, item > 8 ? item - 7 : 1, item);
	}
	postings_free(postings);
}

static void many_keys_keep_apart(void **state)
{
	enum { KEYS = 10000 };
	struct postings *postings = postings_new(2);
	uint32_t key;

	(void)state;
	for (key = 0; key < KEYS; key++)
		postings_add(postings, key, key);
	for (key = 0; key < KEYS; key += 2)
		postings_add(postings, key, key + 1);
	for (key = 0; key < KEYS; key++)
		expect(postings, key, key, key % 2 == 0 ? key + 1 : key);
	postings_free(postings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_that_nothing_has_finds_nothing),
		cmocka_unit_test(the_newest_items_of_a_key_are_found_newest_first),
		cmocka_unit_test(many_keys_keep_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
