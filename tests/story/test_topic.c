#include "support/unit.h"

#include <stdio.h>

#include "base/buf.h"
#include "config.h"
#include "model/story.h"
#include "story/topic.h"

static const char filler[] =
	"The council met on Tuesday to talk about the harbour wall, which has been crumbling for"
	" years, and about the money that is missing from the fund set up to mend it. Members spoke"
	" for three hours without coming to any agreement and left by the back door of the hall."
	" Outside, fishermen waited in the rain for an answer that they did not get in the end. ";

static double relevance(const char *terms[], size_t count, const char *title, const char *text)
{
	struct topic *topic = topic_new(terms, count);
	struct article article = { .title = title, .text = text, .language = "en" };
	double value = topic_relevance(topic, &article);

	topic_free(topic);
	return value;
}

struct term_case {
	const char *term;
	const char *language;
	const char *title;
	bool fits;
};

static void assert_case(const struct term_case *term_case)
{
	struct topic *topic = topic_new(&term_case->term, 1);
	const struct article article = {
		.title = term_case->title, .text = "", .language = term_case->language,
	};

	if ((topic_relevance(topic, &article) > 0) != term_case->fits)
		fail_msg("%s in \"%s\": expected %d", term_case->term, term_case->title,
			 term_case->fits);
	topic_free(topic);
}

static void terms_are_found_as_they_are_written(void **state)
{
	static const struct term_case cases[] = {
		{ "harbour", "en", "The Harbour Wall", true },
		{ "harbour", "", "Harbours of the North", false },
		{ "\"harbour\"", "en", "Harbours of the North", false },
		{ "\"harbour\"", "en", "Harbour's end", true },
		{ "harbour*", "en", "Harbours of the North", true },
		{ "harbour*", "en", "The arbour", false },
		{ "\"machine learning\"", "en", "What machine learning does", true },
		{ "\"machine learning\"", "en", "A machine for learning", false },
		{ "\"machine learning\"", "en", "Machines learning", false },
		{ "\"language model*\"", "en", "Language models grow", true },
		{ "  \"made in Oster\"", "en", "Made in Oster", true },
		{ "AI", "en", "An AI writes news", true },
		{ "AI", "en", "A.I. writes news", true },
		{ "AI", "en", "Ai Weiwei on show", false },
		{ "AI", "en", "Rain in Spain", false },
		{ "ai", "en", "An AI writes news", true },
		{ "3.5", "en", "GPT 3.5 is out", true },
		{ "порт*", "ru", "Порты", true },
		{ "café", "fr", "Un cafe\xcc\x81 fermé", true },
		{ "\"", "en", "Anything", true },
		{ "", "en", "Anything", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_case(&cases[i]);
}

static void words_are_found_in_all_their_forms(void **state)
{
#ifdef HAVE_LIBSTEMMER
	static const struct term_case cases[] = {
		{ "harbour", "en", "Harbours of the North", true },
		{ "harbours", "en", "The Harbour Wall", true },
		{ "election result", "en", "Election results are due", true },
		{ "election result", "en", "Results of an election", false },
		{ "made in Oster", "en", "Making in Oster", false },
		{ "made in Oster", "en", "Made for Oster", false },
		{ "Wahl", "de", "Vor den Wahlen", true },
		{ "élection", "fr", "Des élections en mai", true },
		{ "elección", "es", "Las elecciones de mayo", true },
		{ "выборы", "ru", "После выборов", true },
		{ "порт", "ru", "В портах бастуют", true },
		{ "порт", "ru", "Портрет художника", false },
		{ "talo", "fi", "Taloissa on kylmä", true },
		{ "مدرسة", "ar", "المدرسة الجديدة", true },
		{ "harbour", "ja", "Harbours of the North", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_case(&cases[i]);
#else
	(void)state;
	skip();
#endif
}

static void in_scripts_without_spaces_terms_are_found_within(void **state)
{
	static const struct term_case cases[] = {
		{ "人工智能", "zh", "新人工智能法案", true },
		{ "人工智能", "zh", "人工降雨与智能手机", false },
		{ "\"人工智能\"", "zh", "新人工智能法案", true },
		{ "核", "zh", "核电重启", true },
		{ "核", "zh", "他们反核", true },
		{ "核", "zh", "电力重启", false },
		{ "人工智*", "zh", "人工智慧", true },
		{ "AI芯片", "zh", "新AI芯片上市", true },
		{ "選挙", "ja", "総選挙の結果", true },
		{ "선거", "ko", "총선거가 끝났다", true },
		{ "เลือกตั้ง", "th", "ผลการเลือกตั้งวันนี้", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_case(&cases[i]);
}

static void one_character_within_a_text_is_one_mention(void **state)
{
	const char *term = "核";
	struct topic *topic = topic_new(&term, 1);
	struct article article = { .title = "", .language = "zh" };
	struct buf text = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 80; i++)
		buf_add_text(&text, "电力");
	buf_add_text(&text, "反核电力");
	article.text = buf_text(&text);
	assert_true(topic_relevance(topic, &article) <= 0);
	buf_add_text(&text, "。反核");
	article.text = buf_text(&text);
	assert_true(topic_relevance(topic, &article) > 0);
	buf_clear(&text);
	topic_free(topic);
}

static void the_language_of_an_article_is_found_if_it_says_none(void **state)
{
#ifdef HAVE_LIBSTEMMER
	const char *term = "fishermen";
	struct topic *topic = topic_new(&term, 1);
	struct article article = { .title = "Fishermens", .text = filler, .language = "" };

	(void)state;
	assert_true(topic_relevance(topic, &article) > 0);
	article.text = "";
	assert_true(topic_relevance(topic, &article) <= 0);
	topic_free(topic);
#else
	(void)state;
	skip();
#endif
}

static void hits_are_counted_by_term_as_each_alone_would_have_it(void **state)
{
	const char *terms[] = { "lighthouse", "-golf", "", "\"back door\"", "nothing" };
	struct topic *topic = topic_new(terms, 5);
	struct article article = { .title = "Wall", .language = "en" };
	size_t hits[5] = {0};
	char text[1000];

	(void)state;
	snprintf(text, sizeof(text), "%sA lighthouse.", filler);
	article.text = text;
	topic_count(topic, &article, hits);
	snprintf(text, sizeof(text), "%sA lighthouse, another lighthouse, and golf.", filler);
	topic_count(topic, &article, hits);
	assert_int_equal(hits[0], 1);
	assert_int_equal(hits[1], 1);
	assert_int_equal(hits[2], 0);
	assert_int_equal(hits[3], 2);
	assert_int_equal(hits[4], 0);
	topic_free(topic);
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
		cmocka_unit_test(words_are_found_in_all_their_forms),
		cmocka_unit_test(in_scripts_without_spaces_terms_are_found_within),
		cmocka_unit_test(one_character_within_a_text_is_one_mention),
		cmocka_unit_test(the_language_of_an_article_is_found_if_it_says_none),
		cmocka_unit_test(hits_are_counted_by_term_as_each_alone_would_have_it),
		cmocka_unit_test(without_terms_everything_is_on_the_topic),
		cmocka_unit_test(an_excluded_term_rules_an_article_out),
		cmocka_unit_test(a_passing_mention_is_not_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
