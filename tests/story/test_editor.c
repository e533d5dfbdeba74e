#include "support/unit.h"

#include "base/arena.h"
#include "model/digest.h"
#include "model/entry.h"
#include "story/editor.h"
#include "support/news.h"
#include "text/words.h"

enum { HOUR = 3600, DAY = 24 * HOUR, END = 20000 * DAY, START = END - DAY };

static const struct digest_settings everything = {
	.name = "All", .slug = "all", .stories = 10, .words = 60,
};

static struct article article(int64_t id, int64_t story, const char *publisher, const char *title,
			      const char *text)
{
	return (struct article){
		.id = id,
		.feed_id = id,
		.url = "https://example.org/a",
		.title = title,
		.text = text,
		.language = "en",
		.publisher = publisher,
		.publisher_name = publisher,
		.group = "News",
		.weight = 1,
		.time = END - 2 * HOUR,
		.first_seen = END - HOUR,
		.story_id = story,
	};
}

static struct edition compose(struct arena *arena, const struct digest_settings *digest,
			      const struct article *articles, size_t count,
			      const struct told *told)
{
	struct edition edition = {0};

	editor_compose(&edition, arena, &(struct editor_input){
		.digest = digest,
		.articles = articles,
		.article_count = count,
		.told = told,
		.told_count = told != NULL,
		.period_start = START,
		.period_end = END,
	});
	return edition;
}

static size_t words_of(const struct post *post)
{
	struct words words = {0};
	size_t count = 0, i;

	for (i = 0; i < post->paragraph_count; i++) {
		words_split(&words, post->paragraphs[i], strlen(post->paragraphs[i]));
		count += words.count;
	}
	words_clear(&words);
	return count;
}

static void an_edition_tells_each_story_once_the_best_first(void **state)
{
	struct article articles[] = {
		article(1, 5, "a.example", "Cheese wins", CHEESE),
		article(2, 9, "wire.example", "Ferry aground - wire.example", FERRY_WIRE),
		article(3, 9, "b.example", "Night of fear", FERRY_OTHER),
		article(4, 9, "c.example", "Inquiry begins", FERRY_THIRD),
		article(5, 9, "d.example", "Ferry on reef", FERRY_WIRE),
		article(6, 0, "e.example", "Not placed yet", TELESCOPE),
	};
	struct arena *arena = arena_new();
	struct edition edition;
	const struct post *post;

	(void)state;
	articles[1].role = ROLE_ORIGIN;
	articles[4].role = ROLE_REPRINT;
	articles[4].of = 2;
	edition = compose(arena, &everything, articles, 6, NULL);
	assert_int_equal(edition.post_count, 2);
	assert_int_equal(edition.article_count, 5);
	assert_int_equal(edition.feed_count, 5);
	assert_int_equal(edition.left_out, 0);
	post = &edition.posts[0];
	assert_int_equal(post->story_id, 9);
	assert_string_equal(post->headline, "Ferry aground");
	assert_string_equal(post->slug, "2024-10-03-ferry-aground");
	assert_int_equal(post->independents, 3);
	assert_int_equal(post->reprints, 1);
	assert_int_equal(post->article_count, 4);
	assert_int_equal(post->articles[0]->id, 2);
	assert_int_equal(post->articles[3]->id, 5);
	assert_int_equal(post->time, END - 2 * HOUR);
	assert_string_equal(post->language, "en");
	assert_false(post->is_update);
	assert_in_range(words_of(post), 30, 66);
	assert_int_equal(edition.posts[1].independents, 1);
	arena_free(arena);
}

static void only_what_a_digest_asks_for_is_considered(void **state)
{
	const char *groups[] = { "Sea" }, *matches[] = { "ferry" }, *languages[] = { "de" };
	struct digest_settings sea = everything, ferry = everything, german = everything;
	struct article articles[] = {
		article(1, 1, "a.example", "Cheese wins", CHEESE),
		article(2, 2, "b.example", "Ferry aground", FERRY_WIRE),
		article(3, 3, "c.example", "Pulsar slows", TELESCOPE),
	};
	struct arena *arena = arena_new();
	struct edition edition;

	(void)state;
	articles[2].group = "Sea";
	sea.groups = groups;
	sea.group_count = 1;
	edition = compose(arena, &sea, articles, 3, NULL);
	assert_int_equal(edition.post_count, 1);
	assert_int_equal(edition.article_count, 1);
	assert_int_equal(edition.posts[0].story_id, 3);
	ferry.matches = matches;
	ferry.match_count = 1;
	edition = compose(arena, &ferry, articles, 3, NULL);
	assert_int_equal(edition.post_count, 1);
	assert_int_equal(edition.posts[0].story_id, 2);
	german.languages = languages;
	german.language_count = 1;
	assert_int_equal(compose(arena, &german, articles, 3, NULL).post_count, 0);
	arena_free(arena);
}

static void only_news_is_told(void **state)
{
	struct article articles[] = {
		article(1, 1, "a.example", "Seen before this period", CHEESE),
		article(2, 2, "b.example", "Published long ago", FERRY_WIRE),
		article(3, 3, "c.example", "Comes from the future", TELESCOPE),
		article(4, 4, "d.example", "Seen after this period", FERRY_OTHER),
	};
	struct arena *arena = arena_new();
	struct edition edition;

	(void)state;
	articles[0].first_seen = START - 1;
	articles[1].time = END - 30 * DAY;
	articles[2].time = END + DAY;
	articles[3].first_seen = END;
	edition = compose(arena, &everything, articles, 4, NULL);
	assert_int_equal(edition.post_count, 1);
	assert_int_equal(edition.posts[0].story_id, 3);
	assert_int_equal(edition.posts[0].time, END);
	arena_free(arena);
}

static void a_story_comes_back_only_when_it_has_grown(void **state)
{
	static const struct {
		size_t independents;	/* when it was told */
		size_t posts;
	} cases[] = {
		{ 1, 1 }, { 2, 0 }, { 3, 0 },
	};
	struct article articles[] = {
		article(1, 1, "a.example", "Ferry aground", FERRY_WIRE),
		article(2, 1, "b.example", "Night of fear", FERRY_OTHER),
		article(3, 1, "c.example", "Inquiry begins", FERRY_THIRD),
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct told told = {
			.story_id = 1, .independents = cases[i].independents, .told_at = START,
		};
		struct edition edition = compose(arena, &everything, articles, 3, &told);

		assert_int_equal(edition.post_count, cases[i].posts);
		if (edition.post_count > 0)
			assert_true(edition.posts[0].is_update);
	}
	arena_free(arena);
}

static void a_single_source_is_condensed_unless_it_is_short(void **state)
{
	struct digest_settings long_posts = everything;
	struct article articles[] = {
		article(1, 1, "a.example", "Ferry aground", FERRY_WIRE),
		article(2, 2, "b.example", "In brief", "The mill burnt down.\n\nNobody was hurt."),
	};
	struct arena *arena = arena_new();
	struct words words = {0};
	struct edition edition;
	size_t i;

	(void)state;
	long_posts.words = 1000;
	edition = compose(arena, &long_posts, articles, 2, NULL);
	assert_int_equal(edition.post_count, 2);
	words_split(&words, FERRY_WIRE, strlen(FERRY_WIRE));
	for (i = 0; i < 2; i++) {
		const struct post *post = &edition.posts[i];

		if (post->story_id == 1) {
			assert_true(words_of(post) < words.count * 3 / 4);
			continue;
		}
		assert_int_equal(post->paragraph_count, 2);
		assert_string_equal(post->paragraphs[0], "The mill burnt down.");
	}
	words_clear(&words);
	arena_free(arena);
}

static void what_does_not_fit_is_counted_and_slugs_are_unique(void **state)
{
	struct digest_settings short_digest = everything;
	struct article articles[] = {
		article(1, 1, "a.example", "Same title", CHEESE),
		article(2, 2, "b.example", "Same title", FERRY_WIRE),
		article(3, 3, "c.example", "Same title", TELESCOPE),
	};
	struct arena *arena = arena_new();
	struct edition edition;

	(void)state;
	short_digest.stories = 2;
	edition = compose(arena, &short_digest, articles, 3, NULL);
	assert_int_equal(edition.post_count, 2);
	assert_int_equal(edition.left_out, 1);
	assert_string_equal(edition.posts[0].slug, "2024-10-03-same-title");
	assert_string_equal(edition.posts[1].slug, "2024-10-03-same-title-2");
	arena_free(arena);
}

static void one_page_in_two_feeds_of_a_publisher_is_one_article(void **state)
{
	struct article articles[] = {
		article(1, 1, "a.example", "Ferry aground", FERRY_WIRE),
		article(2, 1, "a.example", "Ferry aground", FERRY_WIRE),
		article(3, 1, "b.example", "Ferry aground", FERRY_WIRE),
	};
	struct arena *arena = arena_new();
	struct edition edition;

	(void)state;
	articles[0].url_key = articles[1].url_key = articles[2].url_key = hash128_text("page");
	articles[0].role = ROLE_REPRINT;	/* it came first all the same */
	articles[1].role = ROLE_ORIGIN;
	articles[2].role = ROLE_REPRINT;
	edition = compose(arena, &everything, articles, 3, NULL);
	assert_int_equal(edition.post_count, 1);
	assert_int_equal(edition.posts[0].article_count, 2);
	assert_int_equal(edition.posts[0].reprints, 1);
	assert_int_equal(edition.posts[0].independents, 1);
	assert_int_equal(edition.posts[0].articles[0]->id, 2);
	arena_free(arena);
}

static void articles_with_nothing_in_them_do_no_harm(void **state)
{
	struct article articles[] = { article(1, 1, "", "", ""), article(2, 2, "", "T", "") };
	struct arena *arena = arena_new();
	struct edition edition;

	(void)state;
	articles[0].language = articles[1].language = "";
	articles[0].time = TIME_UNKNOWN;
	edition = compose(arena, &everything, articles, 2, NULL);
	assert_int_equal(edition.post_count, 2);
	assert_int_equal(compose(arena, &everything, NULL, 0, NULL).post_count, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_edition_tells_each_story_once_the_best_first),
		cmocka_unit_test(only_what_a_digest_asks_for_is_considered),
		cmocka_unit_test(only_news_is_told),
		cmocka_unit_test(a_story_comes_back_only_when_it_has_grown),
		cmocka_unit_test(a_single_source_is_condensed_unless_it_is_short),
		cmocka_unit_test(what_does_not_fit_is_counted_and_slugs_are_unique),
		cmocka_unit_test(one_page_in_two_feeds_of_a_publisher_is_one_article),
		cmocka_unit_test(articles_with_nothing_in_them_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
