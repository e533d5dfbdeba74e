#include "config.h"

#include "support/unit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "extract/envelope.h"
#include "extract/extract.h"
#include "model/entry.h"
#include "text/xml.h"

#define SENTENCE "The harbour commission met at noon, and voted on the quay in the east. "

static const char page[] =
	"<html lang='en'><head><title>Quay approved</title>"
	"<meta name='author' content='Ann Smith'>"
	"<meta property='article:published_time' content='2026-11-21T07:30:00+01:00'></head>"
	"<body><article><h1>Quay approved</h1><p>" SENTENCE SENTENCE SENTENCE "</p><p>" SENTENCE
	"Caf\xc3\xa9s welcome it. " SENTENCE "</p></article></body></html>";

/* The answer to a request for that page; to be cleared. */
static struct buf answer_of(const char *bytes, const char *url)
{
	const struct extract_source source = {
		.bytes = bytes,
		.length = strlen(bytes),
		.url = url,
		.content_type = "text/html; charset=utf-8",
	};
	size_t size = envelope_request_size(&source);
	char *request = malloc(size);
	struct buf answer = {0};
	struct err err;

	xml_init();
	envelope_write_request(request, &source);
	if (envelope_answer(&answer, request, size, &err) < 0)
		fail_msg("%s", err.text);
	free(request);
	return answer;
}

static int open_bytes(const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct extract opened;
	struct err err;
	int result = envelope_open(&opened, arena, bytes, length, &err);

	arena_free(arena);
	return result;
}

static void an_article_arrives_as_it_was_read(void **state)
{
	struct buf answer = answer_of(page, "https://paper.example/quay");
	struct arena *arena = arena_new();
	struct extract opened;
	struct err err;

	(void)state;
	assert_int_equal(envelope_open(&opened, arena, answer.data, answer.length, &err), 0);
	assert_int_equal(opened.kind, EXTRACT_ARTICLE);
	assert_string_equal(opened.title, "Quay approved");
	assert_string_equal(opened.byline, "Ann Smith");
	assert_string_equal(opened.language, "en");
	assert_int_equal(opened.published, 1795242600);
	assert_non_null(strstr(opened.text, "Caf\xc3\xa9s welcome it."));
	assert_null(opened.credit);
	buf_clear(&answer);
	arena_free(arena);
}

static void what_is_unknown_arrives_as_unknown(void **state)
{
	struct buf answer = answer_of("<p>Hm.</p>", NULL);
	struct arena *arena = arena_new();
	struct extract opened;
	struct err err;

	(void)state;
	assert_int_equal(envelope_open(&opened, arena, answer.data, answer.length, &err), 0);
	assert_null(opened.byline);
	assert_true(opened.published == TIME_UNKNOWN);
	buf_clear(&answer);
	arena_free(arena);
}

static void no_part_of_an_answer_is_one(void **state)
{
	struct buf answer = answer_of(page, NULL);
	size_t length;

	(void)state;
	for (length = 0; length < answer.length; length++)
		assert_int_equal(open_bytes(answer.data, length), -1);
	assert_int_equal(open_bytes(answer.data, answer.length), 0);
	buf_add_char(&answer, '\0');
	assert_int_equal(open_bytes(answer.data, answer.length), -1);
	buf_clear(&answer);
}

/* What stands in place of a word of the answer, which is as long. */
static void assert_refused_with(const char *word, const char *instead, size_t length)
{
	struct buf answer = answer_of(page, NULL);
	char *at = memmem(answer.data, answer.length, word, length);

	assert_non_null(at);
	memcpy(at, instead, length);
	assert_int_equal(open_bytes(answer.data, answer.length), -1);
	buf_clear(&answer);
}

static void an_answer_that_breaks_a_promise_is_refused(void **state)
{
	struct buf answer = answer_of(page, NULL);

	(void)state;
	assert_refused_with("commission", "comm\x01ssion", 10);
	assert_refused_with("commission", "comm\xffssion", 10);
	assert_refused_with("Ann Smith\0", "Ann Smiths", 10);
	memset(answer.data, 0x7F, sizeof(int64_t));		/* the date */
	assert_int_equal(open_bytes(answer.data, answer.length), -1);
	buf_clear(&answer);
	answer = answer_of(page, NULL);
	answer.data[sizeof(int64_t) + sizeof(int32_t)] = EXTRACT_LISTING + 1;
	assert_int_equal(open_bytes(answer.data, answer.length), -1);
	buf_clear(&answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_arrives_as_it_was_read),
		cmocka_unit_test(what_is_unknown_arrives_as_unknown),
		cmocka_unit_test(no_part_of_an_answer_is_one),
		cmocka_unit_test(an_answer_that_breaks_a_promise_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
