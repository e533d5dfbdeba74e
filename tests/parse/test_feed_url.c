#include "support/unit.h"

#include <stdlib.h>

#include "parse/feed_mark.h"
#include "parse/feed_url.h"

static void assert_text(const char *actual, const char *expected)
{
	assert_int_equal(actual == NULL, expected == NULL);
	if (expected != NULL)
		assert_string_equal(actual, expected);
}

static void urls_stay_as_written_where_they_can(void **state)
{
	static const char base[] = "https://example.org/dir/page";
	static const struct {
		const char *base;
		const char *text;
		const char *expected;
	} cases[] = {
		{NULL, "https://example.org/feed?a=1#b", "https://example.org/feed?a=1#b"},
		{NULL, " https://example.org/feed\n", "https://example.org/feed"},
		{NULL, "HTTPS://Example.org/Feed", "HTTPS://Example.org/Feed"},
		{NULL, "https://example.org/a b", "https://example.org/a%20b"},
		{NULL, "https://example.org/a\"b", "https://example.org/a%22b"},
		{NULL, "https:/example.org/a", "https://example.org/a"},
		{NULL, "http:\\\\example.org/a", "http://example.org/a"},
		{NULL, "https://bücher.example/", "https://xn--bcher-kva.example/"},
		{NULL, "feed://example.org/rss", "http://example.org/rss"},
		{NULL, "feed:https://example.org/rss", "https://example.org/rss"},
		{base, "feed.xml", "https://example.org/dir/feed.xml"},
		{base, "/feed", "https://example.org/feed"},
		{base, "//cdn.example/feed", "https://cdn.example/feed"},
		{base, "?feed=rss2", "https://example.org/dir/page?feed=rss2"},
		{NULL, "feed.xml", NULL},
		{NULL, "example.org/feed", NULL},
		{base, "file:///etc/passwd", NULL},
		{base, "javascript:alert(1)", NULL},
		{base, "  ", NULL},
		{NULL, "feed:", NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *url = feed_url_read(cases[i].base, cases[i].text);

		assert_text(url, cases[i].expected);
		free(url);
	}
}

static void a_url_past_all_reason_is_none(void **state)
{
	char text[FEED_URL_LONGEST + 100] = "https://example.org/";

	(void)state;
	memset(text + strlen(text), 'a', FEED_URL_LONGEST);
	assert_null(feed_url_read(NULL, text));
}

static void addresses_look_like_feeds_or_not(void **state)
{
	static const struct {
		const char *url;
		bool is_marked;
		const char *type;
	} cases[] = {
		{"https://example.org/feed", true, NULL},
		{"https://example.org/blog/feed/", true, NULL},
		{"https://example.org/Atom.XML", true, "application/atom+xml"},
		{"https://example.org/news.rss?lang=en", true, "application/rss+xml"},
		{"https://example.org/?p=1&feed=rss2", true, "application/rss+xml"},
		{"https://example.org/feeds/posts/default", true, "application/atom+xml"},
		{"feed.json", true, "application/feed+json"},
		{"/rss#top", true, "application/rss+xml"},
		{"https://example.org/", false, NULL},
		{"https://feed", false, NULL},
		{"https://example.org/feedback", false, NULL},
		{"https://example.org/seed", false, NULL},
		{"https://example.org/x?y=/feed", false, NULL},
		{"https://example.org/x?nofeed=rss2", false, NULL},
		{"https://example.org/sitemap.xml", false, NULL},
		{"", false, NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *type = NULL;

		assert_int_equal(feed_mark_in_address(cases[i].url, &type), cases[i].is_marked);
		assert_text(type, cases[i].type);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_stay_as_written_where_they_can),
		cmocka_unit_test(a_url_past_all_reason_is_none),
		cmocka_unit_test(addresses_look_like_feeds_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
