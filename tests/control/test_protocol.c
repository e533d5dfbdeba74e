#include "control/protocol.h"

#include <stdlib.h>

#include "support/unit.h"

static void a_request_reads_as_it_was_written(void **state)
{
	const struct protocol_request requests[] = {
		{"reload", NULL},
		{"refresh", "https://example.org/\"quoted\"\\feed?a=\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		char *line = protocol_write_request(&requests[i]);
		struct protocol_request request;
		struct err err;

		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
		assert_int_equal(protocol_read_request(&request, line, strlen(line), &err), 0);
		assert_string_equal(request.command, requests[i].command);
		if (requests[i].url == NULL)
			assert_null(request.url);
		else
			assert_string_equal(request.url, requests[i].url);
		protocol_request_clear(&request);
		free(line);
	}
}

static void a_reply_reads_as_it_was_written(void **state)
{
	const struct protocol_reply written = {
		.code = 78, .error = "one error", .text = "a.conf:1:1: error\n  x\n  ^\n",
		.result = json_pack("{s:i}", "feeds", 3),
	};
	char *line = protocol_write_reply(&written);
	struct protocol_reply read;
	struct err err;

	(void)state;
	assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	assert_int_equal(protocol_read_reply(&read, line, strlen(line), &err), 0);
	assert_int_equal(read.code, 78);
	assert_string_equal(read.error, written.error);
	assert_string_equal(read.text, written.text);
	assert_true(json_equal(read.result, written.result));
	protocol_reply_clear(&read);
	json_decref(written.result);
	free(line);
}

static void what_no_json_can_hold_is_replaced(void **state)
{
	char *line = protocol_write_reply(&(struct protocol_reply){
		.code = 75, .error = "it said \xff\x01",
	});
	struct protocol_reply read;
	struct err err;

	(void)state;
	assert_int_equal(protocol_read_reply(&read, line, strlen(line), &err), 0);
	assert_string_equal(read.error, "it said \xef\xbf\xbd");
	protocol_reply_clear(&read);
	free(line);
}

static void what_is_no_request_is_refused_with_a_reason(void **state)
{
	static const struct {
		const char *line;
		const char *says;
	} cases[] = {
		{"", "not a line of JSON"},
		{"GET / HTTP/1.1\r\n", "not a line of JSON"},
		{"{\"granola\":1,\"command\":\"a\"} {}", "not a line of JSON"},
		{"{\"granola\":1,\"granola\":1,\"command\":\"a\"}", "duplicate"},
		{"{\"granola\":1,\"command\":\"\xff\"}", "not a line of JSON"},
		{"{\"granola\":1,\"command\":\"\\u0000\"}", "not a line of JSON"},
		{"[]", "not an object with \"granola\": 1"},
		{"{\"command\":\"reload\"}", "not an object with \"granola\": 1"},
		{"{\"granola\":\"1\",\"command\":\"reload\"}", "not an object with \"granola\": 1"},
		{"{\"granola\":2,\"command\":\"reload\"}", "speaks version 1"},
		{"{\"granola\":1}", "no \"command\""},
		{"{\"granola\":1,\"command\":null}", "no \"command\""},
		{"{\"granola\":1,\"command\":7}", "\"command\" is not text"},
		{"{\"granola\":1,\"command\":\"a\",\"url\":[]}", "\"url\" is not text"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct protocol_request request;
		struct err err;

		assert_int_equal(protocol_read_request(&request, cases[i].line,
						       strlen(cases[i].line), &err), -1);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("'%s' is refused with '%s'", cases[i].line, err.text);
		assert_int_equal(err.code, ERR_USAGE);
	}
}

static void a_key_that_is_not_known_is_left_alone(void **state)
{
	static const char line[] = "{\"granola\":1,\"command\":\"reload\",\"since\":[1,{}]}\n";
	struct protocol_request request;
	struct err err;

	(void)state;
	assert_int_equal(protocol_read_request(&request, line, strlen(line), &err), 0);
	assert_string_equal(request.command, "reload");
	protocol_request_clear(&request);
}

static void a_reply_that_fails_says_why(void **state)
{
	static const char *const lines[] = {
		"{\"granola\":1,\"code\":75}", "{\"granola\":1}", "{\"granola\":1,\"code\":-1}",
		"{\"granola\":1,\"code\":1e3,\"error\":\"x\"}",
	};
	struct protocol_reply reply;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_int_equal(protocol_read_reply(&reply, lines[i], strlen(lines[i]), &err), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_reads_as_it_was_written),
		cmocka_unit_test(a_reply_reads_as_it_was_written),
		cmocka_unit_test(what_no_json_can_hold_is_replaced),
		cmocka_unit_test(what_is_no_request_is_refused_with_a_reason),
		cmocka_unit_test(a_key_that_is_not_known_is_left_alone),
		cmocka_unit_test(a_reply_that_fails_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
