#include "support/scratch_store.h"

#include "store/editions.h"

static const struct told_story stories[] = {
	{ 5, "First headline", "2026-11-22-first", 3, 7, 0 },
	{ 9, "Second headline", "2026-11-22-second", 1, 1, 0 },
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

static size_t load_planned(struct scratch *scratch, int64_t *id, struct edition_file **found)
{
	size_t count;

	scratch_expect(scratch, editions_load_planned(scratch->store, scratch->arena, id, found,
						      &count, &scratch->err));
	return count;
}

static void a_planned_edition_survives_until_it_is_finished(void **state)
{
	struct scratch *scratch = *state;
	int64_t first, second, id;
	struct edition_file *found;

	first = plan(scratch, morning);
	second = plan(scratch, evening("ai-ml"));
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(load_planned(scratch, &id, &found), 3);
	assert_int_equal(id, first);
	assert_string_equal(found[0].path, files[0].path);
	assert_int_equal(found[0].length, 9);
	assert_memory_equal(found[0].bytes, "text\0more", 9);
	assert_non_null(found[1].bytes);
	assert_int_equal(found[1].length, 0);
	assert_string_equal(found[2].path, files[2].path);
	scratch_expect(scratch, editions_finish(scratch->store, first, &scratch->err));
	assert_int_equal(load_planned(scratch, &id, &found), 0);
	assert_int_equal(id, second);
	scratch_expect(scratch, editions_finish(scratch->store, second, &scratch->err));
	assert_int_equal(load_planned(scratch, &id, &found), 0);
	assert_int_equal(id, 0);
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
	struct listed_edition *found;
	size_t count;

	empty.story_count = 0;
	plan(scratch, morning);
	plan(scratch, evening("ai-ml"));
	plan(scratch, empty);
	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, NULL, 0, &found,
					      &count, &scratch->err));
	assert_int_equal(count, 3);
	assert_string_equal(found[0].digest, "world");
	assert_string_equal(found[0].headline, "");
	assert_int_equal(found[0].story_count, 0);
	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, "ai-ml", 1, &found,
					      &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_string_equal(found[0].name, "2026-11-22T1700");
	assert_string_equal(found[0].headline, "First headline");
	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, "ai-ml", 5, &found,
					      &count, &scratch->err));
	assert_int_equal(count, 2);
	assert_string_equal(found[1].title, "AI/ML");
	assert_int_equal(found[1].story_count, 2);
	assert_int_equal(found[1].period_start, NOON - 86400);
	assert_int_equal(found[1].period_end, NOON);
}

static void the_last_telling_of_each_story_counts(void **state)
{
	struct scratch *scratch = *state;
	struct told_story again = stories[0];
	struct edition_plan later = evening("ai-ml");
	struct told_story *told;
	size_t count;

	again.headline = "Told again";
	again.independents = 8;
	later.stories = &again;
	plan(scratch, later);
	plan(scratch, morning);
	plan(scratch, evening("world"));
	scratch_expect(scratch, editions_load_told(scratch->store, scratch->arena, "ai-ml", NOON,
						   &told, &count, &scratch->err));
	assert_int_equal(count, 2);
	assert_int_equal(told[0].story_id, 5);
	assert_string_equal(told[0].headline, "Told again");
	assert_int_equal(told[0].independents, 8);
	assert_int_equal(told[0].told_at, NOON + 36000);
	assert_string_equal(told[1].slug, "2026-11-22-second");
	assert_int_equal(told[1].articles, 1);
	assert_int_equal(told[1].told_at, NOON);
	scratch_expect(scratch, editions_load_told(scratch->store, scratch->arena, "ai-ml",
						   NOON + 1, &told, &count, &scratch->err));
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_planned_edition_survives_until_it_is_finished),
		STORE_TEST(the_same_edition_is_not_planned_twice),
		STORE_TEST(editions_are_listed_newest_first),
		STORE_TEST(the_last_telling_of_each_story_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
