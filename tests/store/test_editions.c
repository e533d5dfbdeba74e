#include "support/scratch_store.h"

#include "model/story.h"
#include "store/editions.h"
#include "store/stories.h"

static const struct told_story stories[] = {
	{ 5, "First headline", "2026-11-22-first", 3, 7, "tag:first", 0, NULL },
	{ 9, "Second headline", "2026-11-22-second", 1, 1, NULL, 0, NULL },
};

static const struct edition_file files[] = {
	{ "ai-ml/2026-11-22T0700.txt", "text\0more", 9 },
	{ "ai-ml/empty", "", 0 },
	{ "ai-ml/latest.txt", "text", 4 },
};

static const struct edition_plan morning = {
	.digest = "ai-ml", .title = "AI/ML", .name = "2026-11-22T0700",
	.period_start = NOON - 86400, .period_end = NOON,
	.stories = stories, .story_count = 2, .files = files, .file_count = 3,
};

static int64_t plan(struct scratch *scratch, struct edition_plan edition)
{
	int64_t id;

	scratch_expect(scratch, editions_plan(scratch->store, &edition, &id, &scratch->err));
	return id;
}

static struct edition_plan evening(const char *digest)
{
	struct edition_plan edition = morning;

	edition.digest = digest;
	edition.name = "2026-11-22T1700";
	edition.period_start = NOON;
	edition.period_end = NOON + 36000;
	edition.story_count = 1;
	edition.file_count = 0;
	return edition;
}

static struct planned_edition load_planned(struct scratch *scratch)
{
	struct planned_edition planned;

	scratch_expect(scratch, editions_load_planned(scratch->store, scratch->arena, &planned,
						      &scratch->err));
	return planned;
}

static struct edition_list list(struct scratch *scratch, const char *digest, size_t limit)
{
	const struct edition_query query = { .digest = digest, .limit = limit };
	struct edition_list found;

	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, &query, &found,
					      &scratch->err));
	return found;
}

/* How many there are whose periods end by then. */
static size_t count_until(struct scratch *scratch, int64_t until)
{
	const struct edition_query query = { .digest = "ai-ml", .until = until };
	struct edition_list found;

	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, &query, &found,
					      &scratch->err));
	return found.count;
}

static struct told_list list_told(struct scratch *scratch, int64_t since)
{
	const struct told_query query = { .digest = "ai-ml", .since = since };
	struct told_list told;

	scratch_expect(scratch, editions_load_told(scratch->store, scratch->arena, &query, &told,
						   &scratch->err));
	return told;
}

static void a_planned_edition_survives_until_it_is_finished(void **state)
{
	struct scratch *scratch = *state;
	struct planned_edition found;
	int64_t first, second;

	first = plan(scratch, morning);
	second = plan(scratch, evening("ai-ml"));
	scratch_reopen(scratch, STORE_WRITE);
	found = load_planned(scratch);
	assert_int_equal(found.file_count, 3);
	assert_int_equal(found.id, first);
	assert_string_equal(found.files[0].path, files[0].path);
	assert_int_equal(found.files[0].length, 9);
	assert_memory_equal(found.files[0].bytes, "text\0more", 9);
	assert_non_null(found.files[1].bytes);
	assert_int_equal(found.files[1].length, 0);
	assert_string_equal(found.files[2].path, files[2].path);
	scratch_expect(scratch, editions_finish(scratch->store, first, &scratch->err));
	found = load_planned(scratch);
	assert_int_equal(found.file_count, 0);
	assert_int_equal(found.id, second);
	scratch_expect(scratch, editions_finish(scratch->store, second, &scratch->err));
	found = load_planned(scratch);
	assert_int_equal(found.file_count, 0);
	assert_int_equal(found.id, 0);
}

static void the_same_edition_is_not_planned_twice(void **state)
{
	struct scratch *scratch = *state;
	int64_t id = plan(scratch, morning);

	assert_int_equal(editions_plan(scratch->store, &morning, &id, &scratch->err), -1);
	assert_int_equal(scratch->err.code, ERR_TRY_LATER);
	assert_string_equal(scratch->err.text,
			    "there is an edition 2026-11-22T0700 of ai-ml already");
	scratch_expect(scratch, editions_finish(scratch->store, id, &scratch->err));
	assert_int_equal(editions_plan(scratch->store, &morning, &id, &scratch->err), -1);
}

static void editions_are_listed_newest_first(void **state)
{
	struct scratch *scratch = *state;
	struct edition_plan empty = evening("world");
	struct edition_list found;

	empty.story_count = 0;
	plan(scratch, morning);
	plan(scratch, evening("ai-ml"));
	plan(scratch, empty);
	found = list(scratch, "world", 0);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].digest, "world");
	assert_string_equal(found.items[0].headline, "");
	assert_int_equal(found.items[0].story_count, 0);
	assert_int_equal(count_until(scratch, morning.period_end), 1);
	assert_int_equal(count_until(scratch, morning.period_end - 1), 0);
	found = list(scratch, "ai-ml", 1);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].name, "2026-11-22T1700");
	assert_string_equal(found.items[0].headline, "First headline");
	found = list(scratch, "ai-ml", 5);
	assert_int_equal(found.count, 2);
	assert_string_equal(found.items[1].title, "AI/ML");
	assert_int_equal(found.items[1].story_count, 2);
	assert_int_equal(found.items[1].period_start, NOON - 86400);
	assert_int_equal(found.items[1].period_end, NOON);
}

static void the_months_of_an_archive_are_found_by_name(void **state)
{
	static const char *const names[] = {
		"2025-12-31T2330", "2026-10-31T2330", "2026-11-01T0010", "2026-11-01T0010-2",
	};
	struct scratch *scratch = *state;
	const struct edition_query november = { .digest = "ai-ml", .month = "2026-11" };
	struct edition_list found;
	struct month_list months;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct edition_plan edition = evening("ai-ml");

		edition.name = names[i];
		edition.period_end = NOON + (int64_t)i;
		plan(scratch, edition);
	}
	plan(scratch, evening("world"));
	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, &november, &found,
					      &scratch->err));
	assert_int_equal(found.count, 2);
	assert_string_equal(found.items[0].name, "2026-11-01T0010-2");
	scratch_expect(scratch, editions_list_months(scratch->store, scratch->arena, "ai-ml",
						     &months, &scratch->err));
	assert_int_equal(months.count, 3);
	assert_string_equal(months.items[0].month, "2026-11");
	assert_string_equal(months.items[2].month, "2025-12");
	scratch_expect(scratch, editions_list_months(scratch->store, scratch->arena, "none",
						     &months, &scratch->err));
	assert_int_equal(months.count, 0);
}

static struct feed_post_list load_feed_posts(struct scratch *scratch, const char *digest)
{
	struct feed_post_list found;

	scratch_expect(scratch, feed_posts_load(scratch->store, scratch->arena, digest, &found,
						&scratch->err));
	return found;
}

/* An edition with as many posts for its feed, from that number on. */
static void plan_feed(struct scratch *scratch, const char *name, size_t first, size_t count)
{
	struct edition_plan edition = evening("ai-ml");
	size_t i;

	edition.name = name;
	edition.feed_posts.items = arena_array(scratch->arena, count, sizeof(struct feed_post));
	edition.feed_posts.count = count;
	for (i = 0; i < count; i++)
		edition.feed_posts.items[i] = (struct feed_post){
			.post_id = arena_printf(scratch->arena, "tag:%zu", first + i),
			.bytes = name,
			.length = strlen(name),
		};
	plan(scratch, edition);
}

static void a_feed_keeps_the_newest_posts_each_once(void **state)
{
	struct scratch *scratch = *state;
	struct feed_post_list found;

	plan_feed(scratch, "first", 0, FEED_POSTS_KEPT);
	plan_feed(scratch, "second", FEED_POSTS_KEPT - 1, 1);
	found = load_feed_posts(scratch, "ai-ml");
	assert_int_equal(found.count, FEED_POSTS_KEPT);
	assert_string_equal(found.items[0].post_id, "tag:49");
	assert_memory_equal(found.items[0].bytes, "second", found.items[0].length);
	assert_string_equal(found.items[1].post_id, "tag:0");
	plan_feed(scratch, "third", 100, 1);
	found = load_feed_posts(scratch, "ai-ml");
	assert_int_equal(found.count, FEED_POSTS_KEPT);
	assert_string_equal(found.items[0].post_id, "tag:100");
	assert_string_equal(found.items[FEED_POSTS_KEPT - 1].post_id, "tag:47");
	plan_feed(scratch, "huge", 200, FEED_POSTS_KEPT + 9);
	assert_int_equal(load_feed_posts(scratch, "ai-ml").count, FEED_POSTS_KEPT + 9);
	plan_feed(scratch, "empty", 0, 0);
	assert_int_equal(load_feed_posts(scratch, "ai-ml").count, FEED_POSTS_KEPT);
	assert_int_equal(load_feed_posts(scratch, "world").count, 0);
}

static void the_last_telling_of_each_story_counts(void **state)
{
	struct scratch *scratch = *state;
	struct told_story again = stories[0];
	struct edition_plan later = evening("ai-ml");
	struct told_list told;

	again.headline = "Told again";
	again.independents = 8;
	later.stories = &again;
	plan(scratch, later);
	plan(scratch, morning);
	plan(scratch, evening("world"));
	told = list_told(scratch, NOON);
	assert_int_equal(told.count, 2);
	assert_int_equal(told.items[0].story_id, 5);
	assert_string_equal(told.items[0].headline, "Told again");
	assert_string_equal(told.items[0].post_id, "tag:first");
	assert_null(told.items[1].post_id);
	assert_int_equal(told.items[0].independents, 8);
	assert_int_equal(told.items[0].told_at, NOON + 36000);
	assert_string_equal(told.items[0].edition, "2026-11-22T1700");
	assert_string_equal(told.items[1].slug, "2026-11-22-second");
	assert_int_equal(told.items[1].articles, 1);
	assert_int_equal(told.items[1].told_at, NOON);
	assert_string_equal(told.items[1].edition, "2026-11-22T0700");
	assert_int_equal(list_told(scratch, NOON + 1).count, 1);
}

static void a_story_that_was_told_is_known_by_what_it_was_merged_into(void **state)
{
	const struct story_change merged = {
		.time = NOON, .kind = STORY_MERGED, .story_id = 9, .other_id = 5 };
	const struct story_batch batch = { .changes = &merged, .change_count = 1 };
	const struct told_story both[] = {
		{ .story_id = 5, .headline = "A", .slug = "a", .independents = 1, .articles = 1 },
		{ .story_id = 9, .headline = "B", .slug = "b", .independents = 2, .articles = 2 },
	};
	struct edition_plan told_both = evening("ai-ml");
	struct scratch *scratch = *state;
	struct told_list told;

	told_both.stories = both;
	told_both.story_count = 2;
	plan(scratch, told_both);
	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
	told = list_told(scratch, NOON);
	assert_int_equal(told.count, 2);
	assert_int_equal(told.items[0].story_id, 5);
	assert_string_equal(told.items[0].slug, "a");
	assert_int_equal(told.items[1].story_id, 5);
	assert_string_equal(told.items[1].slug, "b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_planned_edition_survives_until_it_is_finished),
		STORE_TEST(the_same_edition_is_not_planned_twice),
		STORE_TEST(editions_are_listed_newest_first),
		STORE_TEST(the_months_of_an_archive_are_found_by_name),
		STORE_TEST(a_feed_keeps_the_newest_posts_each_once),
		STORE_TEST(the_last_telling_of_each_story_counts),
		STORE_TEST(a_story_that_was_told_is_known_by_what_it_was_merged_into),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
