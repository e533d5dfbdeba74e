#include "support/unit.h"

#include "story/linkage.h"

static void the_most_alike_join_first_and_the_mean_decides(void **state)
{
	struct linkage *linkage = linkage_new(5, 0);
	uint32_t groups[5];

	(void)state;
	linkage_add(linkage, 0, 1, 0.9f, 1);
	linkage_add(linkage, 1, 2, 0.5f, 1);	/* but 0-2 has nothing: a mean of 0.25 */
	linkage_add(linkage, 3, 4, 0.4f, 1);
	linkage_add(linkage, 2, 3, 0.1f, 1);
	linkage_group(linkage, 0.3f, groups);
	assert_int_equal(groups[0], 0);
	assert_int_equal(groups[1], 0);
	assert_int_equal(groups[2], 2);
	assert_int_equal(groups[3], 3);
	assert_int_equal(groups[4], 3);
	linkage_free(linkage);
}

static void a_pair_given_twice_counts_once(void **state)
{
	struct linkage *linkage = linkage_new(3, 0);
	uint32_t groups[3];

	(void)state;
	linkage_add(linkage, 0, 1, 0.9f, 1);
	linkage_add(linkage, 1, 2, 0.4f, 1);
	linkage_add(linkage, 2, 1, 0.4f, 1);
	linkage_group(linkage, 0.3f, groups);
	assert_int_equal(groups[2], 2);
	linkage_free(linkage);
}

/* Two nodes of a pair that weighs little, and a third that is like both. */
static void group_with_weak_pair(float to_third, uint32_t groups[3])
{
	struct linkage *linkage = linkage_new(3, 0.5);

	linkage_add(linkage, 0, 1, 0.4f, 0.25f);
	linkage_add(linkage, 0, 2, to_third, 1);
	linkage_add(linkage, 1, 2, to_third, 1);
	linkage_group(linkage, 0.2f, groups);
	linkage_free(linkage);
}

static void a_pair_that_weighs_little_joins_nothing_and_holds_nothing_apart(void **state)
{
	uint32_t groups[3];

	(void)state;
	group_with_weak_pair(0.05f, groups);	/* 0.4 / 4 / (0.25 + 0.5) is too little */
	assert_int_equal(groups[1], 1);
	group_with_weak_pair(0.31f, groups);	/* (0.31 + 0.4 / 4) / (1.25 + 0.5) will do */
	assert_int_equal(groups[1], 0);
	assert_int_equal(groups[2], 0);
}

static void a_chain_becomes_one_group_if_low_means_will_do(void **state)
{
	enum { NODES = 100 };
	struct linkage *linkage = linkage_new(NODES, 0);
	uint32_t groups[NODES], i;

	(void)state;
	for (i = 1; i < NODES; i++)
		linkage_add(linkage, i, i - 1, 0.5f, 1);
	linkage_group(linkage, 0.0001f, groups);
	for (i = 0; i < NODES; i++)
		assert_int_equal(groups[i], 0);
	linkage_free(linkage);
}

static void nothing_is_no_trouble(void **state)
{
	struct linkage *linkage = linkage_new(0, 0);

	(void)state;
	linkage_group(linkage, 0.5f, NULL);
	linkage_free(linkage);
	linkage_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_alike_join_first_and_the_mean_decides),
		cmocka_unit_test(a_pair_given_twice_counts_once),
		cmocka_unit_test(a_pair_that_weighs_little_joins_nothing_and_holds_nothing_apart),
		cmocka_unit_test(a_chain_becomes_one_group_if_low_means_will_do),
		cmocka_unit_test(nothing_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
