#include "support/unit.h"

#include "base/buf.h"
#include "text/utf8.h"

static const struct {
	const char *text;
	bool valid;
	size_t count;
} sequences[] = {
	{"", true, 0},
	{"plain ASCII of some length", true, 26},
	{"caf\xc3\xa9", true, 4},
	{"\xe2\x82\xac", true, 1},
	{"\xf0\x9f\x98\x80", true, 1},
	{"\xf4\x8f\xbf\xbf", true, 1},
	{"\xed\x9f\xbf\xee\x80\x80", true, 2},
	{"\x80", false, 1},			/* a stray tail */
	{"\xc0\xaf", false, 2},			/* overlong */
	{"\xe0\x80\xaf", false, 3},
	{"\xf0\x80\x80\xaf", false, 4},
	{"\xed\xa0\x80", false, 3},		/* a surrogate */
	{"\xf4\x90\x80\x80", false, 4},		/* past the last code point */
	{"\xff\xfe", false, 2},
	{"caf\xe9", false, 4},			/* Latin-1 at the end */
	{"caf\xe9 au lait", false, 12},
	{"\xe2\x82", false, 1},			/* cut short: one character lost */
	{"\xf0\x9f\x98 x", false, 3},
	{"eight by\xc3tes", false, 12},
};

static void only_well_formed_bytes_are_valid(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
		size_t length = strlen(sequences[i].text);

		assert_int_equal(utf8_is_valid(sequences[i].text, length), sequences[i].valid);
		assert_int_equal(utf8_count(sequences[i].text, length), sequences[i].count);
	}
}

static void every_code_point_survives_writing_and_reading(void **state)
{
	uint32_t code_point;

	(void)state;
	for (code_point = 0; code_point < 0x110100; code_point++) {
		bool is_one = code_point < 0xd800 || (code_point > 0xdfff && code_point < 0x110000);
		struct buf buf = {0};
		const char *at;

		utf8_add(&buf, code_point);
		at = buf.data;
		assert_true(utf8_is_valid(buf.data, buf.length));
		assert_int_equal(utf8_next(&at, buf.data + buf.length),
				 is_one ? code_point : 0xfffd);
		assert_ptr_equal(at, buf.data + buf.length);
		buf_clear(&buf);
	}
}

static void clean_text_has_neither_bad_bytes_nor_controls(void **state)
{
	static const struct {
		const char *text, *clean;
	} cases[] = {
		{"", ""},
		{"tab\tand\r\nlines stay", "tab\tand\r\nlines stay"},
		{"bell\a and \x1b[31mcolour", "bell and [31mcolour"},
		{"DEL\x7f C1\xc2\x85.", "DEL C1."},
		{"\xef\xbf\xbe\xef\xb7\x90\xf0\x9f\xbf\xbfnoncharacters", "noncharacters"},
		{"na\xefve", "na\xef\xbf\xbdve"},
		{"na\xc3\xafve \xe2\x98\x83", "na\xc3\xafve \xe2\x98\x83"},
		{"cut \xe2\x98", "cut \xef\xbf\xbd"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf buf = {0};

		utf8_add_clean(&buf, cases[i].text, strlen(cases[i].text));
		assert_string_equal(buf_text(&buf), cases[i].clean);
		buf_clear(&buf);
	}
}

static void empty_text_may_be_null(void **state)
{
	struct buf buf = {0};

	(void)state;
	assert_true(utf8_is_valid(NULL, 0));
	assert_int_equal(utf8_count(NULL, 0) + utf8_width(NULL, 0) + utf8_prefix(NULL, 0, 9), 0);
	utf8_add_clean(&buf, NULL, 0);
	assert_string_equal(buf_text(&buf), "");
	buf_clear(&buf);
}

static void what_steers_is_told_from_text(void **state)
{
	static const uint32_t steering[] = {
		0, '\n', 0x1b, 0x7f, 0x85, 0x9f, 0x2028, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff,
		0xfff9, 0xfdd0, 0xfffe, 0x10ffff,
	};
	static const uint32_t text[] = {
		' ', '~', 0xa0, 0xad, 0x200d, 0x200e, 0x2027, 0x202f, 0x2065, 0xfffd, 0x1f600,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(steering) / sizeof(steering[0]); i++)
		assert_true(utf8_is_steering(steering[i]));
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		assert_false(utf8_is_steering(text[i]));
}

static void a_prefix_never_cuts_a_character(void **state)
{
	static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";
	static const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++)
		assert_int_equal(utf8_prefix(text, sizeof(text) - 1, i), cuts[i]);
	assert_int_equal(utf8_prefix("\x80\x80\x80\x80\x80\x80", 6, 5), 5);
}

static void width_is_in_columns(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{"", 0},
		{"granola", 7},
		{"caf\xc3\xa9", 4},
		{"cafe\xcc\x81", 4},			/* a combining accent */
		{"\xe6\x97\xa5\xe6\x9c\xac", 4},	/* Japan, in Japanese */
		{"\xed\x95\x9c", 2},			/* Hangul */
		{"a\xe2\x80\x8b" "b", 2},		/* a zero width space */
		{"\xf0\x9f\x98\x80", 2},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(utf8_width(cases[i].text, strlen(cases[i].text)), cases[i].width);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_well_formed_bytes_are_valid),
		cmocka_unit_test(every_code_point_survives_writing_and_reading),
		cmocka_unit_test(clean_text_has_neither_bad_bytes_nor_controls),
		cmocka_unit_test(empty_text_may_be_null),
		cmocka_unit_test(what_steers_is_told_from_text),
		cmocka_unit_test(a_prefix_never_cuts_a_character),
		cmocka_unit_test(width_is_in_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
