#include "support/scratch_store.h"

#include "store/search.h"
#include "text/sought.h"

/* The titles of what is found, best first, apart by bars. */
static const char *found(struct scratch *scratch, const char *query)
{
	struct sought *sought = sought_new(query);
	const struct search_order order = { .sought = sought, .now = NOON, .limit = 10 };
	struct search_hits hits;
	const char *titles = "";
	size_t i;

	scratch_expect(scratch, search_find(scratch->store, scratch->arena, &order, &hits,
					    &scratch->err));
	for (i = 0; i < hits.count; i++)
		titles = arena_printf(scratch->arena, "%s%s%s", titles, i > 0 ? "|" : "",
				      hits.items[i].listed.entry.title);
	sought_free(sought);
	return titles;
}

static size_t index_all(struct scratch *scratch)
{
	size_t indexed;

	scratch_expect(scratch, search_index_titles(scratch->store, 1000, &indexed,
						    &scratch->err));
	return indexed;
}

static void entries_are_found_before_and_after_their_titles_are_indexed(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry entries[] = {
		scratch_entry("Sea wall holds", "The storm was strong."),
		scratch_entry("Storm passes", "Roofs are gone; the wall of the sea holds."),
		scratch_entry("中国人工智能产业", "文章"),
	};
	int round;

	scratch_save(scratch, &feed, entries, 3, NOON);
	for (round = 0; round < 2; round++) {
		assert_string_equal(found(scratch, "sea wall"), "Sea wall holds|Storm passes");
		assert_string_equal(found(scratch, "STORM"), "Storm passes|Sea wall holds");
		assert_string_equal(found(scratch, "人工智能"), "中国人工智能产业");
		assert_string_equal(found(scratch, "人"), "中国人工智能产业");
		assert_string_equal(found(scratch, "nothing such"), "");
		assert_int_equal(index_all(scratch), round == 0 ? 3 : 0);
	}
	scratch_reopen(scratch, STORE_READ);
	assert_string_equal(found(scratch, "wall sea"), "Sea wall holds|Storm passes");
	feed_state_clear(&feed);
}

/* Past those whose texts are read, only the index can tell. */
static void a_title_is_found_however_old_and_under_its_newest_wording_only(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry *many = mem_array(2100, sizeof(*many));
	struct entry entry = scratch_entry("Harbour reopens", "x");
	size_t i;

	for (i = 0; i < 2100; i++) {
		many[i] = scratch_entry("Other news", "y");
		many[i].key = hash128(&i, sizeof(i));
	}
	scratch_save(scratch, &feed, &entry, 1, NOON);
	scratch_save(scratch, &feed, many, 2100, NOON);
	while (index_all(scratch) > 0)
		continue;
	assert_string_equal(found(scratch, "harbour"), "Harbour reopens");
	entry.title = "Port reopens";
	entry.content_hash = hash128_text("edited");
	scratch_save(scratch, &feed, &entry, 1, NOON);
	assert_string_equal(found(scratch, "harbour"), "");
	assert_string_equal(found(scratch, "port"), "Port reopens");
	feed_state_clear(&feed);
	free(many);
}

static void of_two_alike_the_newer_is_first(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry old = scratch_entry("Harbour reopens today", "x");
	struct entry new = scratch_entry("Harbour reopens again", "y");

	scratch_save(scratch, &feed, &new, 1, NOON);
	scratch_save(scratch, &feed, &old, 1, NOON - 400 * 24 * 3600);
	assert_string_equal(found(scratch, "harbour reopens"),
			    "Harbour reopens again|Harbour reopens today");
	feed_state_clear(&feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(entries_are_found_before_and_after_their_titles_are_indexed),
		STORE_TEST(a_title_is_found_however_old_and_under_its_newest_wording_only),
		STORE_TEST(of_two_alike_the_newer_is_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
