#include "support/unit.h"

#include "config/word.h"

static void words_are_numbers_or_are_not(void **state)
{
	static const struct {
		bool (*read)(const char *word, int64_t *value);
		const char *word;
		int64_t value;			/* -1: it is none */
	} cases[] = {
		{ word_to_number, "42", 42 },
		{ word_to_number, "-1", -1 },
		{ word_to_number, "4 2", -1 },
		{ word_to_number, "", -1 },
		{ word_to_size, "0", 0 },
		{ word_to_size, "4096", 4096 },
		{ word_to_size, "64k", 65536 },
		{ word_to_size, "10M", 10485760 },
		{ word_to_size, "1g", 1073741824 },
		{ word_to_size, "1kb", -1 },
		{ word_to_size, "k", -1 },
		{ word_to_size, "", -1 },
		{ word_to_size, "1.5M", -1 },
		{ word_to_size, "268435456", 268435456 },
		{ word_to_size, "10737418239G", -1 },
		{ word_to_thousandths, "2", 2000 },
		{ word_to_thousandths, "1.5", 1500 },
		{ word_to_thousandths, "0.125", 125 },
		{ word_to_thousandths, "0.1255", -1 },
		{ word_to_thousandths, "1.", -1 },
		{ word_to_thousandths, ".5", -1 },
		{ word_to_thousandths, "1,5", -1 },
		{ word_to_thousandths, "99999999999.1", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t value = -1;

		assert_int_equal(cases[i].read(cases[i].word, &value), cases[i].value >= 0);
		assert_int_equal(value, cases[i].value);
	}
}

static void times_of_day_have_two_digits_of_minutes(void **state)
{
	static const struct {
		const char *word;
		int minutes;			/* -1: it is none */
	} cases[] = {
		{ "00:00", 0 },	    { "7:05", 425 },  { "23:59", 1439 }, { "24:00", -1 },
		{ "12:60", -1 },    { "12:5", -1 },   { "12:-1", -1 },	 { "012:00", -1 },
		{ ":00", -1 },	    { "12", -1 },     { "12:000", -1 },	 { "12:00h", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int minutes = -1;

		assert_int_equal(word_to_minutes(cases[i].word, &minutes), cases[i].minutes >= 0);
		assert_int_equal(minutes, cases[i].minutes);
	}
}

static void languages_are_tags(void **state)
{
	static const char *const are[] = { "de", "fil", "pt-BR", "zh-hant-tw", "es-419" };
	static const char *const are_not[] = { "", "d", "german", "de_DE", "de-", "de--x", "d3" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(are) / sizeof(are[0]); i++)
		assert_true(word_is_language(are[i]));
	for (i = 0; i < sizeof(are_not) / sizeof(are_not[0]); i++)
		assert_false(word_is_language(are_not[i]));
}

static void headers_have_a_name(void **state)
{
	(void)state;
	assert_true(word_is_header("X-Name: value"));
	assert_true(word_is_header("A:"));
	assert_false(word_is_header(": value"));
	assert_false(word_is_header("Name value"));
	assert_false(word_is_header("Na me: value"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_numbers_or_are_not),
		cmocka_unit_test(times_of_day_have_two_digits_of_minutes),
		cmocka_unit_test(languages_are_tags),
		cmocka_unit_test(headers_have_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
