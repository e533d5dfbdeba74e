#include "support/unit.h"

#include "base/buf.h"
#include "fetch/reply.h"

static void replies_are_taken_one_by_one(void **state)
{
	static const struct {
		const char *bytes;
		int code;		/* -1: more has to come */
		const char *text, *rest;
	} cases[] = {
		{ "250 ok\r\n", 250, "250 ok", "" },
		{ "250\r\n", 250, "250", "" },
		{ "250 \r\n", 250, "250", "" },
		{ "354 go\r\n250 ok\r\n", 354, "354 go", "250 ok\r\n" },
		{ "250-one\r\n250-two\r\n250 three\r\nmore", 250, "250 one two three", "more" },
		{ "550-5.1.1 no\r\n550 5.1.1 user\r\n", 550, "550 5.1.1 no 5.1.1 user", "" },
		{ "250-\r\n250 two\r\n", 250, "250  two", "" },
		{ "421 bye\n", 421, "421 bye", "" },
		{ "", -1, "", "" },
		{ "250 ok", -1, "", "" },
		{ "250 ok\r", -1, "", "" },
		{ "250-ok\r\n", -1, "", "" },
		{ "hello\r\n", 0, "hello", "" },
		{ "\r\n", 0, "", "" },
		{ "25\r\n", 0, "25", "" },
		{ "2500 ok\r\n", 0, "2500 ok", "" },
		{ "150 ok\r\n", 0, "150 ok", "" },
		{ "650 ok\r\n", 0, "650 ok", "" },
		{ "250-one\r\nhello\r\n250 two\r\n", 0, "hello", "250 two\r\n" },
		{ "550 \x1b[2Jno\x07 \xff\r\n", 550, "550 [2Jno \xef\xbf\xbd", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reply reply = { .code = -1 };
		struct buf bytes = {0};

		buf_add_text(&bytes, cases[i].bytes);
		assert_int_equal(reply_take(&reply, &bytes), cases[i].code >= 0);
		assert_int_equal(reply.code, cases[i].code);
		if (cases[i].code < 0) {
			assert_string_equal(buf_text(&bytes), cases[i].bytes);
		} else {
			assert_string_equal(reply.text, cases[i].text);
			assert_string_equal(buf_text(&bytes), cases[i].rest);
		}
		buf_clear(&bytes);
	}
}

static void a_reply_that_does_not_end_is_none(void **state)
{
	struct buf line = {0}, lines = {0};
	struct reply reply;
	int i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		buf_add_text(&line, "250 and ");
		buf_add_text(&lines, "250-and\r\n");
	}
	assert_int_equal(reply_take(&reply, &line), 1);
	assert_int_equal(reply.code, 0);
	assert_int_equal(line.length, 0);
	assert_int_equal(reply_take(&reply, &lines), 1);
	assert_int_equal(reply.code, 0);
	buf_clear(&line);
	buf_clear(&lines);
}

static void a_long_reply_is_cut_between_characters(void **state)
{
	struct buf bytes = {0};
	struct reply reply;
	int i;

	(void)state;
	buf_add_text(&bytes, "550 x");
	for (i = 0; i < 300; i++)
		buf_add_text(&bytes, "\xc3\xa9");
	buf_add_text(&bytes, "\r\n");
	assert_int_equal(reply_take(&reply, &bytes), 1);
	assert_int_equal(reply.code, 550);
	assert_int_equal(strlen(reply.text), REPLY_TEXT_SIZE - 1);
	assert_string_equal(reply.text + strlen(reply.text) - 2, "\xc3\xa9");
	buf_clear(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_taken_one_by_one),
		cmocka_unit_test(a_reply_that_does_not_end_is_none),
		cmocka_unit_test(a_long_reply_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
