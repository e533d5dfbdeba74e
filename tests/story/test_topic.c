#include "support/unit.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/story.h"
#include "story/topic.h"

static const char filler[] =
	"The council met on Tuesday to talk about the harbour wall, which has been crumbling for"
	" years, and about the money that is missing from the fund set up to mend it. Members spoke"
	" for three hours without coming to any agreement and left by the back door of the hall."
	" Outside, fishermen waited in the rain for an answer that they did not get in the end. ";

static double relevance(const char *terms[], size_t count, const char *title, const char *text)
{
	struct arena *arena = arena_new();
	struct topic *topic = topic_new(arena, terms, count);
	struct article article = { .title = title, .text = text };
	double value = topic_relevance(topic, &article);

	arena_free(arena);
	return value;
}

static void terms_are_found_as_they_are_written(void **state)
{
	static const struct {
		const char *term;
		const char *title;
		bool fits;
	} cases[] = {
		{ "harbour", "The Harbour Wall", true },
		{ "harbour", "Harbours of the North", false },
		{ "harbour*", "Harbours of the North", true },
		{ "\"machine learning\"", "What machine learning does", true },
		{ "\"machine learning\"", "A machine for learning", false },
		{ "AI", "An AI writes news", true },
		{ "AI", "A.I. writes news", true },
		{ "AI", "Ai Weiwei on show", false },
		{ "AI", "Rain in Spain", false },
		{ "ai", "An AI writes news", true },
		{ "\xd0\xbf\xd0\xbe\xd1\x80\xd1\x82*",
		  "\xd0\x9f\xd0\xbe\xd1\x80\xd1\x82\xd1\x8b", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *terms[] = { cases[i].term };

		assert_int_equal(relevance(terms, 1, cases[i].title, "") > 0, cases[i].fits);
	}
}

static void without_terms_everything_is_on_the_topic(void **state)
{
	(void)state;
	assert_true(relevance(NULL, 0, "Anything", "") > 0);
}

static void an_excluded_term_rules_an_article_out(void **state)
{
	const char *both[] = { "chip*", "-\"chip shot\"" }, *only[] = { "-golf" };

	(void)state;
	assert_true(relevance(both, 2, "Chips are short", "") > 0);
	assert_true(relevance(both, 2, "A chip shot won it", "") <= 0);
	assert_true(relevance(only, 1, "Chess", "") > 0);
	assert_true(relevance(only, 1, "Golf", "") <= 0);
}

static void a_passing_mention_is_not_enough(void **state)
{
	const char *terms[] = { "lighthouse" };
	char late[1000], twice[1000], early[1000];

	(void)state;
	snprintf(late, sizeof(late), "%sThe lighthouse is fine.", filler);
	snprintf(twice, sizeof(twice), "%sThe lighthouse is a fine lighthouse.", filler);
	snprintf(early, sizeof(early), "The lighthouse is fine. %s", filler);
	assert_true(relevance(terms, 1, "Wall", late) <= 0);
	assert_true(relevance(terms, 1, "Wall", twice) > 0);
	assert_true(relevance(terms, 1, "Wall", early) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_are_found_as_they_are_written),
		cmocka_unit_test(without_terms_everything_is_on_the_topic),
		cmocka_unit_test(an_excluded_term_rules_an_article_out),
		cmocka_unit_test(a_passing_mention_is_not_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
