#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "parse/opml.h"
#include "text/xml.h"

#define OPML(body) "<opml version='2.0'><head><title>List</title></head><body>" body "</body></opml>"

static struct opml read_list(struct arena *arena, const char *text)
{
	struct opml opml = {0};
	struct err err;

	if (opml_parse(&opml, arena, text, strlen(text), &err) < 0)
		fail_msg("%s: %s", err.text, text);
	return opml;
}

/* A feed per line: "group|title|url". */
static const char *describe(struct arena *arena, const struct opml *opml)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < opml->feed_count; i++) {
		const struct opml_feed *feed = &opml->feeds[i];

		text = arena_printf(arena, "%s%s|%s|%s\n", text,
				    feed->group != NULL ? feed->group : "-",
				    feed->title != NULL ? feed->title : "-", feed->url);
	}
	return text;
}

static void lists_are_read_in_every_spelling(void **state)
{
	static const struct {
		const char *document;
		const char *expected;
	} cases[] = {
		{OPML("<outline text='A' type='rss' xmlUrl='https://a.example/'/>"),
		 "-|A|https://a.example/\n"},
		{"<?xml version='1.0'?><OPML version='1.0'><Body>"
		 "<Outline TITLE='A' TYPE='RSS' XMLURL='https://a.example/'/></Body></OPML>",
		 "-|A|https://a.example/\n"},
		{OPML("<outline text='Mine' title='Theirs' xmlUrl='https://a.example/'/>"),
		 "-|Mine|https://a.example/\n"},
		{OPML("<outline text='' title='Theirs' xmlUrl='https://a.example/'/>"),
		 "-|Theirs|https://a.example/\n"},
		{OPML("<outline xmlUrl='https://a.example/'/>"), "-|-|https://a.example/\n"},
		{OPML("<outline text='https://a.example/' xmlUrl='https://a.example/'/>"),
		 "-|-|https://a.example/\n"},
		{OPML("<outline text=' A&#10; &amp;  B ' xmlUrl='https://a.example/?a=1&amp;b=2'/>"),
		 "-|A & B|https://a.example/?a=1&b=2\n"},
		{OPML("<outline text='A' type='Atom' url='https://a.example/'/>"),
		 "-|A|https://a.example/\n"},
		{OPML("<outline text='A' type='link' url='https://a.example/'/>"), ""},
		{OPML("<outline text='A' xmlUrl='feed://a.example/'/>"),
		 "-|A|http://a.example/\n"},
		{OPML(""), ""},
		{"<opml/>", ""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct opml opml = read_list(arena, cases[i].document);

		assert_string_equal(describe(arena, &opml), cases[i].expected);
		arena_free(arena);
	}
}

#define A "<outline text='A' xmlUrl='https://a.example/'/>"
#define B "<outline text='B' xmlUrl='https://b.example/'/>"
#define C "<outline text='C' xmlUrl='https://c.example/'/>"

static void outlines_around_feeds_are_groups(void **state)
{
	static const struct {
		const char *document;
		const char *expected;
	} cases[] = {
		{OPML("<outline text='G'>" A B "</outline>"),
		 "G|A|https://a.example/\nG|B|https://b.example/\n"},
		{OPML("<outline text='G'><outline title='H'>" A "</outline>" B "</outline>"),
		 "G / H|A|https://a.example/\nG|B|https://b.example/\n"},
		{OPML("<outline>" A "</outline>"), "-|A|https://a.example/\n"},
		{OPML("<outline text='G'>" A "</outline>" B "<outline text='G'>" C "</outline>"),
		 "G|A|https://a.example/\nG|C|https://c.example/\n-|B|https://b.example/\n"},
		{OPML("<outline text='G'>" A "</outline><outline text='H'>" A B "</outline>"),
		 "G|A|https://a.example/\nH|B|https://b.example/\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct opml opml = read_list(arena, cases[i].document);

		assert_string_equal(describe(arena, &opml), cases[i].expected);
		arena_free(arena);
	}
}

static void bad_xml_costs_no_feed(void **state)
{
	static const char *const cases[] = {
		"\xEF\xBB\xBF" OPML("<outline text='G'>" A B "</outline>"),
		"junk" OPML("<outline text=G>" A B),
		OPML("<outline text='G'>" A B "</outlin></body>"),
		"<opml><head><title>x<body><outline text='G'>" A B "</outline></body></opml>",
		"<opml><outline text='G' x='1' x='2'>" A "\x01&nbsp;& <" B "</outline></opml>",
		"<!DOCTYPE opml [<!ENTITY g 'G'>]><opml><body><outline text='&g;'>" A B,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct opml opml = read_list(arena, cases[i]);

		assert_string_equal(describe(arena, &opml),
				    "G|A|https://a.example/\nG|B|https://b.example/\n");
		arena_free(arena);
	}
}

static void outlines_that_are_never_closed_cost_no_feed(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {0};
	struct opml opml;
	int i;

	(void)state;
	buf_add_text(&text, "<opml><body>");
	for (i = 0; i < 1000; i++)
		buf_printf(&text, "<outline text='%d' xmlUrl='https://example.org/%d'>", i, i);
	opml = read_list(arena, buf_text(&text));
	assert_int_equal(opml.feed_count, 1000);
	assert_string_equal(opml.feeds[999].title, "999");
	buf_clear(&text);
	arena_free(arena);
}

static void a_feed_that_nobody_could_fetch_is_named(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml = read_list(arena, OPML(
		"<outline xmlUrl='file:///etc/passwd'/>" A
		"<outline xmlUrl='a.example\n/x'/><outline type='rss' xmlUrl=''/>"));

	(void)state;
	assert_int_equal(opml.feed_count, 1);
	assert_int_equal(opml.refused_count, 2);
	assert_string_equal(opml.refused[0], "file:///etc/passwd");
	assert_string_equal(opml.refused[1], "a.example /x");
	arena_free(arena);
}

static void the_same_feed_counts_once(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml = read_list(arena, OPML(
		A "<outline text='Again' xmlUrl='HTTPS://A.example'/>"
		  "<outline text='Other' xmlUrl='https://a.example/x'/>"));

	(void)state;
	assert_string_equal(describe(arena, &opml),
			    "-|A|https://a.example/\n-|Other|https://a.example/x\n");
	arena_free(arena);
}

static void what_is_no_opml_is_refused(void **state)
{
	static const struct {
		const char *document;
		const char *message;
	} cases[] = {
		{"", "not OPML but an empty document"},
		{"hello", "not OPML but plain text"},
		{"<html><title>Hi</title><opml></opml></html>",
		 "not OPML but an HTML page titled “Hi”"},
		{"<rss></rss>", "not OPML but a document that begins with <rss>"},
		{"{}", "not OPML but JSON of another kind"},
	};
	struct arena *arena = arena_new();
	struct opml opml;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(opml_parse(&opml, arena, cases[i].document,
					    strlen(cases[i].document), &err), -1);
		assert_int_equal(err.code, ERR_DATA);
		assert_string_equal(err.text, cases[i].message);
	}
	arena_free(arena);
}

static void what_is_written_is_read_back(void **state)
{
	static const struct opml_feed feeds[] = {
		{"https://a.example/?a=1&b='2'", "<b>\"A\" & \xC3\xA9</b>", "https://a.example/", "G & H"},
		{"https://b.example/", NULL, NULL, "G & H"},
		{"https://c.example/", "C", NULL, NULL},
		{"https://d.example/", "D", NULL, "I / J"},
	};
	struct arena *arena = arena_new();
	struct buf first = {0}, second = {0};
	struct opml opml;

	(void)state;
	opml_write(&first, "A & B", feeds, sizeof(feeds) / sizeof(feeds[0]));
	opml = read_list(arena, buf_text(&first));
	assert_string_equal(opml.title, "A & B");
	assert_string_equal(describe(arena, &opml),
			    "G & H|<b>\"A\" & \xC3\xA9</b>|https://a.example/?a=1&b='2'\n"
			    "G & H|-|https://b.example/\n"
			    "-|C|https://c.example/\n"
			    "I / J|D|https://d.example/\n");
	assert_string_equal(opml.feeds[0].site_url, "https://a.example/");
	opml_write(&second, opml.title, opml.feeds, opml.feed_count);
	assert_string_equal(buf_text(&second), buf_text(&first));
	buf_clear(&first);
	buf_clear(&second);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_read_in_every_spelling),
		cmocka_unit_test(outlines_around_feeds_are_groups),
		cmocka_unit_test(bad_xml_costs_no_feed),
		cmocka_unit_test(outlines_that_are_never_closed_cost_no_feed),
		cmocka_unit_test(a_feed_that_nobody_could_fetch_is_named),
		cmocka_unit_test(the_same_feed_counts_once),
		cmocka_unit_test(what_is_no_opml_is_refused),
		cmocka_unit_test(what_is_written_is_read_back),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
