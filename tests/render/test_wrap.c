#include "support/unit.h"

#include "base/buf.h"
#include "render/wrap.h"
#include "text/utf8.h"

#define TEN "aaaa bbbb "
#define SIXTY TEN TEN TEN TEN TEN TEN
#define WIDE_TEN "港町灯台再建可決風力"

static void lines_end_at_the_last_place_that_fits(void **state)
{
	static const struct {
		const char *text, *first, *rest, *expected;
	} cases[] = {
		{"", "- ", "  ", ""},
		{" \n ", "- ", "  ", ""},
		{"one", "- ", "  ", "- one\n"},
		{SIXTY "cccc ddddddd", "", "",
		 SIXTY "cccc ddddddd\n"},
		{SIXTY "cccc dddddddd", "", "",
		 SIXTY "cccc\ndddddddd\n"},
		{SIXTY "cccc ddddddd", " 1. ", "    ",
		 " 1. " SIXTY "cccc\n    ddddddd\n"},
		/* A URL stands whole, however long. */
		{"see https://example.org/" TEN, "", "", "see https://example.org/aaaa bbbb\n"},
		{"see https://example.org/0123456789012345678901234567890123456789"
		 "01234567890123456789012345678901234567890123456789 now", "", "",
		 "see\nhttps://example.org/0123456789012345678901234567890123456789"
		 "01234567890123456789012345678901234567890123456789\nnow\n"},
		/* Wide characters take two columns and part anywhere … */
		{WIDE_TEN WIDE_TEN WIDE_TEN WIDE_TEN, "", "",
		 WIDE_TEN WIDE_TEN WIDE_TEN "港町灯台再建\n可決風力\n"},
		/* … but before closing and after opening marks. */
		{WIDE_TEN WIDE_TEN WIDE_TEN "港町灯台再建。可決", "", "",
		 WIDE_TEN WIDE_TEN WIDE_TEN "港町灯台再\n建。可決\n"},
		{WIDE_TEN WIDE_TEN WIDE_TEN "港町灯台再「可決」", "", "",
		 WIDE_TEN WIDE_TEN WIDE_TEN "港町灯台再\n「可決」\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		wrap_add(&out, cases[i].text, cases[i].first, cases[i].rest);
		assert_string_equal(buf_text(&out), cases[i].expected);
		buf_clear(&out);
	}
}

static void no_line_is_wider_than_the_page(void **state)
{
	static const char *const texts[] = {
		SIXTY SIXTY SIXTY,
		WIDE_TEN "AI" WIDE_TEN "2028年" WIDE_TEN "、" WIDE_TEN "。" WIDE_TEN WIDE_TEN,
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxx",
		"صوّت مجلس المدينة على إعادة بناء المنارة التي هدمتها العاصفة في الربيع الماضي",
		"e\xcc\x81" SIXTY "e\xcc\x81" TEN TEN,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf out = {0};
		const char *line, *end;

		wrap_add(&out, texts[i], "    - ", "      ");
		for (line = buf_text(&out); *line != '\0'; line = end + 1) {
			end = strchr(line, '\n');
			assert_true(utf8_width(line, (size_t)(end - line)) <= WRAP_COLUMNS);
		}
		buf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_at_the_last_place_that_fits),
		cmocka_unit_test(no_line_is_wider_than_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
