#include "support/scratch_store.h"

#include "model/story.h"
#include "store/stories.h"

static int64_t next_id(struct scratch *scratch)
{
	int64_t id;

	scratch_expect(scratch, stories_next_id(scratch->store, &id, &scratch->err));
	return id;
}

static void save(struct scratch *scratch, const struct article *articles, size_t count)
{
	scratch_expect(scratch, stories_save(scratch->store, articles, count, &scratch->err));
}

static void a_place_comes_back_as_it_was_saved(void **state)
{
	const struct article_query all = { .since = TIME_UNKNOWN, .until = INT64_MAX };
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry entries[] = { scratch_entry("1", "x"), scratch_entry("2", "y") };
	const struct article placed[] = {
		{ .id = 1, .story_id = 7, .role = ROLE_ORIGIN },
		{ .id = 2, .story_id = 7, .role = ROLE_REWRITE, .of = 1,
		  .signal = SIGNAL_CREDIT, .score = 0.625, .merged_with = 1 },
	};
	struct article_list loaded;
	const struct article *found;

	scratch_save(scratch, &feed, entries, 2, NOON);
	save(scratch, placed, 2);
	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &all,
						      &loaded, &scratch->err));
	assert_int_equal(loaded.count, 2);
	found = loaded.items;
	assert_int_equal(found[0].story_id, 7);
	assert_int_equal(found[0].role, ROLE_ORIGIN);
	assert_int_equal(found[0].of, 0);
	assert_int_equal(found[0].signal, SIGNAL_NONE);
	assert_int_equal(found[1].role, ROLE_REWRITE);
	assert_int_equal(found[1].of, 1);
	assert_int_equal(found[1].signal, SIGNAL_CREDIT);
	assert_true(found[1].score == 0.625);
	assert_int_equal(found[1].merged_with, 1);
	feed_state_clear(&feed);
}

static void a_story_id_is_never_used_again(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry entry = scratch_entry("1", "x");
	const struct article high = { .id = 1, .story_id = 41 };
	const struct article moved = { .id = 1, .story_id = 2 };

	assert_int_equal(next_id(scratch), 1);
	scratch_save(scratch, &feed, &entry, 1, NOON);
	save(scratch, &high, 1);
	save(scratch, &moved, 1);
	assert_int_equal(next_id(scratch), 42);
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(next_id(scratch), 42);
	feed_state_clear(&feed);
}

static void an_article_that_is_gone_is_passed_over(void **state)
{
	const struct article gone = { .id = 99, .story_id = 3 };

	save(*state, &gone, 1);
	save(*state, NULL, 0);
	assert_int_equal(next_id(*state), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_place_comes_back_as_it_was_saved),
		STORE_TEST(a_story_id_is_never_used_again),
		STORE_TEST(an_article_that_is_gone_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
