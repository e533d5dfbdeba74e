#include "support/unit.h"

#include "base/buf.h"
#include "text/url_tidy.h"

static void links_lose_what_only_tells_where_readers_came_from(void **state)
{
	static const struct {
		const char *url, *expected;
	} cases[] = {
		{"https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"},
		{"https://a.example/x?id=7&utm_source=rss", "https://a.example/x?id=7"},
		{"https://a.example/x?utm_source=rss&id=7", "https://a.example/x?id=7"},
		{"https://a.example/x?UTM_Source=rss&id=7#top", "https://a.example/x?id=7#top"},
		{"https://a.example/x?fbclid=abc#top", "https://a.example/x#top"},
		{"https://a.example/x#xtor=RSS-1", "https://a.example/x"},
		{"https://a.example/x?id=7#utm_source=rss&utm_medium=feed",
		 "https://a.example/x?id=7"},
		{"https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x"},
		{"https://a.example/x?utm_id", "https://a.example/x"},
		{"https://a.example/x?utm_source=rss&", "https://a.example/x"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		url_tidy(&out, cases[i].url);
		assert_string_equal(buf_text(&out), cases[i].expected);
		buf_clear(&out);
	}
}

static void whatever_else_a_link_holds_stays_byte_for_byte(void **state)
{
	static const char *const cases[] = {
		"https://a.example/x",
		"https://a.example/x?",
		"https://a.example/x?a=1&&b=%2f&",
		"https://a.example/x?pk_id=5&at_=1&cmp=2&campaign_id=3&ref=feed",
		"https://a.example/utm_source=rss/x;utm_medium=feed",
		"https://a.example/x?q=utm_source&xutm_source=1&gclid2=3",
		"https://a.example/x#",
		"https://a.example/x?a=1#!/b?utm_source=rss",
		"",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		url_tidy(&out, cases[i]);
		assert_string_equal(buf_text(&out), cases[i]);
		buf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_lose_what_only_tells_where_readers_came_from),
		cmocka_unit_test(whatever_else_a_link_holds_stays_byte_for_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
