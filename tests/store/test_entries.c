#include "support/scratch_store.h"

#include "model/story.h"
#include "store/stories.h"

enum { MOST_LISTED = 8 };

struct listing {
	int64_t ids[MOST_LISTED];
	int64_t stories[MOST_LISTED];
	size_t count;
	size_t stop_after;		/* 0: never */
};

static int on_listed(void *ctx, const struct listed_entry *listed)
{
	struct listing *listing = ctx;

	assert_true(listing->count < MOST_LISTED);
	listing->stories[listing->count] = listed->story_id;
	listing->ids[listing->count++] = listed->entry.id;
	return listing->count == listing->stop_after;
}

static void place(struct scratch *scratch, const struct article *placed)
{
	const struct story_batch batch = { .placed = placed, .placed_count = 1 };

	scratch_expect(scratch, stories_save(scratch->store, &batch, &scratch->err));
}

static struct listing list(struct scratch *scratch, struct entry_filter filter)
{
	struct listing listing = {0};

	scratch_expect(scratch, entries_list(scratch->store, &filter, on_listed, &listing,
					     &scratch->err));
	return listing;
}

static struct listing list_all(struct scratch *scratch)
{
	return list(scratch, (struct entry_filter){ .since = TIME_UNKNOWN });
}

static struct entry load(struct scratch *scratch, int64_t id)
{
	struct entry entry;

	scratch_expect(scratch, entries_load(scratch->store, scratch->arena, id, &entry,
					     &scratch->err));
	return entry;
}

static size_t query_articles(struct scratch *scratch, struct article_query query,
			     struct article **articles)
{
	struct article_list loaded;

	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &query,
						      &loaded, &scratch->err));
	*articles = loaded.items;
	return loaded.count;
}

static size_t load_articles(struct scratch *scratch, enum article_choice choice,
			    struct article **articles)
{
	const struct article_query query = {
		.choice = choice, .since = TIME_UNKNOWN, .until = INT64_MAX,
	};

	return query_articles(scratch, query, articles);
}

static void an_entry_is_stored_once_and_an_edit_replaces_its_text(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "https://a.example/feed");
	struct entry entries[] = { scratch_entry("one", "text"), scratch_entry("two", "text") };
	struct commit_counts counts;
	struct entry found;

	counts = scratch_save(scratch, &feed, entries, 2, NOON);
	assert_int_equal(counts.added, 2);
	assert_int_equal(counts.changed, 0);
	counts = scratch_save(scratch, &feed, entries, 2, NOON + 60);
	assert_int_equal(counts.added + counts.changed, 0);
	entries[0] = scratch_entry("one", "new text");
	counts = scratch_save(scratch, &feed, entries, 2, NOON + 120);
	assert_int_equal(counts.added, 0);
	assert_int_equal(counts.changed, 1);
	found = load(scratch, list_all(scratch).ids[1]);
	assert_string_equal(found.title, "one");
	assert_string_equal(found.content_text, "new text");
	assert_int_equal(found.first_seen, NOON);
	feed_state_clear(&feed);
}

static void the_same_key_in_another_feed_is_another_entry(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state a = scratch_feed(scratch, "a"), b = scratch_feed(scratch, "b");
	const struct entry entry = scratch_entry("one", "text");

	assert_int_equal(scratch_save(scratch, &a, &entry, 1, NOON).added, 1);
	assert_int_equal(scratch_save(scratch, &b, &entry, 1, NOON).added, 1);
	feed_state_clear(&a);
	feed_state_clear(&b);
}

static void an_edit_that_drops_the_date_keeps_the_one_we_know(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry entry = scratch_entry("one", "text");

	entry.published = NOON - 500;
	scratch_save(scratch, &feed, &entry, 1, NOON);
	entry = scratch_entry("one", "other text");
	scratch_save(scratch, &feed, &entry, 1, NOON);
	assert_int_equal(load(scratch, list_all(scratch).ids[0]).published, NOON - 500);
	feed_state_clear(&feed);
}

static void an_entry_comes_back_whole(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct person authors[] = { { .name = "Ada" }, { .email = "x@y" }, { .name = "Bob" } };
	const char *tags[] = { "science", "deep sea" };
	struct enclosure enclosures[] = {
		{ "https://a.example/1.mp3", "audio/mpeg", "Épisode \"1\"", 1 << 30, 3600 },
		{ "https://a.example/2", NULL, NULL, -1, -1 },
	};
	const struct entry sent = {
		.key = { 1, 2 }, .url_key = { 3, 4 }, .content_hash = { 5, UINT64_MAX },
		.guid = "tag:a", .url = "https://a.example/1",
		.external_url = "https://b.example/", .comments_url = "https://a.example/c",
		.image_url = "https://a.example/i.png", .title = "'; DROP TABLE entry; --",
		.summary = "short", .content_html = "<p>long", .content_text = "long",
		.language = "en-US", .published = 0, .updated = -1,
		.source_title = "Source", .source_url = "https://s.example/",
		.authors = authors, .author_count = 3, .tags = tags, .tag_count = 2,
		.enclosures = enclosures, .enclosure_count = 2,
	};
	struct entry found;

	scratch_save(scratch, &feed, &sent, 1, NOON);
	found = load(scratch, list_all(scratch).ids[0]);
	assert_true(hash_equal(found.key, sent.key) && hash_equal(found.url_key, sent.url_key));
	assert_true(hash_equal(found.content_hash, sent.content_hash));
	assert_string_equal(found.guid, sent.guid);
	assert_string_equal(found.url, sent.url);
	assert_string_equal(found.external_url, sent.external_url);
	assert_string_equal(found.comments_url, sent.comments_url);
	assert_string_equal(found.image_url, sent.image_url);
	assert_string_equal(found.title, sent.title);
	assert_string_equal(found.summary, sent.summary);
	assert_null(found.content_html);
	assert_string_equal(found.content_text, sent.content_text);
	assert_string_equal(found.language, sent.language);
	assert_string_equal(found.source_title, sent.source_title);
	assert_string_equal(found.source_url, sent.source_url);
	assert_int_equal(found.published, 0);
	assert_int_equal(found.updated, -1);
	assert_int_equal(found.first_seen, NOON);
	assert_int_equal(found.author_count, 2);
	assert_string_equal(found.authors[1].name, "Bob");
	assert_int_equal(found.tag_count, 2);
	assert_string_equal(found.tags[1], "deep sea");
	assert_int_equal(found.enclosure_count, 2);
	assert_string_equal(found.enclosures[0].title, "Épisode \"1\"");
	assert_int_equal(found.enclosures[0].size, 1 << 30);
	assert_int_equal(found.enclosures[0].duration, 3600);
	assert_string_equal(found.enclosures[1].url, "https://a.example/2");
	assert_null(found.enclosures[1].type);
	assert_int_equal(found.enclosures[1].size, -1);
	feed_state_clear(&feed);
}

static void what_an_entry_lacks_stays_lacking(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry sent = { .key = { 1, 1 }, .published = TIME_UNKNOWN,
				    .updated = TIME_UNKNOWN };
	struct article *articles;
	struct entry found;

	scratch_save(scratch, &feed, &sent, 1, NOON);
	assert_int_equal(scratch_save(scratch, &feed, &sent, 1, NOON).changed, 0);
	found = load(scratch, list_all(scratch).ids[0]);
	assert_null(found.url);
	assert_null(found.title);
	assert_null(found.content_text);
	assert_int_equal(found.published, TIME_UNKNOWN);
	assert_int_equal(found.author_count + found.tag_count + found.enclosure_count, 0);
	assert_true(hash_equal(found.url_key, (struct hash){0}));
	assert_int_equal(load_articles(scratch, ARTICLES_ALL, &articles), 1);
	assert_string_equal(articles[0].url, "");
	assert_string_equal(articles[0].title, "");
	assert_string_equal(articles[0].text, "");
	assert_string_equal(articles[0].language, "");
	assert_null(articles[0].author);
	assert_int_equal(articles[0].time, TIME_UNKNOWN);
	assert_int_equal(entries_load(scratch->store, scratch->arena, 99, &found, &scratch->err),
			 -1);
	assert_int_equal(scratch->err.code, ERR_NO_INPUT);
	feed_state_clear(&feed);
}

static void lists_are_newest_first_and_as_narrow_as_asked(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state a = scratch_feed(scratch, "a"), b = scratch_feed(scratch, "b");
	const struct entry entry = scratch_entry("one", "text");
	const struct entry later = scratch_entry("two", "text");
	const struct article placed = { .id = 2, .story_id = 5 };
	const struct {
		struct entry_filter filter;
		size_t count;
		int64_t first;
	} cases[] = {
		{ { .since = TIME_UNKNOWN }, 3, 3 },
		{ { .since = TIME_UNKNOWN, .limit = 2 }, 2, 3 },
		{ { .since = NOON + 1 }, 2, 3 },
		{ { .since = NOON + 3 }, 0, 0 },
		{ { .since = TIME_UNKNOWN, .feed_url = "b" }, 1, 2 },
		{ { .since = TIME_UNKNOWN, .feed_url = "a" }, 2, 3 },
		{ { .since = TIME_UNKNOWN, .feed_url = "c" }, 0, 0 },
		{ { .since = TIME_UNKNOWN, .story_id = 5 }, 1, 2 },
		{ { .since = TIME_UNKNOWN, .story_id = 5, .feed_url = "b" }, 1, 2 },
		{ { .since = TIME_UNKNOWN, .story_id = 5, .feed_url = "a" }, 0, 0 },
	};
	size_t i;

	scratch_save(scratch, &a, &entry, 1, NOON);
	scratch_save(scratch, &b, &entry, 1, NOON + 1);
	scratch_save(scratch, &a, &later, 1, NOON + 2);
	place(scratch, &placed);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct listing listing = list(scratch, cases[i].filter);

		assert_int_equal(listing.count, cases[i].count);
		assert_int_equal(listing.ids[0], cases[i].first);
	}
	feed_state_clear(&a);
	feed_state_clear(&b);
}

static void a_list_can_be_stopped_and_the_store_goes_on(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry entries[] = { scratch_entry("1", "x"), scratch_entry("2", "y") };
	const struct entry_filter all = { .since = TIME_UNKNOWN };
	struct listing listing = { .stop_after = 1 };

	scratch_save(scratch, &feed, entries, 2, NOON);
	scratch_expect(scratch, entries_list(scratch->store, &all, on_listed, &listing,
					     &scratch->err));
	assert_int_equal(listing.count, 1);
	assert_int_equal(list_all(scratch).count, 2);
	feed_state_clear(&feed);
}

static void articles_come_by_id_with_their_fullest_text(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry entries[] = {
		scratch_entry("old", NULL),
		scratch_entry("undated", "text"),
		scratch_entry("from the future", "short"),
	};
	struct person authors[] = { { .name = "Ada" }, { .name = "Bob" } };
	const char *tags[] = { "one", "two" };
	struct article *articles;

	entries[0].published = NOON - 1000;
	entries[0].summary = "only a summary";
	entries[0].language = "EN-us";
	entries[0].authors = authors;
	entries[0].author_count = 2;
	entries[0].tags = tags;
	entries[0].tag_count = 2;
	entries[0].external_url = "https://b.example/";
	entries[2].published = NOON + 86400;
	entries[2].summary = "longer than the text";
	entries[2].url = "https://a.example/3";
	scratch_save(scratch, &feed, entries, 3, NOON);
	assert_int_equal(load_articles(scratch, ARTICLES_ALL, &articles), 3);
	assert_string_equal(articles[0].title, "old");
	assert_string_equal(articles[0].text, "only a summary");
	assert_string_equal(articles[0].language, "en");
	assert_string_equal(articles[0].author, "Ada, Bob");
	assert_string_equal(articles[0].url, "https://b.example/");
	assert_int_equal(articles[0].tag_count, 2);
	assert_string_equal(articles[0].tags[0], "one");
	assert_int_equal(articles[0].feed_id, feed.id);
	assert_int_equal(articles[0].time, NOON - 1000);
	assert_string_equal(articles[1].text, "text");
	assert_int_equal(articles[1].time, TIME_UNKNOWN);
	assert_string_equal(articles[2].text, "longer than the text");
	assert_string_equal(articles[2].url, "https://a.example/3");
	assert_int_equal(articles[2].time, NOON);
	feed_state_clear(&feed);
}

/* A feed that gives no dates may begin with what is years old; what comes later is new. */
static void what_has_no_date_is_of_any_age_only_when_its_feed_is_new(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "https://a.example/feed");
	struct entry first = scratch_entry("first", "text");
	struct entry later = scratch_entry("later", "text");
	struct article *articles;

	scratch_save(scratch, &feed, &first, 1, NOON + 60);
	scratch_save(scratch, &feed, &later, 1, NOON + 7200);
	assert_int_equal(load_articles(scratch, ARTICLES_ALL, &articles), 2);
	assert_int_equal(articles[0].time, TIME_UNKNOWN);
	assert_int_equal(articles[0].first_seen, NOON + 60);
	assert_int_equal(articles[1].time, NOON + 7200);
	feed_state_clear(&feed);
}

static void articles_are_those_of_polled_feeds_within_the_window(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state stopped = scratch_feed(scratch, "a"), feed = scratch_feed(scratch, "b");
	const struct entry entries[] = { scratch_entry("1", "x"), scratch_entry("2", "y") };
	const struct article placed = { .id = 4, .story_id = 1 };
	const struct {
		struct article_query query;
		size_t count;
		int64_t first;
	} cases[] = {
		{ { .since = TIME_UNKNOWN, .until = INT64_MAX }, 2, 3 },
		{ { .since = NOON, .until = NOON + 10 }, 1, 3 },
		{ { .since = NOON + 10, .until = NOON + 11 }, 1, 4 },
		{ { .since = NOON + 11, .until = INT64_MAX }, 0, 0 },
		{ { .since = NOON, .until = INT64_MAX, .limit = 1 }, 1, 3 },
		{ { .since = NOON, .until = INT64_MAX, .after_id = 3 }, 1, 4 },
		{ { ARTICLES_UNPLACED, TIME_UNKNOWN, INT64_MAX, 0, 0, 0 }, 1, 3 },
		{ { ARTICLES_UNPLACED, TIME_UNKNOWN, INT64_MAX, 3, 0, 0 }, 0, 0 },
		{ { ARTICLES_UNPLACED, NOON + 10, INT64_MAX, 0, 0, 0 }, 0, 0 },
		{ { ARTICLES_PLACED, TIME_UNKNOWN, INT64_MAX, 0, 5, 0 }, 1, 4 },
		{ { ARTICLES_PLACED, TIME_UNKNOWN, INT64_MAX, 4, 5, 0 }, 0, 0 },
	};
	size_t i;

	scratch_save(scratch, &stopped, entries, 2, NOON);
	scratch_save(scratch, &feed, entries, 1, NOON);
	scratch_save(scratch, &feed, entries, 2, NOON + 10);
	place(scratch, &placed);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct article *articles;

		assert_int_equal(query_articles(scratch, cases[i].query, &articles),
				 cases[i].count);
		if (cases[i].count > 0)
			assert_int_equal(articles[0].id, cases[i].first);
	}
	feed_state_clear(&stopped);
	feed_state_clear(&feed);
}

static void an_edited_entry_keeps_its_place(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	struct entry entry = scratch_entry("one", "text");
	struct article *articles, placed;

	scratch_save(scratch, &feed, &entry, 1, NOON);
	assert_int_equal(load_articles(scratch, ARTICLES_UNPLACED, &articles), 1);
	placed = articles[0];
	placed.story_id = 9;
	place(scratch, &placed);
	entry = scratch_entry("one", "new text");
	scratch_save(scratch, &feed, &entry, 1, NOON + 1);
	assert_int_equal(load_articles(scratch, ARTICLES_UNPLACED, &articles), 0);
	assert_int_equal(load_articles(scratch, ARTICLES_PLACED, &articles), 1);
	assert_int_equal(articles[0].story_id, 9);
	assert_string_equal(articles[0].title, "one");
	assert_string_equal(articles[0].text, "text");		/* as it was placed */
	assert_int_equal(load_articles(scratch, ARTICLES_ALL, &articles), 1);
	assert_int_equal(articles[0].story_id, 9);
	assert_string_equal(articles[0].text, "new text");
	feed_state_clear(&feed);
}

static size_t forget_texts(struct scratch *scratch, int64_t before)
{
	size_t forgotten;

	scratch_expect(scratch, entries_forget_texts(scratch->store, before, 2, &forgotten,
						     &scratch->err));
	return forgotten;
}

static void old_texts_are_forgotten_but_not_their_entries(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	const struct entry entries[] = {
		scratch_entry("1", "x"), scratch_entry("2", "y"), scratch_entry("3", "z"),
	};
	const struct entry young = scratch_entry("4", "young");

	scratch_save(scratch, &feed, entries, 3, NOON);
	scratch_save(scratch, &feed, &young, 1, NOON + 10);
	assert_int_equal(forget_texts(scratch, NOON), 0);
	assert_int_equal(forget_texts(scratch, NOON + 10), 2);
	assert_int_equal(forget_texts(scratch, NOON + 10), 1);
	assert_int_equal(forget_texts(scratch, NOON + 10), 0);
	assert_int_equal(list_all(scratch).count, 4);
	assert_null(load(scratch, 1).content_text);
	assert_string_equal(load(scratch, 1).title, "1");
	assert_string_equal(load(scratch, 4).content_text, "young");
	assert_int_equal(scratch_save(scratch, &feed, entries, 3, NOON + 20).added, 0);
	assert_int_equal(forget_texts(scratch, NOON + 99), 1);
	feed_state_clear(&feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(an_entry_is_stored_once_and_an_edit_replaces_its_text),
		STORE_TEST(the_same_key_in_another_feed_is_another_entry),
		STORE_TEST(an_edit_that_drops_the_date_keeps_the_one_we_know),
		STORE_TEST(an_entry_comes_back_whole),
		STORE_TEST(what_an_entry_lacks_stays_lacking),
		STORE_TEST(lists_are_newest_first_and_as_narrow_as_asked),
		STORE_TEST(a_list_can_be_stopped_and_the_store_goes_on),
		STORE_TEST(articles_come_by_id_with_their_fullest_text),
		STORE_TEST(what_has_no_date_is_of_any_age_only_when_its_feed_is_new),
		STORE_TEST(articles_are_those_of_polled_feeds_within_the_window),
		STORE_TEST(an_edited_entry_keeps_its_place),
		STORE_TEST(old_texts_are_forgotten_but_not_their_entries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
