#include "support/unit.h"

#include "base/arena.h"
#include "job/refrains.h"
#include "model/story.h"

static void what_a_feed_always_says_is_dropped_from_that_feed_only(void **state)
{
	struct article articles[] = {
		{ .feed_id = 1, .text = "The quay in the east opens.\n\nJoin us." },
		{ .feed_id = 2, .text = "A ship sank in the bay.\n\nJoin us." },
		{ .feed_id = 1, .text = "The ferry has a new bell.\n\nJoin us." },
		{ .feed_id = 1, .text = "" },
		{ .feed_id = 1, .text = "Fog came, and it stayed.\n\nJoin us." },
	};
	struct arena *arena = arena_new();

	(void)state;
	refrains_drop(arena, articles, 5);
	assert_string_equal(articles[0].text, "The quay in the east opens.");
	assert_string_equal(articles[1].text, "A ship sank in the bay.\n\nJoin us.");
	assert_string_equal(articles[2].text, "The ferry has a new bell.");
	assert_string_equal(articles[3].text, "");
	assert_string_equal(articles[4].text, "Fog came, and it stayed.");
	arena_free(arena);
}

static void no_articles_have_no_refrains(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	refrains_drop(arena, NULL, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_feed_always_says_is_dropped_from_that_feed_only),
		cmocka_unit_test(no_articles_have_no_refrains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
