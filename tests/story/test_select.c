#include "support/unit.h"

#include "model/story.h"
#include "story/select.h"

enum { COUNT = 8 };

/* One chatty publisher's stories rank first, then those of others. */
static void the_best_are_kept_but_not_all_from_one_publisher(void **state)
{
	struct article chatty = { .publisher = "chatty.example" };
	struct article other = { .publisher = "other.example" };
	struct story stories[COUNT];
	struct selected list[COUNT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		stories[i] = (struct story){
			.id = (int64_t)i + 1,
			.independents = 1,
			.lead = i < 6 ? &chatty : &other,
		};
		list[i] = (struct selected){ .story = &stories[i], .rank = 9. - (double)i };
	}
	assert_int_equal(select_stories(list, COUNT, 5), 5);
	assert_int_equal(list[0].story->id, 1);
	assert_int_equal(list[1].story->id, 2);
	assert_int_equal(list[2].story->id, 3);
	assert_int_equal(list[3].story->id, 7);
	assert_int_equal(list[4].story->id, 8);
}

static void a_single_publisher_may_fill_what_nobody_else_does(void **state)
{
	struct article only = { .publisher = "only.example" };
	struct story stories[COUNT];
	struct selected list[COUNT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		stories[i] = (struct story){ .id = (int64_t)i, .independents = 1, .lead = &only };
		list[i] = (struct selected){ .story = &stories[i], .rank = (double)i };
	}
	assert_int_equal(select_stories(list, COUNT, 5), 5);
	assert_int_equal(list[0].story->id, 7);
	assert_int_equal(list[4].story->id, 3);
	assert_int_equal(select_stories(list, 0, 5), 0);
	assert_int_equal(select_stories(list, 5, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_best_are_kept_but_not_all_from_one_publisher),
		cmocka_unit_test(a_single_publisher_may_fill_what_nobody_else_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
