#include "support/unit.h"

#include "base/arena.h"
#include "model/digest.h"
#include "render/wording.h"

enum { EVENING = 1795302000 };	/* 2026-11-21T23:00:00Z, a Saturday */

static void times_are_those_of_the_place(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(wording_time(arena, EVENING, 0), "21 November 2026, 23:00");
	assert_string_equal(wording_time(arena, EVENING, 5400), "22 November 2026, 00:30");
	assert_string_equal(wording_short_time(arena, EVENING, -3600), "21 Nov, 22:00");
	assert_string_equal(wording_day(arena, EVENING, 3600), "Sunday, 22 November 2026");
	assert_string_equal(wording_month(arena, "2026-11"), "November 2026");
	arena_free(arena);
}

static void a_week_of_polls_is_counted(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(wording_polls(arena, 0, 0, 0), "not polled");
	assert_string_equal(wording_polls(arena, 1, 1, 0), "1 new entry in 1 poll");
	assert_string_equal(wording_polls(arena, 12, 42, 3),
			    "12 new entries in 42 polls, 3 failed");
	arena_free(arena);
}

static void a_period_says_its_day_once_and_its_zone(void **state)
{
	static const struct {
		int64_t start;
		int offset;
		const char *expected;
	} cases[] = {
		{EVENING - 36000, 0, "23:00 (UTC)"},
		{EVENING - 36000, -12600, "19:30 (UTC-03:30)"},
		{EVENING - 86400, 3600, "22 November 2026, 00:00 (UTC+01:00)"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct edition edition = {
			.period_start = cases[i].start,
			.period_end = EVENING,
			.utc_offset = cases[i].offset,
		};

		assert_string_equal(wording_until(arena, &edition), cases[i].expected);
	}
	arena_free(arena);
}

static void counts_know_one_from_many(void **state)
{
	static const struct {
		size_t stories, articles, feeds, left_out;
		const char *expected;
	} cases[] = {
		{12, 214, 38, 3, "12 stories from 214 articles in 38 feeds; 3 left out"},
		{1, 1, 1, 1, "1 story from 1 article in 1 feed; 1 left out"},
		{2, 3, 1, 0, "2 stories from 3 articles in 1 feed"},
		{0, 0, 5, 0, "No stories from 0 articles in 5 feeds"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct edition edition = {
			.post_count = cases[i].stories,
			.article_count = cases[i].articles,
			.feed_count = cases[i].feeds,
			.left_out = cases[i].left_out,
		};

		assert_string_equal(wording_counts(arena, &edition), cases[i].expected);
	}
	arena_free(arena);
}

static void a_wall_before_the_original_is_told(void **state)
{
	static const struct {
		enum page_result page;
		const char *expected;
	} cases[] = {
		{PAGE_AWAITED, "single source (+1 reprint)"},
		{PAGE_OF_USE, "single source (+1 reprint)"},
		{PAGE_FAILED, "single source (+1 reprint)"},
		{PAGE_PAYWALL, "single source (+1 reprint); the original is behind a paywall"},
		{PAGE_CONSENT,
		 "single source (+1 reprint); the original is behind a request for consent"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct article original = {.page = cases[i].page};
		const struct article reprint = {.page = PAGE_PAYWALL};
		const struct article *articles[] = {&original, &reprint};
		const struct post post = {
			.reprints = 1, .articles = articles, .article_count = 2,
		};

		assert_string_equal(wording_sources(arena, &post), cases[i].expected);
	}
	arena_free(arena);
}

static void sources_are_counted_by_voice(void **state)
{
	static const struct {
		size_t independents, reprints;
		const char *expected;
	} cases[] = {
		{3, 2, "3 independent sources (+2 reprints)"},
		{2, 1, "2 independent sources (+1 reprint)"},
		{2, 0, "2 independent sources"},
		{1, 0, "single source"},
		{1, 4, "single source (+4 reprints)"},
		{0, 0, "single source"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct post post = {
			.independents = cases[i].independents,
			.reprints = cases[i].reprints,
		};

		assert_string_equal(wording_sources(arena, &post), cases[i].expected);
	}
	arena_free(arena);
}

static void the_footer_is_the_digests_template_filled_in(void **state)
{
	static const struct {
		const char *footer, *owner, *expected;
	} cases[] = {
		{NULL, "Jane Example",
		 "Trending AI/ML Article Identified & Digested via Granola by Jane Example; "
		 "a Machine-Driven RSS Bot"},
		{"{topic}, {topic} and {owner}{owner}", "J", "AI/ML, AI/ML and JJ"},
		{"no {other} {topic", "J", "no {other} {topic"},
		{"by {owner}", NULL, "by its owner"},
		{"by {owner}", "{topic}", "by {topic}"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct digest_settings digest = {
			.name = "AI/ML",
			.owner = cases[i].owner,
			.footer = cases[i].footer,
		};

		assert_string_equal(wording_footer(arena, &digest), cases[i].expected);
	}
	arena_free(arena);
}

static void a_publisher_is_named_once_and_as_well_as_known(void **state)
{
	const struct article lead = {.publisher_name = "The Post", .publisher = "post.example"};
	const struct article again = {.publisher_name = "The Post", .role = ROLE_REPRINT};
	const struct article bare = {.publisher = "wire.example", .role = ROLE_REWRITE};
	const struct article nobody = {.publisher_name = ""};
	const struct article *articles[] = {&lead, &again, &bare, &nobody};
	const struct post post = {.articles = articles, .article_count = 4};

	(void)state;
	assert_false(wording_is_new_voice(&post, 1));
	assert_true(wording_is_new_voice(&post, 2));
	assert_string_equal(wording_publisher(&bare), "wire.example");
	assert_string_equal(wording_publisher(&nobody), "unknown publisher");
	assert_string_equal(wording_role(&lead), "");
	assert_string_equal(wording_role(&again), "reprint");
	assert_string_equal(wording_role(&bare), "rewrite");
}

static void a_headline_is_never_blank_and_says_that_it_is_an_update(void **state)
{
	static const struct {
		const char *headline;
		bool is_update;
		const char *expected;
	} cases[] = {
		{"Night Trains Return", false, "Night Trains Return"},
		{"Night Trains Return", true, "Update: Night Trains Return"},
		{"", false, "Untitled"},
		{NULL, true, "Update: Untitled"},
		{" \x1b\n\xe2\x80\xae", false, "Untitled"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct post post = {
			.headline = cases[i].headline,
			.is_update = cases[i].is_update,
		};

		assert_string_equal(wording_marked_headline(arena, &post), cases[i].expected);
	}
	arena_free(arena);
}

static void trouble_says_what_it_is_and_since_when(void **state)
{
	static const struct {
		struct trouble trouble;
		const char *expected;
	} cases[] = {
		{{.problem = "answers 404", .since = EVENING, .next_try = EVENING + 3600},
		 "answers 404; failing since 21 November 2026, 23:00; "
		 "next try 22 November 2026, 00:00"},
		{{.problem = "is gone", .since = EVENING},
		 "is gone; failing since 21 November 2026, 23:00; not tried again"},
		{{.problem = "has moved", .is_answering = true, .since = EVENING,
		  .next_try = EVENING + 3600},
		 "has moved; so since 21 November 2026, 23:00"},
		{{.problem = "has moved", .is_answering = true, .next_try = EVENING}, "has moved"},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(wording_trouble(arena, &cases[i].trouble, 0),
				    cases[i].expected);
	arena_free(arena);
}

static void trouble_with_mail_is_counted(void **state)
{
	static const struct {
		size_t failing, given_up;
		const char *expected;
	} cases[] = {
		{1, 0, "1 message waits to be mailed again"},
		{2, 0, "2 messages wait to be mailed again"},
		{0, 1, "1 message was given up in the last week"},
		{0, 2, "2 messages were given up in the last week"},
		{1, 2, "1 message waits to be mailed again, 2 were given up in the last week"},
		{2, 1, "2 messages wait to be mailed again, 1 was given up in the last week"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(wording_mail(arena, cases[i].failing, cases[i].given_up),
				    cases[i].expected);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trouble_says_what_it_is_and_since_when),
		cmocka_unit_test(trouble_with_mail_is_counted),
		cmocka_unit_test(times_are_those_of_the_place),
		cmocka_unit_test(a_week_of_polls_is_counted),
		cmocka_unit_test(a_period_says_its_day_once_and_its_zone),
		cmocka_unit_test(counts_know_one_from_many),
		cmocka_unit_test(a_wall_before_the_original_is_told),
		cmocka_unit_test(sources_are_counted_by_voice),
		cmocka_unit_test(the_footer_is_the_digests_template_filled_in),
		cmocka_unit_test(a_headline_is_never_blank_and_says_that_it_is_an_update),
		cmocka_unit_test(a_publisher_is_named_once_and_as_well_as_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
