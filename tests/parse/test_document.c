#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/feed.h"
#include "parse/document.h"
#include "text/xml.h"

#define RSS(channel)                                                                             \
	"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "           \
	"xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom' "  \
	"xmlns:media='http://search.yahoo.com/mrss/' "                                           \
	"xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>" channel            \
	"</channel></rss>"
#define ITEM(content) RSS("<item>" content "</item>")
#define ATOM(content) "<feed xmlns='http://www.w3.org/2005/Atom'>" content "</feed>"
#define ENTRY(content) ATOM("<entry>" content "</entry>")

static const char base[] = "https://example.org/dir/feed.xml";

static struct feed_document *parse(struct arena *arena, const char *text)
{
	const struct feed_source source = {
		.bytes = text,
		.length = strlen(text),
		.base_url = base,
	};
	struct feed_document *feed = NULL;
	struct err err;

	if (document_parse(&feed, arena, &source, &err) < 0)
		fail_msg("%s: %s", err.text, text);
	return feed;
}

static void assert_text(const char *actual, const char *expected)
{
	assert_int_equal(actual == NULL, expected == NULL);
	if (expected != NULL)
		assert_string_equal(actual, expected);
}

/* What one field of the first entry says. */
struct saying {
	const char *document;
	const char *expected;
};

static void check(const struct saying *cases, size_t count, size_t field)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		const struct feed_document *feed = parse(arena, cases[i].document);

		assert_true(feed->entry_count > 0);
		assert_text(*(const char *const *)((const char *)feed->entries + field),
			    cases[i].expected);
		arena_free(arena);
	}
}

#define CHECK(cases, field) \
	check(cases, sizeof(cases) / sizeof((cases)[0]), offsetof(struct entry, field))

static void titles_are_one_plain_line(void **state)
{
	static const struct saying cases[] = {
		{ITEM("<title> A\n B </title>"), "A B"},
		{ITEM("<title>AT&amp;T</title>"), "AT&T"},
		{ITEM("<title>AT&amp;amp;T</title>"), "AT&T"},
		{ITEM("<title>AT&T</title>"), "AT&T"},
		{ITEM("<title>1 &lt; 2</title>"), "1 < 2"},
		{ITEM("<title>&lt;b>a&lt;/b></title>"), "a"},
		{ITEM("<title>&amp;lt;b>a&amp;lt;/b></title>"), "a"},
		{ITEM("<title><![CDATA[a & <i>b</i>]]></title>"), "a & b"},
		{ITEM("<title>a <![CDATA[b & c]]> d<!-- x -->e</title>"), "a b & c de"},
		{ITEM("<title>vector&lt;int></title>"), "vector<int>"},
		{ITEM("<title>don&#146;t</title>"), "don’t"},
		{ENTRY("<title>&lt;b></title>"), "<b>"},
		{ENTRY("<title type='html'>&lt;i>AT&amp;amp;T&lt;/i></title>"), "AT&T"},
		{ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a "
		       "<em>b</em></div></title>"), "a b"},
		{ENTRY("<title mode='base64'>YSBi</title>"), "a b"},
		{ITEM("<title/><dc:title>b</dc:title>"), "b"},
		{ITEM("<dc:title>b</dc:title><title>a</title>"), "a"},
		{ITEM("<TITLE>a</TITLE>"), "a"},
	};

	(void)state;
	CHECK(cases, title);
}

static void nested_things_do_not_bleed(void **state)
{
	static const struct saying titles[] = {
		{ITEM("<title>a</title><source url='x'>b</source>"), "a"},
		{ITEM("<media:content url='x'><media:title>b</media:title></media:content>"
		      "<title>a</title>"), "a"},
		{ITEM("<image><title>b</title></image><title>a</title>"), "a"},
		{ENTRY("<source><title>b</title></source><title>a</title>"), "a"},
	};
	static const struct saying links[] = {
		{ITEM("<source url='http://other.example/'>b</source><link>/a</link>"),
		 "https://example.org/a"},
		{ENTRY("<source><link href='/b'/></source><link href='/a'/>"),
		 "https://example.org/a"},
	};

	(void)state;
	CHECK(titles, title);
	CHECK(links, url);
}

static void the_link_is_the_page(void **state)
{
	static const struct saying cases[] = {
		{ITEM("<link>p/1</link>"), "https://example.org/dir/p/1"},
		{ITEM("<link> \n//other.example/p\n</link>"), "https://other.example/p"},
		{ITEM("<atom:link rel='related' href='/b'/><link>/a</link>"),
		 "https://example.org/a"},
		{ITEM("<guid>http://example.org/g</guid>"), "http://example.org/g"},
		{ITEM("<guid>12345</guid>"), NULL},
		{ITEM("<guid>http://example.org/g</guid><link>/a</link>"),
		 "https://example.org/a"},
		{ITEM("<guid isPermaLink='false'>http://example.org/g</guid>"), NULL},
		{ENTRY("<link rel='self' href='/s'/><link href='/a'/>"), "https://example.org/a"},
		{ENTRY("<link rel='alternate' type='application/json' href='/j'/>"
		       "<link type='text/html' href='/a'/>"), "https://example.org/a"},
		{ENTRY("<link rel='enclosure' href='/e'/><title>t</title>"), NULL},
		{"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/sub/'><entry xml:base='x/'>"
		 "<link href='a'/></entry></feed>", "https://example.org/sub/x/a"},
		{ITEM("<link>javascript:alert(1)</link><title>t</title>"), NULL},
	};

	(void)state;
	CHECK(cases, url);
}

static void the_fullest_text_is_the_content(void **state)
{
	static const struct saying cases[] = {
		{ITEM("<content:encoded>&lt;p>full</content:encoded>"
		      "<description>short</description>"), "<p>full</p>"},
		{ITEM("<description>a\n\nb &amp;lt; c</description>"), "a\n\nb &lt; c"},
		{ITEM("<description>a\n\nb</description>"), "<p>a</p><p>b</p>"},
		{ITEM("<description><p>a<br/>b</p></description>"), "<p>a<br>b</p>"},
		{ITEM("<description>&lt;script>x&lt;/script>a&lt;img src='i.png'></description>"),
		 "a<img src=\"https://example.org/dir/i.png\">"},
		{ENTRY("<summary>s</summary><content type='image/png'>iVBORw0KGgo=</content>"),
		 "<p>s</p>"},
		{ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<br/>b"
		       "<p/>c</div></content>"), "a<br>b<p></p>c"},
		{ENTRY("<content type='html'>&lt;a href='x'>y</content>"),
		 "<a href=\"https://example.org/dir/x\">y</a>"},
	};

	(void)state;
	CHECK(cases, content_html);
}

static void damage_costs_what_is_damaged(void **state)
{
	static const struct saying cases[] = {
		{"<br>Warning: x\n<?xml version='1.0'?>" ITEM("<title>a</title>"), "a"},
		{ITEM("<title>a</title>") "<!-- served in 3 ms --> x", "a"},
		{"\n \n<?xml version='1.0'?>" ITEM("<title>a</title>"), "a"},
		{ITEM("<category>b<title>a</title>"), "a"},
		{ITEM("<title>a</titel><link>x</link>"), "a"},
		{ITEM("<title>caf\xE9</title>"), "café"},
		{ITEM("<title>a\x02 &nosuch; b</title>"), "a &nosuch; b"},
		{ITEM("<unknown:thing>x</unknown:thing><title>a</title>"), "a"},
		{"<rss><channel><title>f<item><title>a", "a"},
		{"<rss><channel><category>f<item><title>a</title></item>", "a"},
		{"<rss><channel><item><br><title>a</title><item><title>b</channel></rss>", "a"},
		{"<feed><entry><title>a</title></entry></feed>", "a"},
		{"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry><atom:title>a"
		 "</atom:title></atom:entry></atom:feed>", "a"},
		{"<rss xmlns='http://example.org/'><channel><item><title>a</title></item>"
		 "</channel></rss>", "a"},
	};

	(void)state;
	CHECK(cases, title);
}

static void a_missing_end_is_told(void **state)
{
	struct arena *arena = arena_new();
	const struct feed_document *feed =
		parse(arena, "<rss><channel><item><title>a</title></item><item><title>b");

	(void)state;
	assert_int_equal(feed->entry_count, 2);
	assert_true(feed->is_truncated);
	assert_false(parse(arena, RSS(""))->is_truncated);
	arena_free(arena);
}

static void a_channel_says_who_it_is_and_when_to_come(void **state)
{
	struct arena *arena = arena_new();
	const struct feed_document *feed = parse(
		arena,
		RSS("<title>T</title><link>http://example.org/</link><description>&lt;p>D"
		    "</description><language>en-GB</language><ttl> 60 </ttl>"
		    "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4"
		    "</sy:updateFrequency><skipHours><hour>0</hour><hour>24</hour><hour>7</hour>"
		    "</skipHours><skipDays><day>Sunday</day><day>saturday</day></skipDays>"
		    "<atom:link rel='self' href='/f'/><atom:link rel='hub' href='/h'/>"
		    "<image><url>/i.png</url><title>no</title><link>/no</link></image>"
		    "<managingEditor>jane@example.org (Jane)</managingEditor>"
		    "<lastBuildDate>Thu, 01 Jan 1970 00:01:00 GMT</lastBuildDate>"
		    "<item><title>a</title></item>"));

	(void)state;
	assert_string_equal(feed->format, "rss 2.0");
	assert_string_equal(feed->title, "T");
	assert_string_equal(feed->url, "http://example.org/");
	assert_string_equal(feed->description, "D");
	assert_string_equal(feed->language, "en-GB");
	assert_string_equal(feed->feed_url, "https://example.org/f");
	assert_string_equal(feed->hub_url, "https://example.org/h");
	assert_string_equal(feed->image_url, "https://example.org/i.png");
	assert_string_equal(feed->authors[0].name, "Jane");
	assert_int_equal(feed->ttl, 3600);
	assert_int_equal(feed->update_period, 6 * 3600);
	assert_int_equal(feed->skip_hours, 1 | 1 << 7);
	assert_int_equal(feed->skip_days, 1 | 1 << 6);
	assert_int_equal(feed->updated, 60);
	assert_string_equal(feed->entries[0].language, "en-GB");
	arena_free(arena);
}

static void an_item_lists_people_tags_and_enclosures(void **state)
{
	struct arena *arena = arena_new();
	const struct entry *entry =
		parse(arena,
		      ITEM("<dc:creator>Jane</dc:creator><author>john@example.org (John)</author>"
			   "<category>a</category><category>a</category><itunes:keywords>b, c"
			   "</itunes:keywords><enclosure url='/a.mp3' length='12' "
			   "type='audio/mpeg'/><itunes:duration>1:02:03</itunes:duration>"
			   "<media:content url='/v.mp4' fileSize='x'/>"
			   "<media:thumbnail url='/t.png'/>"
			   "<pubDate>1970-01-01T00:00:07Z</pubDate>"))
			->entries;

	(void)state;
	assert_int_equal(entry->author_count, 2);
	assert_string_equal(entry->authors[0].name, "Jane");
	assert_string_equal(entry->authors[1].email, "john@example.org");
	assert_int_equal(entry->tag_count, 3);
	assert_string_equal(entry->tags[2], "c");
	assert_int_equal(entry->enclosure_count, 2);
	assert_int_equal(entry->enclosures[0].size, 12);
	assert_int_equal(entry->enclosures[0].duration, 3723);
	assert_int_equal(entry->enclosures[1].size, -1);
	assert_string_equal(entry->image_url, "https://example.org/t.png");
	assert_int_equal(entry->published, 7);
	assert_int_equal(entry->updated, TIME_UNKNOWN);
	arena_free(arena);
}

static void json_feeds_are_feeds(void **state)
{
	struct arena *arena = arena_new();
	const struct feed_document *feed =
		parse(arena, "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"T\","
			     " \"items\": [{\"id\": 7, \"url\": \"/a\","
			     " \"content_text\": \"x <b>\","
			     " \"date_published\": \"1970-01-01T00:00:07Z\", \"tags\": [\"t\", 3],"
			     " \"author\": {\"name\": \"J\"}, \"attachments\": [{\"url\": \"/m\","
			     " \"size_in_bytes\": 5}]}, {}]}");
	const struct entry *entry = feed->entries;

	(void)state;
	assert_string_equal(feed->format, "json feed 1.0");
	assert_int_equal(feed->entry_count, 1);
	assert_int_equal(feed->dropped_count, 1);
	assert_string_equal(entry->guid, "7");
	assert_string_equal(entry->url, "https://example.org/a");
	assert_string_equal(entry->content_html, "<p>x &lt;b&gt;</p>");
	assert_int_equal(entry->published, 7);
	assert_string_equal(entry->tags[1], "3");
	assert_string_equal(entry->authors[0].name, "J");
	assert_int_equal(entry->enclosures[0].size, 5);
	arena_free(arena);
}

static void what_is_no_feed_is_named(void **state)
{
	static const struct {
		const char *document;
		const char *message;
	} cases[] = {
		{"", "not a feed but an empty document"},
		{" \n", "not a feed but an empty document"},
		{"hello", "not a feed but plain text"},
		{"<!doctype html><title>A &amp;\n b</title><p>rss feed item",
		 "not a feed but an HTML page titled “A & b”"},
		{"<html><body><rss><channel/></rss></body></html>", "not a feed but an HTML page"},
		{"<opml version='2.0'><body/></opml>", "not a feed but an OPML list of feeds"},
		{"<tv><channel id='1'><display-name>x</display-name></channel></tv>",
		 "not a feed but a document that begins with <tv>"},
		{"<channel id='1'/>", "not a feed but a document that begins with <channel>"},
		{"<urlset/>", "not a feed but a sitemap"},
		{"<?xml version='1.0'?><foo><title>x</title></foo>",
		 "not a feed but a document that begins with <foo>"},
		{"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x/></rdf:RDF>",
		 "not a feed but RDF data"},
		{"[]", "not a feed but JSON of another kind"},
		{"{\"version\": \"1.0\", \"items\": []}", "not a feed but JSON of another kind"},
		{"{\n\"version\": \"x",
		 "not a feed but broken JSON: line 2: premature end of input"},
		{"\x89PNG\r\n\x1A\n\x01\x02\x03\x04", "not a feed but a PNG image"},
		{"\x1F\x8B\x08", "not a feed but data compressed by gzip"},
		{"\x01\x02\x03\x04", "not a feed but binary data"},
		{"<html><head><title>Just a moment...</title></head><body>Wait.</body></html>",
		 "not a feed but a challenge page titled “Just a moment...”"},
		{"<html><script>window._cf_chl_opt={}</script></html>",
		 "not a feed but a challenge page"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct feed_source source = {
			.bytes = cases[i].document,
			.length = strlen(cases[i].document),
		};
		struct arena *arena = arena_new();
		struct feed_document *feed = NULL;
		struct err err;

		assert_int_equal(document_parse(&feed, arena, &source, &err), -1);
		assert_null(feed);
		assert_int_equal(err.code, ERR_DATA);
		assert_string_equal(err.text, cases[i].message);
		arena_free(arena);
	}
}

static void a_feed_without_items_is_a_feed(void **state)
{
	static const char *const documents[] = {
		"<rss/>",
		"<feed xmlns='http://www.w3.org/2005/Atom'/>",
		("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
		 "xmlns='http://purl.org/rss/1.0/'/>"),
		"{\"version\": \"https://jsonfeed.org/version/1.1\"}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		struct arena *arena = arena_new();

		assert_int_equal(parse(arena, documents[i])->entry_count, 0);
		arena_free(arena);
	}
}

static void only_so_many_entries_are_kept(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {0};
	const struct feed_document *feed;
	int i;

	(void)state;
	buf_add_text(&text, "<rss><channel>");
	for (i = 0; i < FEED_MOST_ENTRIES + 5; i++)
		buf_printf(&text, "<item><guid>%d</guid></item>", i);
	buf_add_text(&text, "</channel></rss>");
	feed = parse(arena, buf_text(&text));
	assert_int_equal(feed->entry_count, FEED_MOST_ENTRIES);
	assert_int_equal(feed->dropped_count, 5);
	buf_clear(&text);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_are_one_plain_line),
		cmocka_unit_test(nested_things_do_not_bleed),
		cmocka_unit_test(the_link_is_the_page),
		cmocka_unit_test(the_fullest_text_is_the_content),
		cmocka_unit_test(damage_costs_what_is_damaged),
		cmocka_unit_test(a_missing_end_is_told),
		cmocka_unit_test(a_channel_says_who_it_is_and_when_to_come),
		cmocka_unit_test(an_item_lists_people_tags_and_enclosures),
		cmocka_unit_test(json_feeds_are_feeds),
		cmocka_unit_test(what_is_no_feed_is_named),
		cmocka_unit_test(a_feed_without_items_is_a_feed),
		cmocka_unit_test(only_so_many_entries_are_kept),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
