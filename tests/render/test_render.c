#include "support/unit.h"

#include <stdlib.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/invented.h"
#include "render/render.h"
#include "text/utf8.h"

enum { MOST_GOLDEN = 1 << 20 };

static const struct rendered_file *find(const struct rendered *rendered, const char *path)
{
	size_t i;

	for (i = 0; i < rendered->count; i++) {
		if (str_equal(rendered->files[i].path, path))
			return &rendered->files[i];
	}
	fail_msg("there is no %s", path);
	abort();
}

static struct rendered render(struct arena *arena, const struct edition *edition)
{
	struct rendered rendered = {0};

	render_edition(&rendered, arena, edition, invented_context(arena));
	return rendered;
}

/* What follows the style sheet, which is for eyes to judge. */
static const char *without_style(const char *bytes)
{
	const char *style = strstr(bytes, "<style>\n"), *body = strstr(bytes, "<body>\n");

	return style != NULL && body != NULL ? body : bytes;
}

static void editions_come_out_as_they_were_approved(void **state)
{
	static const struct {
		const char *path, *golden;
	} cases[] = {
		{"ai-ml/2026-11-22T1200.txt", "edition.txt"},
		{"ai-ml/2026-11-22T1200.html", "edition.html"},
		{"ai-ml/2026-11-22T1200.md", "edition.md"},
		{"ai-ml/2026-11-22T1200.json", "edition.json"},
		{"ai-ml/feed.atom", "feed.atom"},
		{"ai-ml/stories/2026-11-22-harbour-town-votes.txt", "post.txt"},
		{"ai-ml/stories/2026-11-22-harbour-town-votes.html", "post.html"},
		{"ai-ml/stories/2026-11-22-harbour-town-votes.md", "post.md"},
		{"ai-ml/index.html", "archive.html"},
		{"ai-ml/2026-11.html", "month.html"},
		{"index.html", "index.html"},
		{"health.html", "health.html"},
	};
	const char *source = getenv("srcdir") != NULL ? getenv("srcdir") : ".";
	struct arena *arena = arena_new();
	struct rendered rendered = render(arena, invented_small(arena));
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct rendered_file *file = find(&rendered, cases[i].path);
		struct buf golden = {0};
		struct err err;

		assert_int_equal(file_read(arena_printf(arena, "%s/tests/render/golden/%s", source,
							cases[i].golden),
					   MOST_GOLDEN, &golden, &err), 0);
		assert_string_equal(without_style(file->bytes), buf_text(&golden));
		buf_clear(&golden);
	}
	arena_free(arena);
}

static void only_the_formats_asked_for_are_written(void **state)
{
	static const char *const expected[] = {
		"ai-ml/stories/2026-11-22-harbour-town-votes.txt",
		"ai-ml/stories/2026-11-22-small-chip-makers-pool.txt",
		"ai-ml/2026-11-22T1200.txt",
		"ai-ml/2026-11-22T1200.json",
		"ai-ml/latest.txt",
		"ai-ml/latest.json",
		"ai-ml/sources.opml",
		"ai-ml/2026-11.html",
		"ai-ml/index.html",
		"health.html",
		"index.html",
	};
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct digest_settings digest = *edition->digest;
	struct rendered rendered;
	size_t i;

	(void)state;
	digest.formats[FORMAT_HTML] = false;
	digest.formats[FORMAT_MARKDOWN] = false;
	digest.formats[FORMAT_ATOM] = false;
	edition->digest = &digest;
	rendered = render(arena, edition);
	assert_int_equal(rendered.count, sizeof(expected) / sizeof(expected[0]));
	for (i = 0; i < rendered.count; i++)
		assert_string_equal(rendered.files[i].path, expected[i]);
	assert_int_equal(rendered.files[4].length, rendered.files[2].length);
	assert_memory_equal(rendered.files[4].bytes, rendered.files[2].bytes,
			    rendered.files[2].length);
	arena_free(arena);
}

static void the_same_edition_gives_the_same_bytes(void **state)
{
	struct arena *arena = arena_new();
	struct rendered first = render(arena, invented_long(arena));
	struct rendered second = render(arena, invented_long(arena));
	size_t i;

	(void)state;
	assert_int_equal(first.count, second.count);
	for (i = 0; i < first.count; i++) {
		assert_string_equal(first.files[i].path, second.files[i].path);
		assert_int_equal(first.files[i].length, second.files[i].length);
		if (first.files[i].bytes != NULL)
			assert_memory_equal(first.files[i].bytes, second.files[i].bytes,
					    first.files[i].length);
	}
	arena_free(arena);
}

static void a_table_of_contents_comes_past_seven_stories(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_long(arena);
	enum digest_format format;
	size_t count;

	(void)state;
	for (count = 7; count <= 8; count++) {
		edition->post_count = count;
		for (format = FORMAT_TEXT; format <= FORMAT_MARKDOWN; format++) {
			struct buf out = {0};

			render_to(&out, edition, format);
			assert_int_equal(strstr(buf_text(&out), "In this edition") != NULL,
					 count > 7);
			buf_clear(&out);
		}
	}
	arena_free(arena);
}

static void an_edition_without_a_name_leads_to_no_files(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct buf out = {0};

	(void)state;
	edition->name = NULL;
	render_to(&out, edition, FORMAT_HTML);
	assert_null(strstr(buf_text(&out), "href=\"stories/"));
	assert_null(strstr(buf_text(&out), "href=\"index.html"));
	assert_null(strstr(buf_text(&out), "Skip to"));	/* mail is often read without its style */
	buf_clear(&out);
	arena_free(arena);
}

static void a_feed_goes_on_with_the_stories_of_earlier_editions(void **state)
{
	struct arena *arena = arena_new();
	const struct edition *edition = invented_small(arena);
	const struct posted earlier[] = {
		{edition->posts[1].id, 0, "<entry>old</entry>", 18},
		{"tag:b", 0, "<entry>b</entry>", 16},
		{"tag:c", 0, "<entry>c</entry>", 16},
	};
	struct render_context *context = invented_context(arena);
	struct rendered rendered = {0};
	const char *feed;

	(void)state;
	context->posted = earlier;
	context->posted_count = 3;
	context->most_posted = 3;
	render_edition(&rendered, arena, edition, context);
	feed = find(&rendered, "ai-ml/feed.atom")->bytes;
	assert_int_equal(rendered.posted_count, 2);
	assert_string_equal(rendered.posted[1].id, edition->posts[1].id);
	assert_non_null(strstr(feed, rendered.posted[1].bytes));
	assert_null(strstr(feed, "<entry>old</entry>"));
	assert_non_null(strstr(feed, "</entry>\n<entry>b</entry></feed>"));
	arena_free(arena);
}

static void what_has_no_date_is_given_none(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct post *post = &edition->posts[0];
	struct article lead = *post->articles[0], other = *post->articles[1];
	struct rendered rendered;
	const char *html;

	(void)state;
	lead.time = other.time = TIME_UNKNOWN;
	post->articles[0] = &lead;
	post->articles[1] = &other;
	rendered = render(arena, edition);
	html = find(&rendered, "ai-ml/2026-11-22T1200.html")->bytes;
	assert_non_null(strstr(html, "aria-label=\"Timeline: The Strand Times (reprint), 22 Nov"));
	assert_non_null(strstr(find(&rendered, "ai-ml/2026-11-22T1200.json")->bytes,
			       "\"published\": null"));
	assert_non_null(strstr(find(&rendered, "ai-ml/feed.atom")->bytes,
			       "<updated>2026-11-22T03:00:00Z</updated>\n</source>"));
	arena_free(arena);
}

static void health_shows_the_week_of_each_feed(void **state)
{
	static const char *const wanted[] = {
		"Ellery Post</a></bdi>\n<p class=\"quiet\">55 new entries in 153 polls</p>",
		"New entries a day since 16 Nov: 9, 12, 4, 11, 10, 3, 6\"><i class=\"day\"",
		"style=\"height:75%\"></i><i class=\"day\" style=\"height:100%\"></i>",
		"busiest in the hours from 07:00, 17:00, 06:00 UTC\"",
		"0; 2 of 8 polls failed on 18 Nov; 8 of 8 polls failed on 19 Nov",
		"<i class=\"bad\" style=\"height:50%\"></i><i class=\"bad\" style=\"height:0%\">",
		"<p class=\"quiet\">not polled</p>\n<div class=\"sparks\">\n</div>",
		"And 9500 more: granola status tells of all.",
	};
	struct arena *arena = arena_new();
	struct render_context *context = invented_context(arena);
	struct rendered rendered = {0};
	const char *page;
	size_t i;

	(void)state;
	context->health_more = 9500;
	render_edition(&rendered, arena, invented_small(arena), context);
	page = find(&rendered, "health.html")->bytes;
	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		assert_non_null(strstr(page, wanted[i]));
	arena_free(arena);
}

static void an_empty_edition_says_so(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_empty(arena);
	enum digest_format format;

	(void)state;
	for (format = FORMAT_TEXT; format < FORMAT_COUNT; format++) {
		struct buf out = {0};

		render_to(&out, edition, format);
		assert_non_null(strstr(buf_text(&out), "No stories from 1 article in 1 feed"));
		buf_clear(&out);
	}
	arena_free(arena);
}

static void stories_say_which_way_they_are_read(void **state)
{
	static const struct {
		const char *language, *expected;
	} cases[] = {
		{"en", "lang=\"en\" dir=\"ltr\">"},
		{"ar", "lang=\"ar\" dir=\"rtl\">"},
		{"he", "lang=\"he\" dir=\"rtl\">"},
		{"ja", "lang=\"ja\" dir=\"ltr\">"},
		{"", "lang=\"\" dir=\"auto\">"},
		{"\" onload=\"x", "lang=\"\" dir=\"auto\">"},
	};
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};
		const char *story;

		edition->posts[0].language = cases[i].language;
		render_to(&out, edition, FORMAT_HTML);
		story = strstr(buf_text(&out), "id=\"story-1\" ");
		assert_non_null(story);
		assert_true(str_starts(story + strlen("id=\"story-1\" "), cases[i].expected));
		buf_clear(&out);
	}
	arena_free(arena);
}

static void json_leaves_nothing_out_that_is_unknown(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct buf out = {0};
	json_t *feed, *item, *granola;

	(void)state;
	edition->posts[1].original_url = "javascript:alert(1)";
	render_to(&out, edition, FORMAT_JSON);
	feed = json_loads(buf_text(&out), 0, NULL);
	assert_non_null(feed);
	item = json_array_get(json_object_get(feed, "items"), 1);
	assert_true(json_is_null(json_object_get(item, "url")));
	granola = json_object_get(item, "_granola");
	assert_int_equal(json_integer_value(json_object_get(granola, "independents")), 1);
	assert_int_equal(json_integer_value(json_object_get(granola, "update_of")), 7);
	granola = json_object_get(json_array_get(json_object_get(feed, "items"), 0), "_granola");
	assert_true(json_is_null(json_object_get(granola, "update_of")));
	assert_int_equal(json_array_size(json_object_get(granola, "articles")), 5);
	json_decref(feed);
	buf_clear(&out);
	arena_free(arena);
}

static void links_are_without_tracking_in_every_format(void **state)
{
	static const char tracked[] = "https://a.example/x?utm_source=rss&id=7";
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct article *article = arena_alloc(arena, sizeof(*article));
	enum digest_format format;

	(void)state;
	*article = *edition->posts[0].articles[1];
	article->url = tracked;
	edition->posts[0].articles[1] = article;
	edition->posts[0].original_url = tracked;
	for (format = FORMAT_TEXT; format < FORMAT_COUNT; format++) {
		struct buf out = {0};

		render_to(&out, edition, format);
		assert_non_null(strstr(buf_text(&out), "https://a.example/x?id=7"));
		assert_null(strstr(buf_text(&out), "utm_source"));
		buf_clear(&out);
	}
	arena_free(arena);
}

/* The characters by which a format is more than text; those that are escaped do not count. */
static size_t count_marks(const char *bytes, const char *marks)
{
	size_t count = 0;

	for (; *bytes != '\0'; bytes++) {
		if (*bytes == '\\' && strchr(marks, '\\') != NULL && bytes[1] != '\0')
			bytes++;
		else if (strchr(marks, *bytes) != NULL)
			count++;
	}
	return count;
}

static void assert_is_clean(const char *bytes, size_t length)
{
	static const char *const turns[] = {"\xe2\x80\xaa", "\xe2\x80\xae", "\xe2\x81\xa6",
					    "\xe2\x80\xa8", "\xc2\x9b"};
	size_t i;

	assert_true(utf8_is_valid(bytes, length));
	for (i = 0; i < length; i++)
		assert_true((unsigned char)bytes[i] >= ' ' || bytes[i] == '\n');
	for (i = 0; i < sizeof(turns) / sizeof(turns[0]); i++)
		assert_null(strstr(bytes, turns[i]));
}

static size_t structure(struct arena *arena, const char *text, enum digest_format format,
			const char *marks)
{
	struct buf out = {0};
	size_t count;

	render_to(&out, invented_hostile(arena, text), format);
	assert_is_clean(buf_text(&out), out.length);
	count = count_marks(buf_text(&out), marks);
	buf_clear(&out);
	return count;
}

/* Whatever a stranger writes, the document has the structure it has for a harmless word. */
static void no_text_becomes_markup_in_any_format(void **state)
{
	static const char *const marks[FORMAT_COUNT] = {
		[FORMAT_TEXT] = "",
		[FORMAT_HTML] = "<>\"\n",
		[FORMAT_MARKDOWN] = "\\<>[]`*_#{}|~\n",
		[FORMAT_ATOM] = "<>\n",
		[FORMAT_JSON] = "\\\"\n",
	};
	static const struct {
		const char *hostile, *harmless;
	} cases[] = {
		{"<script>alert(1)</script>", "x"},
		{"</title></style></head><script src=//e.example></script>", "x"},
		{"\"><img src=x onerror=alert(1)>", "x"},
		{"' onmouseover='alert(1)", "x"},
		{"javascript:alert(1)", "x"},
		{"java\tscript:alert(1)", "x"},
		{"data:text/html;base64,PHNjcmlwdD4=", "x"},
		{"&lt;script&gt;alert(1)&lt;/script&gt;", "x"},
		{"]]><script>alert(1)</script><![CDATA[", "x"},
		{"--><svg onload=alert(1)>", "x"},
		{"<!ENTITY a SYSTEM 'file:///etc/passwd'>&a;", "x"},
		{"[x](javascript:alert(1))", "x"},
		{"![x](https://e.example/pixel)", "x"},
		{"x\n\n# Forged\n\n[x]: javascript:alert(1)", "x"},
		{"x\r\nSubject: forged", "x"},
		{"```\nfence", "x"},
		{"*[HTML]: x {: onclick=alert(1)}", "x"},
		{"<javascript:alert(1)>", "x"},
		{"| a | b |\n|---|---|", "x"},
		{"\\\"quoted\\\\\"", "x"},
		{"\x1b]0;title\x07\x1b[2J", "x"},
		{"\xe2\x80\xaereversed\xe2\x81\xa6", "x"},
		{"\xc2\x9b" "31m \xff\xfe\xc0\xaf", "x"},
		{"https://e.example/\"onmouseover=\"alert(1)", "https://e.example/"},
		{"https://e.example/><script>alert(1)</script>", "https://e.example/"},
		{"https://e.example/>)<javascript:alert`1`>", "https://e.example/"},
	};
	struct arena *arena = arena_new();
	enum digest_format format;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (format = FORMAT_TEXT; format < FORMAT_COUNT; format++)
			assert_int_equal(structure(arena, cases[i].hostile, format, marks[format]),
					 structure(arena, cases[i].harmless, format,
						   marks[format]));
	}
	arena_free(arena);
}

static void the_health_page_tells_of_mail_only_if_something_is_wrong(void **state)
{
	struct arena *arena = arena_new();
	struct render_context *context = invented_context(arena);
	struct rendered well = {0}, ill = {0};

	(void)state;
	render_edition(&well, arena, invented_small(arena), context);
	context->mail_given_up = 2;
	render_edition(&ill, arena, invented_small(arena), context);
	assert_null(strstr(find(&well, "health.html")->bytes, ">Mail<"));
	assert_non_null(strstr(find(&ill, "health.html")->bytes,
			       "<h2 class=\"label\">Mail</h2>\n<p>2 messages were given up in the "
			       "last week; granola status tells why.</p>"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_health_page_tells_of_mail_only_if_something_is_wrong),
		cmocka_unit_test(editions_come_out_as_they_were_approved),
		cmocka_unit_test(only_the_formats_asked_for_are_written),
		cmocka_unit_test(the_same_edition_gives_the_same_bytes),
		cmocka_unit_test(a_table_of_contents_comes_past_seven_stories),
		cmocka_unit_test(an_edition_without_a_name_leads_to_no_files),
		cmocka_unit_test(a_feed_goes_on_with_the_stories_of_earlier_editions),
		cmocka_unit_test(what_has_no_date_is_given_none),
		cmocka_unit_test(health_shows_the_week_of_each_feed),
		cmocka_unit_test(an_empty_edition_says_so),
		cmocka_unit_test(stories_say_which_way_they_are_read),
		cmocka_unit_test(json_leaves_nothing_out_that_is_unknown),
		cmocka_unit_test(links_are_without_tracking_in_every_format),
		cmocka_unit_test(no_text_becomes_markup_in_any_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
