#include "support/unit.h"

#include "base/buf.h"
#include "text/words.h"

/* The words of a text, apart by bars. */
static void assert_words(const char *text, const char *expected)
{
	struct words words = {0};
	struct buf joined = {0};
	size_t i;

	words_split(&words, text, strlen(text));
	for (i = 0; i < words.count; i++) {
		if (i > 0)
			buf_add_char(&joined, '|');
		buf_add_text(&joined, words.list[i].text);
		assert_int_equal(words.list[i].length, strlen(words.list[i].text));
	}
	assert_string_equal(buf_text(&joined), expected);
	buf_clear(&joined);
	words_clear(&words);
}

static void words_are_runs_of_letters_and_digits_in_lower_case(void **state)
{
	static const struct {
		const char *text;
		const char *words;
	} cases[] = {
		{ "", "" },
		{ " -- ", "" },
		{ "The Quick, brown fox.", "the|quick|brown|fox" },
		{ "state-of-the-art", "state|of|the|art" },
		{ "don't", "don't" },
		{ "don\xe2\x80\x99t", "don't" },
		{ "Paris's mayor", "paris|mayor" },
		{ "the players' union", "the|players|union" },
		{ "3.5 of 1,000", "3.5|of|1,000" },
		{ "In 2022, it", "in|2022|it" },
		{ "the U.S. Senate", "the|us|senate" },
		{ "the end.Then", "the|end|then" },
		{ "\xc3\x89T\xc3\x89", "\xc3\xa9t\xc3\xa9" },
		{ "e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9" },
		{ "co\xc2\xadoperate", "cooperate" },
		{ "\xd0\x9c\xd0\xb8\xd1\x80", "\xd0\xbc\xd0\xb8\xd1\x80" },
		{ "\xef\xbc\xa1\xef\xbc\xa2", "ab" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_words(cases[i].text, cases[i].words);
}

static void scripts_without_spaces_give_pairs(void **state)
{
	(void)state;
	assert_words("\xe6\x9d\xb1\xe4\xba\xac\xe9\x83\xbd",
		     "\xe6\x9d\xb1\xe4\xba\xac|\xe4\xba\xac\xe9\x83\xbd");
	assert_words("\xe6\x9d\xb1", "\xe6\x9d\xb1");
	assert_words("AI\xe6\x9d\xb1\xe4\xba\xac 5", "ai|\xe6\x9d\xb1\xe4\xba\xac|5");
}

static void a_word_knows_its_place_and_its_capitals(void **state)
{
	struct words words = {0};
	const char *text = "An AI in Rome";

	(void)state;
	words_split(&words, text, strlen(text));
	assert_int_equal(words.count, 4);
	assert_true(words.list[1].is_upper);
	assert_true(words.list[3].is_capital);
	assert_false(words.list[3].is_upper);
	assert_false(words.list[2].is_capital);
	assert_int_equal(words.list[3].start, 9);
	assert_int_equal(words.list[3].end, 13);
	words_clear(&words);
}

static void a_word_of_a_million_letters_is_cut(void **state)
{
	struct words words = {0};
	struct buf text = {0};
	int i;

	(void)state;
	for (i = 0; i < 1000000; i++)
		buf_add_text(&text, "\xcc\x81x");
	words_split(&words, text.data, text.length);
	assert_int_equal(words.count, 1);
	assert_true(words.list[0].length <= 256 * 3);
	words_clear(&words);
	buf_clear(&text);
}

static void a_word_of_plain_letters_is_cut_as_any_other(void **state)
{
	struct words words = {0};
	struct buf text = {0};
	int i;

	(void)state;
	buf_add_text(&text, "\xc3\xa9");
	for (i = 0; i < 300; i++)
		buf_add_text(&text, "A");
	buf_add_text(&text, "\xc3\xa9 next");
	words_split(&words, text.data, text.length);
	assert_int_equal(words.count, 2);
	assert_int_equal(words.list[0].length, 252);
	assert_int_equal(words.list[0].end, 304);
	assert_false(words.list[0].is_capital);
	assert_string_equal(words.list[1].text, "next");
	words_clear(&words);
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_runs_of_letters_and_digits_in_lower_case),
		cmocka_unit_test(scripts_without_spaces_give_pairs),
		cmocka_unit_test(a_word_knows_its_place_and_its_capitals),
		cmocka_unit_test(a_word_of_a_million_letters_is_cut),
		cmocka_unit_test(a_word_of_plain_letters_is_cut_as_any_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
