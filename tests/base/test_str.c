#include "support/unit.h"

#include "base/str.h"

static void numbers_are_whole_and_within_bounds(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int64_t value;
	} cases[] = {
		{"0", true, 0},
		{"42", true, 42},
		{"-7", true, -7},
		{"1000", true, 1000},
		{"1001", false, 0},
		{"-8", false, 0},
		{"", false, 0},
		{"-", false, 0},
		{"4 2", false, 0},
		{"42x", false, 0},
		{"+4", false, 0},
		{"99999999999999999999", false, 0},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t value = 12345;

		assert_int_equal(str_to_int64(cases[i].text, -7, 1000, &value), cases[i].good);
		assert_int_equal(value, cases[i].good ? cases[i].value : 12345);
	}
}

static void distance_counts_edits(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned distance;
	} cases[] = {
		{"every", "every", 0},
		{"evry", "every", 1},
		{"eveyr", "every", 1},
		{"tag", "tags", 1},
		{"wieght", "weight", 1},
		{"", "abc", 3},
		{"kitten", "sitting", 3},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(str_distance(cases[i].a, cases[i].b), cases[i].distance);
		assert_int_equal(str_distance(cases[i].b, cases[i].a), cases[i].distance);
	}
}

static void a_word_is_listed_whole(void **state)
{
	static const struct {
		const char *word;
		char after;
		bool is_listed;
	} cases[] = {
		{"not", ' ', true},
		{"no", ' ', true},
		{"thus", ',', true},
		{"thus", ' ', false},
		{"n", ' ', false},
		{"ot", ' ', false},
		{"never", ' ', false},
		{"0123456789012345678901234567890123456789012345678901234567890123456789", ' ',
		 false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(str_lists(" not no thus, ", cases[i].word, strlen(cases[i].word),
					   cases[i].after), cases[i].is_listed);
}

static void comparison_minds_case_only_when_asked(void **state)
{
	(void)state;
	assert_true(str_case_equal("ETag", "etag"));
	assert_false(str_equal("ETag", "etag"));
	assert_false(str_case_equal("etag", "etags"));
	assert_true(str_equal(NULL, NULL));
	assert_false(str_equal(NULL, ""));
	assert_true(str_case_starts("HTTPS://x", "https:"));
	assert_false(str_starts("ht", "http"));
	assert_true(str_ends("granola.conf", ".conf"));
	assert_false(str_ends("conf", ".conf"));
}

static void trimming_stops_at_the_text(void **state)
{
	const char *text = " \t a b \r\n", *start = text, *end = text + strlen(text);

	(void)state;
	str_trim(&start, &end);
	assert_int_equal(end - start, 3);
	assert_memory_equal(start, "a b", 3);
	start = end = text;
	str_trim(&start, &end);
	assert_ptr_equal(start, end);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_whole_and_within_bounds),
		cmocka_unit_test(distance_counts_edits),
		cmocka_unit_test(a_word_is_listed_whole),
		cmocka_unit_test(comparison_minds_case_only_when_asked),
		cmocka_unit_test(trimming_stops_at_the_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
