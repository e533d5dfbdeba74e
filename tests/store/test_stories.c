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
	const struct story_batch batch = { .placed = articles, .placed_count = count };

	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
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

static int64_t current_id(struct scratch *scratch, int64_t id)
{
	scratch_expect(scratch, stories_current_id(scratch->store, &id, &scratch->err));
	return id;
}

static void change(struct scratch *scratch, enum story_change_kind kind, int64_t id, int64_t other)
{
	const struct story_change made = {
		.time = NOON, .kind = kind, .story_id = id, .other_id = other, .articles = 2,
		.signal = SIGNAL_SIMILAR, .score = 0.375, .article_id = 1, .other_article_id = 2,
	};
	const struct story_batch batch = { .changes = &made, .change_count = 1, .next_id = 50 };

	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
}

static void a_story_that_was_merged_is_found_by_its_old_id(void **state)
{
	struct scratch *scratch = *state;

	change(scratch, STORY_MERGED, 30, 20);
	change(scratch, STORY_SPLIT, 20, 40);
	change(scratch, STORY_MERGED, 20, 10);
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(current_id(scratch, 30), 10);
	assert_int_equal(current_id(scratch, 20), 10);
	assert_int_equal(current_id(scratch, 10), 10);
	assert_int_equal(current_id(scratch, 40), 40);
	assert_int_equal(next_id(scratch), 50);
}

static void what_became_of_a_story_is_told_with_its_reason(void **state)
{
	struct scratch *scratch = *state;
	struct story_change_list list;

	change(scratch, STORY_MERGED, 30, 20);
	change(scratch, STORY_MERGED, 31, 21);
	change(scratch, STORY_SPLIT, 20, 40);
	change(scratch, STORY_MERGED, 20, 10);
	scratch_expect(scratch, stories_load_changes(scratch->store, scratch->arena, 10, &list,
						     &scratch->err));
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[0].kind, STORY_MERGED);
	assert_int_equal(list.items[0].story_id, 30);
	assert_int_equal(list.items[0].other_id, 20);
	assert_int_equal(list.items[0].time, NOON);
	assert_int_equal(list.items[0].articles, 2);
	assert_int_equal(list.items[0].signal, SIGNAL_SIMILAR);
	assert_true(list.items[0].score == 0.375);
	assert_int_equal(list.items[0].article_id, 1);
	assert_int_equal(list.items[0].other_article_id, 2);
	assert_int_equal(list.items[1].kind, STORY_SPLIT);
	assert_int_equal(list.items[2].story_id, 20);
	scratch_expect(scratch, stories_load_changes(scratch->store, scratch->arena, 40, &list,
						     &scratch->err));
	assert_int_equal(list.count, 1);
}

/* Also those that are too old for anybody to have compared them. */
static void all_articles_of_a_merged_story_are_the_others(void **state)
{
	const struct article_query all = { .since = TIME_UNKNOWN, .until = INT64_MAX };
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry entries[] = {
		scratch_entry("1", "x"), scratch_entry("2", "y"), scratch_entry("3", "z") };
	const struct article placed[] = {
		{ .id = 1, .story_id = 20 },
		{ .id = 2, .story_id = 10 },
		{ .id = 3, .story_id = 20 },
	};
	const struct article split = { .id = 3, .story_id = 30 };
	const struct story_change made = {
		.time = NOON, .kind = STORY_MERGED, .story_id = 20, .other_id = 10 };
	const struct story_batch batch = {
		.moved = &split, .moved_count = 1, .changes = &made, .change_count = 1 };
	struct article_list loaded;

	scratch_save(scratch, &feed, entries, 3, NOON);
	save(scratch, placed, 3);
	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &all,
						      &loaded, &scratch->err));
	assert_int_equal(loaded.items[0].story_id, 10);
	assert_int_equal(loaded.items[1].story_id, 10);
	assert_int_equal(loaded.items[2].story_id, 30);
	feed_state_clear(&feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_place_comes_back_as_it_was_saved),
		STORE_TEST(a_story_id_is_never_used_again),
		STORE_TEST(an_article_that_is_gone_is_passed_over),
		STORE_TEST(a_story_that_was_merged_is_found_by_its_old_id),
		STORE_TEST(what_became_of_a_story_is_told_with_its_reason),
		STORE_TEST(all_articles_of_a_merged_story_are_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
