#include "support/unit.h"

#include <stdio.h>

#include "base/buf.h"
#include "text/sentence_cases.h"
#include "text/sentences.h"

/* The sentences of a text, apart by bars. */
static void join_sentences(struct buf *joined, const char *text)
{
	struct sentences sentences = {0};
	size_t i;

	sentences_split(&sentences, text, strlen(text), NULL);
	for (i = 0; i < sentences.count; i++) {
		if (i > 0)
			buf_add_char(joined, '|');
		buf_add(joined, text + sentences.list[i].start,
			sentences.list[i].end - sentences.list[i].start);
	}
	sentences_clear(&sentences);
}

static void assert_sentences(const char *text, const char *expected)
{
	struct buf joined = {0};

	join_sentences(&joined, text);
	assert_string_equal(buf_text(&joined), expected);
	buf_clear(&joined);
}

/* Whether a text with bars is split where they are; says so if not. */
static bool is_split_at_bars(const struct sentence_case *hard)
{
	struct buf text = {0}, expected = {0}, found = {0};
	const char *at;
	bool same;

	for (at = hard->text; *at != '\0'; at++) {
		if (*at != '|')
			buf_add_char(&text, *at);
		if (*at != ' ' || at[1] != '|')
			buf_add_char(&expected, *at);
	}
	join_sentences(&found, buf_text(&text));
	same = strcmp(buf_text(&found), buf_text(&expected)) == 0;
	if (!same)
		printf("# %s: %s\n", hard->language, buf_text(&found));
	buf_clear(&text);
	buf_clear(&expected);
	buf_clear(&found);
	return same;
}

static void sentences_end_where_a_reader_would_say_so(void **state)
{
	static const struct {
		const char *text;
		const char *sentences;
	} cases[] = {
		{ "", "" },
		{ "One.", "One." },
		{ "It rained. It stopped.", "It rained.|It stopped." },
		{ "Stop! Why? Because.", "Stop!|Why?|Because." },
		{ "No point at the end\nNext line", "No point at the end|Next line" },
		{ "J. R. Moss spoke. He left.", "J. R. Moss spoke.|He left." },
		{ "It cost 3.5 million. Or more.", "It cost 3.5 million.|Or more." },
		{ "He lives in the U.S. The house is red.",
		  "He lives in the U.S.|The house is red." },
		{ "Gray & Hill Inc. sold it. Good.", "Gray & Hill Inc. sold it.|Good." },
		{ "\"We won.\" Hill smiled.", "\"We won.\"|Hill smiled." },
		{ "\"Really?\" he asked.", "\"Really?\" he asked." },
		{ "See example.com for more. Thanks.", "See example.com for more.|Thanks." },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_sentences(cases[i].text, cases[i].sentences);
}

/* Those that are known not to come apart rightly, by how they begin. */
static bool is_known(const char *text)
{
	size_t i;

	for (i = 0; sentence_cases_missed[i] != NULL; i++)
		if (strcmp(text, sentence_cases_missed[i]) == 0)
			return true;
	return false;
}

static void of_100_hard_texts_98_come_apart_rightly_and_the_rest_are_known(void **state)
{
	size_t count = sizeof(sentence_cases) / sizeof(sentence_cases[0]), right = 0, i;
	bool surprise = false;

	(void)state;
	for (i = 0; i < count; i++) {
		bool same = is_split_at_bars(&sentence_cases[i]);

		right += same;
		surprise |= same == is_known(sentence_cases[i].text);
	}
	printf("# %zu of %zu hard texts come apart rightly\n", right, count);
	assert_false(surprise);
	assert_true(100 * right >= 98 * count);
}

static void lines_are_paragraphs(void **state)
{
	struct sentences sentences = {0};
	const char *text = "One. Two.\n\nThree.";

	(void)state;
	sentences_split(&sentences, text, strlen(text), NULL);
	assert_int_equal(sentences.count, 3);
	assert_int_equal(sentences.list[0].paragraph, 0);
	assert_int_equal(sentences.list[1].paragraph, 0);
	assert_int_equal(sentences.list[2].paragraph, 1);
	sentences_clear(&sentences);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_where_a_reader_would_say_so),
		cmocka_unit_test(of_100_hard_texts_98_come_apart_rightly_and_the_rest_are_known),
		cmocka_unit_test(lines_are_paragraphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
