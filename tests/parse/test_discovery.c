#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "parse/discovery.h"
#include "parse/document.h"
#include "text/xml.h"

static const char base[] = "https://www.example.org/dir/page";

/* A feed per line: "url|title|type"; the reason if there is none. */
static const char *discover(struct arena *arena, const char *page, const char *base_url)
{
	const struct feed_source source = {
		.bytes = page,
		.length = strlen(page),
		.base_url = base_url,
	};
	struct discovery found;
	const char *text = "";
	struct err err;
	size_t i;

	if (discovery_find(&found, arena, &source, &err) < 0) {
		assert_int_equal(err.code, ERR_DATA);
		return arena_dup(arena, err.text);
	}
	for (i = 0; i < found.count; i++) {
		const struct discovered_feed *feed = &found.feeds[i];

		text = arena_printf(arena, "%s%s|%s|%s\n", text, feed->url,
				    feed->title != NULL ? feed->title : "-",
				    feed->type != NULL ? feed->type : "-");
	}
	return text;
}

struct page_case {
	const char *page;
	const char *expected;
};

static void check(const struct page_case *cases, size_t count, const char *base_url)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct arena *arena = arena_new();

		assert_string_equal(discover(arena, cases[i].page, base_url), cases[i].expected);
		arena_free(arena);
	}
}

#define CHECK(cases, base_url) check(cases, sizeof(cases) / sizeof((cases)[0]), base_url)
#define NONE "not a feed but an HTML page, and it names none"
#define RSS "type='application/rss+xml'"

static void links_of_feed_types_are_feeds(void **state)
{
	static const struct page_case cases[] = {
		{"<html><link rel=alternate " RSS " href='/rss' title='All &amp; more'>",
		 "https://www.example.org/rss|All & more|application/rss+xml\n"},
		{"<html><LINK REL='Home ALTERNATE' TYPE='Application/Atom+XML; charset=utf-8' HREF=a>",
		 "https://www.example.org/dir/a|-|application/atom+xml\n"},
		{"<html><link rel=alternate type=application/feed+json href=f title=' a\nb '>",
		 "https://www.example.org/dir/f|a b|application/feed+json\n"},
		{"<html><link rel=alternate " RSS " href='a?x=1&amp;y=2'>",
		 "https://www.example.org/dir/a?x=1&y=2|-|application/rss+xml\n"},
		{"<html><link rel=alternate " RSS " href=a><link rel=alternate " RSS " href=/dir/a>"
		 "<link rel=alternate " RSS " href=b>",
		 "https://www.example.org/dir/a|-|application/rss+xml\n"
		 "https://www.example.org/dir/b|-|application/rss+xml\n"},
		{"<html><base href='https://cdn.example/x/'><base href='/y/'>"
		 "<link rel=alternate " RSS " href=a>",
		 "https://cdn.example/x/a|-|application/rss+xml\n"},
		{"<html><link rel=alternate type=application/json href=/feed.json>",
		 "https://www.example.org/feed.json|-|application/json\n"},
		{"<html><link rel=feed href=updates>", "https://www.example.org/dir/updates|-|-\n"},
		{"<html><link rel=alternate type=text/xml href=/rss.xml>",
		 "https://www.example.org/rss.xml|-|text/xml\n"},
		{"<html><link rel=alternate " RSS " href=feed://x.example/a>",
		 "http://x.example/a|-|application/rss+xml\n"},
	};

	(void)state;
	CHECK(cases, base);
}

static void other_links_are_not(void **state)
{
	static const struct page_case cases[] = {
		{"<html><link rel=alternate hreflang=de href=/de/feed>", NONE},
		{"<html><link rel=alternate type=application/json href=/wp-json/wp/v2/pages/1>", NONE},
		{"<html><link rel=alternate type=application/json+oembed href=/feed>", NONE},
		{"<html><link rel='alternate stylesheet' " RSS " href=/rss>", NONE},
		{"<html><link rel=search " RSS " href=/rss>", NONE},
		{"<html><link rel=alternate type='application/atom+xml;type=entry' href=/e>", NONE},
		{"<html><link rel=alternate " RSS " href=''>", NONE},
		{"<html><link rel=alternate " RSS " href='javascript:x'>", NONE},
		{"<html><link rel=alternate " RSS " href='file:///etc/passwd'>", NONE},
		{"<html><!-- <link rel=alternate " RSS " href=/a> -->", NONE},
		{"<html><script>'<link rel=alternate " RSS " href=/a>'</script>", NONE},
		{"<html><template><link rel=alternate " RSS " href=/a></template>", NONE},
		{"<html><title>A <link rel=alternate " RSS " href=/a></title>",
		 "not a feed but an HTML page titled “A”, and it names none"},
		{"<html><link rel=alternate " RSS " href=/a", NONE},
		{"<opml/>", "not a feed but an OPML list of feeds, and it names none"},
		{"", "not a feed but an empty document, and it names none"},
	};

	(void)state;
	CHECK(cases, base);
}

static void anchors_count_where_they_look_like_feeds_of_the_site(void **state)
{
	static const struct page_case cases[] = {
		{"<html><a href=/feed/ title=News>RSS</a>",
		 "https://www.example.org/feed/|News|-\n"},
		{"<html><a href=https://blog.example.org/atom.xml>x</a>",
		 "https://blog.example.org/atom.xml|-|application/atom+xml\n"},
		{"<html><a href=https://feeds.feedburner.com/x.rss>x</a>",
		 "https://feeds.feedburner.com/x.rss|-|application/rss+xml\n"},
		{"<html><a " RSS " href=https://other.example/x>x</a>",
		 "https://other.example/x|-|application/rss+xml\n"},
		{"<html><link rel=alternate " RSS " href=/feed><a href=/feed/>RSS</a>",
		 "https://www.example.org/feed|-|application/rss+xml\n"},
		{"<html><a href=https://other.example/feed>x</a>", NONE},
		{"<html><a href=https://reader.example/add/https://www.example.org/feed>x</a>", NONE},
		{"<html><a href=/add/https://www.example.org/feed>x</a>", NONE},
		{"<html><a href=/about>x</a><a href=/feedback>x</a>", NONE},
	};

	(void)state;
	CHECK(cases, base);
}

static void without_a_base_only_whole_urls_count(void **state)
{
	static const struct page_case cases[] = {
		{"<html><link rel=alternate " RSS " href=https://a.example/x><a href=/feed>x</a>",
		 "https://a.example/x|-|application/rss+xml\n"},
		{"<html><base href=https://a.example/><a href=feed>x</a>",
		 "https://a.example/feed|-|-\n"},
		{"<html><link rel=alternate " RSS " href=/x>",
		 "the links to its feeds are relative, and it does not say to what"},
		{"<html><a href=x>", NONE},
	};

	(void)state;
	CHECK(cases, NULL);
}

#define ATOM(content) "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>" content "</feed>"

static void a_feed_is_its_own(void **state)
{
	static const struct page_case at_base[] = {
		{ATOM(""), "https://www.example.org/dir/page|T|application/atom+xml\n"},
		{"<rss version='2.0'><channel><title>T</title><item><title>x</title></item></channel></rss>",
		 "https://www.example.org/dir/page|T|application/rss+xml\n"},
		{"{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": []}",
		 "https://www.example.org/dir/page|T|application/feed+json\n"},
	};
	static const struct page_case nowhere[] = {
		{ATOM("<link rel='self' href='https://a.example/atom'/>"),
		 "https://a.example/atom|T|application/atom+xml\n"},
		{ATOM(""), "a feed itself, which does not say where it lives"},
	};

	(void)state;
	CHECK(at_base, base);
	CHECK(nowhere, NULL);
}

static void a_page_of_endless_feeds_is_cut(void **state)
{
	struct arena *arena = arena_new();
	struct buf page = {0};
	struct discovery found;
	struct feed_source source = {.base_url = base};
	struct err err;
	int i;

	(void)state;
	buf_add_text(&page, "<html>");
	for (i = 0; i < 3 * DISCOVERY_MOST_FEEDS; i++)
		buf_printf(&page, "<a href=/%d/feed>x</a>", i);
	source.bytes = buf_text(&page);
	source.length = page.length;
	assert_int_equal(discovery_find(&found, arena, &source, &err), 0);
	assert_int_equal(found.count, DISCOVERY_MOST_FEEDS);
	buf_clear(&page);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_of_feed_types_are_feeds),
		cmocka_unit_test(other_links_are_not),
		cmocka_unit_test(anchors_count_where_they_look_like_feeds_of_the_site),
		cmocka_unit_test(without_a_base_only_whole_urls_count),
		cmocka_unit_test(a_feed_is_its_own),
		cmocka_unit_test(a_page_of_endless_feeds_is_cut),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
