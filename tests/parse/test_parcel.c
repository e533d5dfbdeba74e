#include "support/unit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/feed.h"
#include "parse/document.h"
#include "parse/parcel.h"
#include "text/xml.h"

static const char rich[] =
	"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>"
	"<link>https://t.example/</link><ttl>60</ttl><skipHours><hour>3</hour></skipHours>"
	"<category>all</category><item><guid isPermaLink='false'>1</guid><title>One</title>"
	"<link>/1</link><description>A &lt;b>word&lt;/b>.</description><dc:creator>Ann</dc:creator>"
	"<category>a</category><category>b</category>"
	"<pubDate>Sat, 21 Nov 2026 07:30:00 GMT</pubDate>"
	"<enclosure url='/1.mp3' type='audio/mpeg' length='7'/></item>"
	"<item><title>Two</title></item></channel></rss>";

/* The answer to a request for that feed; to be cleared. */
static struct buf answer_of(const char *bytes)
{
	const struct feed_source source = {
		.bytes = bytes,
		.length = strlen(bytes),
		.content_type = "text/xml",
		.base_url = "https://t.example/feed",
		.text_only = true,
	};
	size_t size = parcel_request_size(&source);
	char *request = malloc(size);
	struct buf answer = {0};
	struct err err;

	xml_init();
	parcel_write_request(request, &source);
	assert_int_equal(parcel_answer(&answer, request, size, &err), 0);
	free(request);
	return answer;
}

static int read_answer(const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct feed_document *feed = NULL;
	struct err err;
	int result = parcel_read(&feed, arena, bytes, length, &err);

	assert_true((result == 0) == (feed != NULL));
	arena_free(arena);
	return result;
}

static void a_feed_arrives_as_it_was_read(void **state)
{
	struct buf answer = answer_of(rich);
	struct arena *arena = arena_new();
	struct feed_document *feed;
	const struct entry *one;
	struct err err;

	(void)state;
	assert_int_equal(parcel_read(&feed, arena, answer.data, answer.length, &err), 0);
	assert_string_equal(feed->format, "rss 2.0");
	assert_string_equal(feed->title, "T");
	assert_null(feed->hub_url);
	assert_int_equal(feed->ttl, 3600);
	assert_int_equal(feed->skip_hours, 1 << 3);
	assert_int_equal(feed->tag_count, 1);
	assert_int_equal(feed->entry_count, 2);
	one = &feed->entries[0];
	assert_string_equal(one->guid, "1");
	assert_string_equal(one->url, "https://t.example/1");
	assert_string_equal(one->content_text, "A word.");
	assert_int_equal(one->published, 1795246200);
	assert_true(one->updated == TIME_UNKNOWN);
	assert_int_equal(one->author_count, 1);
	assert_string_equal(one->authors[0].name, "Ann");
	assert_string_equal(one->tags[1], "b");
	assert_string_equal(one->enclosures[0].url, "https://t.example/1.mp3");
	assert_int_equal(one->enclosures[0].size, 7);
	assert_false(hash_equal(one->key, feed->entries[1].key));
	assert_null(feed->entries[1].url);
	buf_clear(&answer);
	arena_free(arena);
}

static void a_refusal_is_no_answer(void **state)
{
	const struct feed_source source = {.bytes = "x", .length = 1};
	char request[sizeof(source) + 1];
	struct buf answer = {0};
	struct err err;

	(void)state;
	parcel_write_request(request, &source);
	assert_int_equal(parcel_answer(&answer, request, sizeof(request), &err), -1);
	assert_string_equal(err.text, "not a feed but plain text");
	assert_int_equal(answer.length, 0);
}

static void no_part_of_an_answer_is_one(void **state)
{
	struct buf answer = answer_of(rich);
	size_t length;

	(void)state;
	for (length = 0; length < answer.length; length++)
		assert_int_equal(read_answer(answer.data, length), -1);
	assert_int_equal(read_answer(answer.data, answer.length), 0);
	buf_add_char(&answer, '\0');
	assert_int_equal(read_answer(answer.data, answer.length), -1);
	buf_clear(&answer);
}

/* Puts other bytes in the place of some that stand there once. */
static void replace(struct buf *answer, const char *from, const char *to, size_t length)
{
	size_t i = 0;

	while (memcmp(answer->data + i, from, length) != 0)
		assert_true(++i + length <= answer->length);
	memcpy(answer->data + i, to, length);
}

static void what_a_feed_cannot_say_is_refused(void **state)
{
	static const struct {
		const char *from, *to;
		size_t length;
	} cases[] = {
		{"https://t.example/1\0", "javascript:alert(1)\0", 20},
		{"https://t.example/1.mp3", "file://t.example/1.mp3 ", 23},
		{"A word.", "A\x1b[31m.", 7},
		{"A word.", "A\0word.", 7},
		{"A word.", "A w\xffrd.", 7},
		{"A word.\0", "A word.x", 8},
		{"\x07\0\0\0" "A word.", "\xf0\xff\xff\xff" "A word.", 11},
		{"xH\x01k\0\0\0\0", "xH\x01k\0\0\0\x7f", 8},	/* the date */
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf answer = answer_of(rich);

		replace(&answer, cases[i].from, cases[i].to, cases[i].length);
		assert_int_equal(read_answer(answer.data, answer.length), -1);
		buf_clear(&answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_feed_arrives_as_it_was_read),
		cmocka_unit_test(a_refusal_is_no_answer),
		cmocka_unit_test(no_part_of_an_answer_is_one),
		cmocka_unit_test(what_a_feed_cannot_say_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
