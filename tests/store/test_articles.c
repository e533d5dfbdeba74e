#include "support/scratch_store.h"

#include "store/articles.h"
#include "store/sites.h"
#include "store/stories.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

#define WHOLE "The harbour commission met at noon and voted on the quay in the east of the town. "

static const char whole[] =
	WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE WHOLE;

/* An entry with a page, told from others by its name. */
static struct entry entry_of(const char *name, const char *text)
{
	struct entry entry = scratch_entry(name, text);

	entry.url = name;
	return entry;
}

static struct page_candidates find(struct scratch *scratch, int64_t since)
{
	struct page_candidates found;

	scratch_expect(scratch, articles_find_candidates(scratch->store, scratch->arena, since,
							 &found, &scratch->err));
	return found;
}

static struct due_pages load_due(struct scratch *scratch, int64_t now)
{
	const struct due_query query = { .now = now, .since = now - 2 * DAY };
	struct due_pages due;

	scratch_expect(scratch, articles_load_due(scratch->store, scratch->arena, &query, &due,
						  &scratch->err));
	return due;
}

/* Plans the pages of all entries there are. */
static void plan_all(struct scratch *scratch)
{
	struct page_candidates all = find(scratch, 0);

	scratch_expect(scratch, articles_plan(scratch->store, &(struct page_plan){
		.items = all.items, .count = all.count, .last_id = all.last_id, .now = NOON,
	}, &scratch->err));
}

/* A feed with so many entries of no text, whose pages are planned. */
static struct feed_state prepare(struct scratch *scratch, int count)
{
	struct feed_state feed = scratch_feed(scratch, "https://a.example/feed");

	for (int i = 1; i <= count; i++) {
		char *name = mem_printf("https://a.example/%d", i);
		struct entry entry = entry_of(name, "Quay.");

		scratch_save(scratch, &feed, &entry, 1, NOON);
		free(name);
	}
	plan_all(scratch);
	return feed;
}

static struct awaited_page load(struct scratch *scratch, int64_t entry_id)
{
	const struct page_query query = {
		.entry_id = entry_id, .feed_id = 1, .since = NOON - 30 * DAY,
	};
	struct awaited_page page;

	scratch_expect(scratch, articles_load(scratch->store, scratch->arena, &query, &page,
					      &scratch->err));
	return page;
}

static void save(struct scratch *scratch, int64_t entry_id, const char *text, int64_t now)
{
	const struct web_page page = {
		.entry_id = entry_id,
		.feed_id = 1,
		.result = text != NULL ? PAGE_OF_USE : PAGE_PAYWALL,
		.etag = "\"1\"",
		.byline = "Ann",
		.credit = "Reuters",
		.language = "en",
		.text = text,
	};

	scratch_expect(scratch, articles_save(scratch->store, &page, now, &scratch->err));
}

static void put_off(struct scratch *scratch, int64_t entry_id, int64_t next_try)
{
	const struct page_delay delay = {
		.result = PAGE_AWAITED, .failures = 1, .next_try = next_try, .error = "busy",
	};

	scratch_expect(scratch, articles_put_off(scratch->store, entry_id, &delay, NOON,
						 &scratch->err));
}

static struct article chosen(struct scratch *scratch, enum article_choice choice, size_t index)
{
	const struct article_query query = { .choice = choice, .until = INT64_MAX };
	struct article_list all;

	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &query,
						      &all, &scratch->err));
	assert_true(index < all.count);
	return all.items[index];
}

static struct article article(struct scratch *scratch, size_t index)
{
	return chosen(scratch, ARTICLES_ALL, index);
}

static size_t count_unplaced(struct scratch *scratch, int64_t await_since)
{
	const struct article_query query = {
		.choice = ARTICLES_UNPLACED, .until = INT64_MAX, .await_since = await_since,
	};
	struct article_list all;

	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &query,
						      &all, &scratch->err));
	return all.count;
}

static bool is_any_awaited(struct scratch *scratch, int64_t since)
{
	bool is_any = false;

	scratch_expect(scratch, entries_any_awaited(scratch->store, since, &is_any,
						    &scratch->err));
	return is_any;
}

static void entries_that_are_news_are_considered_once(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "https://a.example/feed");
	struct entry entries[] = {
		entry_of("https://a.example/short", "Quay."),
		entry_of("https://a.example/long", whole),
		entry_of("https://a.example/old", "Quay."),
		scratch_entry("without a page", "Quay."),
	};
	struct page_candidates found;

	entries[2].published = NOON - 3 * DAY;
	scratch_save(scratch, &feed, entries, 4, NOON);
	found = find(scratch, NOON - 2 * DAY);
	assert_int_equal(found.count, 2);
	assert_true(found.is_last);
	assert_int_equal(found.last_id, 4);
	assert_true(found.items[0].is_teaser);
	assert_false(found.items[1].is_teaser);
	assert_int_equal(find(scratch, NOON + 1).count, 0);
	scratch_expect(scratch, articles_plan(scratch->store, &(struct page_plan){
		.items = found.items, .count = 1, .last_id = found.last_id, .now = NOON,
	}, &scratch->err));
	assert_int_equal(find(scratch, 0).count, 0);
	assert_int_equal(load_due(scratch, NOON).count, 1);
	assert_string_equal(load_due(scratch, NOON).items[0].url, "https://a.example/short");
	feed_state_clear(&feed);
}

static void a_page_is_due_until_it_was_had(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 2);

	assert_int_equal(load_due(scratch, NOON - 1).count, 0);
	assert_int_equal(load_due(scratch, NOON).count, 2);
	put_off(scratch, 1, NOON + 60);
	save(scratch, 2, whole, NOON);
	assert_int_equal(load_due(scratch, NOON + 59).count, 0);
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(load_due(scratch, NOON + 60).count, 1);
	assert_int_equal(load(scratch, 1).failures, 1);
	assert_null(load(scratch, 2).url);
	assert_int_equal(load_due(scratch, NOON + 60 + 3 * DAY).count, 0);
	assert_int_equal(load_due(scratch, NOON + 60).count, 0);
	feed_state_clear(&feed);
}

static void pages_of_feeds_that_are_not_polled_are_not_due(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 1), other;

	assert_int_equal(load_due(scratch, NOON).count, 1);
	other = scratch_feed(scratch, "https://b.example/feed");
	assert_int_equal(load_due(scratch, NOON).count, 0);
	feed_state_clear(&feed);
	feed_state_clear(&other);
}

static void what_a_page_credits_is_compared_as_it_was_when_placed(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 2);
	struct article placed[2];
	const struct story_batch batch = { .placed = placed, .placed_count = 2, .next_id = 3 };
	struct entry edited = entry_of("https://a.example/1", "Quay: it opens, and soon.");

	save(scratch, 1, "Quay: it opens.", NOON);
	placed[0] = article(scratch, 0);
	placed[1] = article(scratch, 1);
	placed[0].story_id = 1;
	placed[1].story_id = 2;
	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
	save(scratch, 2, "Quay: it opens.", NOON);
	scratch_save(scratch, &feed, &edited, 1, NOON);
	assert_string_equal(chosen(scratch, ARTICLES_PLACED, 0).credit, "Reuters");
	assert_null(chosen(scratch, ARTICLES_PLACED, 1).credit);
	assert_string_equal(article(scratch, 1).credit, "Reuters");
	feed_state_clear(&feed);
}

static void a_fuller_text_is_the_articles(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 2);
	struct entry edited = entry_of("https://a.example/1", whole);

	assert_string_equal(article(scratch, 0).text, "Quay.");
	assert_string_equal(article(scratch, 0).language, "");
	save(scratch, 1, "Quay: it opens.", NOON);
	save(scratch, 2, NULL, NOON);
	assert_string_equal(article(scratch, 0).text, "Quay: it opens.");
	assert_string_equal(article(scratch, 0).author, "Ann");
	assert_string_equal(article(scratch, 0).credit, "Reuters");
	assert_string_equal(article(scratch, 0).language, "en");
	assert_string_equal(article(scratch, 1).text, "Quay.");
	scratch_save(scratch, &feed, &edited, 1, NOON);
	assert_string_equal(article(scratch, 0).text, whole);
	feed_state_clear(&feed);
}

static void an_edited_entry_has_its_page_asked_for_again(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 2);
	struct entry edited = entry_of("https://a.example/1", "Quay!");
	int64_t now = NOON;

	for (int times = 1; times <= 3; times++) {
		save(scratch, 1, whole, now);
		assert_null(load(scratch, 1).url);
		edited.content_hash = hash128(&times, sizeof(times));
		scratch_save(scratch, &feed, &edited, 1, now);
		now += HOUR;
		assert_int_equal(load(scratch, 1).url != NULL, times < 3);
		if (times < 3)
			assert_string_equal(load(scratch, 1).etag, "\"1\"");
		assert_int_equal(load_due(scratch, now - 1).count, 1);	/* the other page */
		assert_int_equal(load_due(scratch, now).count, times < 3 ? 2 : 1);
	}
	feed_state_clear(&feed);
}

static void a_page_that_cannot_be_had_again_stays_as_it_was(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 1);
	const struct page_delay gone = { .result = PAGE_FAILED, .error = "gone" };

	save(scratch, 1, whole, NOON);
	scratch_expect(scratch, articles_put_off(scratch->store, 1, &gone, NOON,
						 &scratch->err));
	assert_string_equal(article(scratch, 0).text, whole);
	assert_int_equal(load(scratch, 1).record.of_use, 1);
	feed_state_clear(&feed);
}

static void a_feed_is_known_by_its_pages(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 5);

	save(scratch, 1, whole, NOON);
	save(scratch, 2, NULL, NOON);
	save(scratch, 3, NULL, NOON - 31 * DAY);
	put_off(scratch, 4, NOON + 60);
	assert_int_equal(load(scratch, 5).record.had, 2);
	assert_int_equal(load(scratch, 5).record.of_use, 1);
	assert_string_equal(load(scratch, 5).text, "Quay.");
	feed_state_clear(&feed);
}

static void lines_that_recur_are_left_out_of_all_of_them(void **state)
{
	static const char join[] = "Join our list.";
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 5);
	size_t i;

	save(scratch, 1, "The quay in the east opens.\n\nJoin our list.", NOON);
	save(scratch, 2, "A ship sank in the bay.\n\nJoin our list.", NOON + 1);
	assert_non_null(strstr(article(scratch, 0).text, join));
	save(scratch, 3, "Fog came, and it stayed.\n\nJoin our list.", NOON + 2);
	for (i = 0; i < 3; i++)
		assert_null(strstr(article(scratch, i).text, join));
	assert_string_equal(article(scratch, 0).text, "The quay in the east opens.");
	save(scratch, 4, "The fog has gone.\n\nJoin our list.", NOON + 3);
	assert_string_equal(article(scratch, 3).text, "The fog has gone.");
	save(scratch, 5, "A ship sank in the bay.", NOON + 4);
	assert_string_equal(article(scratch, 4).text, "A ship sank in the bay.");
	feed_state_clear(&feed);
}

static void a_page_that_another_entry_led_to_is_known(void **state)
{
	struct scratch *scratch = *state;
	const struct feed_settings settings[] = {
		{ .url = "https://a.example/feed" }, { .url = "https://b.example/feed" },
	};
	const struct feed_selection both = { .settings = settings, .count = 2, .now = NOON };
	struct entry entry = entry_of("https://a.example/1", "Quay.");
	struct feed_state *feeds;

	scratch_expect(scratch, feeds_upsert(scratch->store, &both, &feeds, &scratch->err));
	entry.url_key = hash128_text("page");
	scratch_save(scratch, &feeds[0], &entry, 1, NOON);
	scratch_save(scratch, &feeds[1], &entry, 1, NOON);
	entry.key = hash128_text("another entry");
	scratch_save(scratch, &feeds[1], &entry, 1, NOON);
	entry.key = hash128_text("another page");
	entry.url_key = hash128_text("another page");
	scratch_save(scratch, &feeds[1], &entry, 1, NOON);
	plan_all(scratch);
	assert_null(load(scratch, 2).twin);
	save(scratch, 1, whole, NOON);
	assert_string_equal(load(scratch, 2).twin->text, whole);
	assert_int_equal(load(scratch, 2).twin->result, PAGE_OF_USE);
	assert_null(load(scratch, 4).twin);
	assert_string_equal(load(scratch, 3).twin->byline, "Ann");
	assert_string_equal(load(scratch, 3).twin->credit, "Reuters");
	save(scratch, 1, NULL, NOON);
	assert_int_equal(load(scratch, 3).twin->result, PAGE_PAYWALL);
	assert_null(load(scratch, 1).twin);
	feed_states_free(feeds, 2);
}

static void an_entry_waits_for_its_page_to_be_placed(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "https://a.example/feed");
	struct entry entry = entry_of("https://a.example/1", "Quay.");

	scratch_save(scratch, &feed, &entry, 1, NOON);
	assert_int_equal(count_unplaced(scratch, 0), 1);
	assert_int_equal(count_unplaced(scratch, NOON), 0);	/* nobody has thought of it yet */
	assert_true(is_any_awaited(scratch, NOON));
	plan_all(scratch);
	assert_int_equal(count_unplaced(scratch, NOON), 0);
	assert_int_equal(count_unplaced(scratch, NOON + 1), 1);	/* it came too long ago */
	assert_false(is_any_awaited(scratch, NOON + 1));
	assert_int_equal(count_unplaced(scratch, 0), 1);
	save(scratch, 1, whole, NOON);
	assert_int_equal(count_unplaced(scratch, NOON), 1);
	assert_false(is_any_awaited(scratch, NOON));
	feed_state_clear(&feed);
}

static void pages_are_forgotten_with_the_texts(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = prepare(scratch, 2);

	save(scratch, 1, whole, NOON);
	save(scratch, 2, whole, NOON);
	scratch_expect(scratch, articles_forget(scratch->store, NOON, 10, &scratch->err));
	assert_string_equal(article(scratch, 0).text, whole);
	scratch_expect(scratch, articles_forget(scratch->store, NOON + 1, 1, &scratch->err));
	assert_string_equal(article(scratch, 0).text, "Quay.");
	assert_string_equal(article(scratch, 1).text, whole);
	feed_state_clear(&feed);
}

static void what_a_site_allows_is_known_for_its_time(void **state)
{
	struct scratch *scratch = *state;
	struct site_rules rules = {
		.site = "https://a.example/robots.txt", .rules = "-/a\n", .until = NOON + DAY,
		.is_known = true,
	};
	struct site_rules found = { .site = rules.site };

	scratch_expect(scratch, sites_save(scratch->store, &rules, NOON, &scratch->err));
	scratch_expect(scratch, sites_load(scratch->store, scratch->arena, &found, NOON + DAY,
					   &scratch->err));
	assert_int_equal(found.until, 0);
	scratch_expect(scratch, sites_load(scratch->store, scratch->arena, &found, NOON,
					   &scratch->err));
	assert_int_equal(found.until, NOON + DAY);
	assert_true(found.is_known);
	assert_string_equal(found.rules, "-/a\n");
	rules.rules = "";
	rules.is_known = false;
	scratch_expect(scratch, sites_save(scratch->store, &rules, NOON, &scratch->err));
	scratch_expect(scratch, sites_load(scratch->store, scratch->arena, &found, NOON,
					   &scratch->err));
	assert_false(found.is_known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(entries_that_are_news_are_considered_once),
		STORE_TEST(a_page_is_due_until_it_was_had),
		STORE_TEST(pages_of_feeds_that_are_not_polled_are_not_due),
		STORE_TEST(what_a_page_credits_is_compared_as_it_was_when_placed),
		STORE_TEST(a_fuller_text_is_the_articles),
		STORE_TEST(an_edited_entry_has_its_page_asked_for_again),
		STORE_TEST(a_page_that_cannot_be_had_again_stays_as_it_was),
		STORE_TEST(a_feed_is_known_by_its_pages),
		STORE_TEST(lines_that_recur_are_left_out_of_all_of_them),
		STORE_TEST(a_page_that_another_entry_led_to_is_known),
		STORE_TEST(an_entry_waits_for_its_page_to_be_placed),
		STORE_TEST(pages_are_forgotten_with_the_texts),
		STORE_TEST(what_a_site_allows_is_known_for_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
