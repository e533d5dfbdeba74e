#include "support/unit.h"

#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "extract/extract.h"
#include "model/feed.h"
#include "text/date.h"
#include "text/xml.h"

/* Invented prose, long enough to be an article's. */
#define FIRST "The harbour of Portvale reopened on Monday, after storms that lasted, by most "	\
	      "accounts, longer than any since the lighthouse was built, and boats went out."
#define SECOND "Fishermen said, as they untied their boats, that the catch would be small, that " \
	       "prices would rise, and that nobody, least of all they, could do anything about it."
#define THIRD "The mayor, who had slept in her office, thanked the crews, the bakers, and the "	\
	      "children of the school, who had filled, she said, four thousand bags with sand."
#define BODY "<p>" FIRST "</p><p>" SECOND "</p><p>" THIRD "</p>"

struct fixture {
	struct arena *arena;
	struct extract page;
};

static void read_page(struct fixture *fixture, const char *html)
{
	struct extract_source source = {
		.bytes = html, .length = strlen(html),
		.url = "https://www.portvale-post.example/news/harbour",
	};

	assert_int_equal(extract_page(&fixture->page, fixture->arena, &source, NULL), 0);
}

static int set_up(void **state)
{
	struct fixture *fixture = test_malloc(sizeof(*fixture));

	xml_init();
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(fixture->arena);
	test_free(fixture);
	return 0;
}

static void what_surrounds_an_article_is_left_out(void **state)
{
	static const char *const around[] = {
		"<nav><a href=/>Home</a> <a href=/x>UNWANTED</a></nav>"
		"<div class=post>" BODY "</div>",
		"<div class=post>" BODY "</div><aside><p>UNWANTED, of course, and more of it, and "
		"more, so that it is long enough.</p></aside>",
		"<article>" BODY "<div class=share-bar>UNWANTED</div></article>",
		"<article>" BODY "<h3>Related articles</h3><p><a href=/a>UNWANTED one</a></p>"
		"</article>",
		"<article>" BODY "</article><div id=comments><p>UNWANTED says a reader, who was "
		"there, or says so, and who goes on, and on.</p></div>",
		"<article><p>" FIRST "</p><div class=newsletter-signup><p>UNWANTED mail, every "
		"day, in your box, for nothing, for ever.</p></div><p>" SECOND "</p></article>",
		"<div class=cookie-banner><p>UNWANTED cookies, of ours, and of our partners, are "
		"good for you.</p></div><main>" BODY "</main>",
		"<article><p>" FIRST "</p><p>See also: <a href=/y>UNWANTED boats sink</a></p><p>"
		SECOND "</p></article>",
		"<article>" BODY "<p style='display:none'>UNWANTED</p></article>",
		"<article><figure><img src=a.jpg><figcaption>UNWANTED, seen from the pier"
		"</figcaption></figure>" BODY "</article>",
		"<article><p>Advertisement</p><!-- UNWANTED -->" BODY
		"<script>UNWANTED()</script></article>",
		"<article>" BODY "<ul><li><a href=/1>UNWANTED headline, long as headlines are, one"
		"</a></li><li><a href=/2>UNWANTED headline, long as headlines are, two</a></li>"
		"</ul></article>",
	};
	struct fixture *fixture = *state;
	size_t i;

	for (i = 0; i < sizeof(around) / sizeof(around[0]); i++) {
		read_page(fixture, around[i]);
		assert_non_null(strstr(fixture->page.text, FIRST));
		assert_non_null(strstr(fixture->page.text, SECOND));
		assert_null(strstr(fixture->page.text, "UNWANTED"));
	}
}

static void what_belongs_to_an_article_stays(void **state)
{
	static const char *const within[] = {
		"<article>" BODY "<ul><li>WANTED bread</li><li>rope</li></ul></article>",
		"<article>" BODY "<table><tr><td>WANTED</td><td>12</td></tr></table></article>",
		"<article>" BODY "<blockquote><p>WANTED, she said, was rain</p></blockquote>"
		"</article>",
		"<article>" BODY "<pre>WANTED = 1;\nboats = 2;</pre></article>",
		"<article>" BODY "<h2>The night</h2><p>WANTED</p></article>",
		"<h1>Harbour</h1><p class=standfirst>WANTED are boats, of any size.</p>"
		"<div class=article-body>" BODY "</div>",
		"<div class=wrap><div class=article-body><p>" FIRST "</p></div>"
		"<div class=ad>x</div>"
		"<div class=article-body><p>" SECOND "</p><p>WANTED, " THIRD "</p></div></div>",
		"<div><div>WANTED, " FIRST "<br><br>" FIRST "<br><br>" SECOND "</div></div>",
		"<div class='page with-sidebar'><div><p>WANTED, " FIRST "</p><p>" SECOND
		"</p></div></div>",
		"<table><tr><td><a href=/>Home</a></td><td><font>WANTED, " FIRST "<p>" FIRST "<p>"
		SECOND "</font></td></tr></table>",
		"<article>" BODY "<p>Between <a href=#n>WANTED</a> and unwanted lies the sea.</p>"
		"</article>",
	};
	struct fixture *fixture = *state;
	size_t i;

	for (i = 0; i < sizeof(within) / sizeof(within[0]); i++) {
		read_page(fixture, within[i]);
		assert_non_null(strstr(fixture->page.text, SECOND));
		assert_non_null(strstr(fixture->page.text, "WANTED"));
	}
}

static void any_script_will_do(void **state)
{
	static const char paragraph[] =
		"<p>\xe6\xb8\xaf\xe5\x8f\xa3\xe5\x9c\xa8\xe6\x98\x9f\xe6\x9c\x9f\xe4\xb8\x80"
		"\xe9\x87\x8d\xe6\x96\xb0\xe5\xbc\x80\xe6\x94\xbe\xef\xbc\x8c\xe6\xb8\x94"
		"\xe6\xb0\x91\xe5\x87\xba\xe6\xb5\xb7\xef\xbc\x8c\xe5\xb8\x82\xe9\x95\xbf"
		"\xe6\x84\x9f\xe8\xb0\xa2\xe5\xad\xa9\xe5\xad\x90\xe4\xbb\xac\xe3\x80\x82</p>";
	struct fixture *fixture = *state;
	struct buf html = {0};
	size_t i;

	buf_add_text(&html, "<ul><li><a href=/>\xe9\xa6\x96\xe9\xa1\xb5</a></li></ul><div>");
	for (i = 0; i < 6; i++)
		buf_add_text(&html, paragraph);
	buf_add_text(&html, "</div>");
	read_page(fixture, buf_text(&html));
	assert_non_null(strstr(fixture->page.text, "\xe6\xb8\xaf\xe5\x8f\xa3"));
	assert_null(strstr(fixture->page.text, "\xe9\xa6\x96\xe9\xa1\xb5"));
	assert_string_equal(fixture->page.language, "zh");
	buf_clear(&html);
}

static void titles_are_the_headline_without_the_site(void **state)
{
	static const struct {
		const char *html, *title;
	} cases[] = {
		{"<title>Harbour reopens | The Post</title><h1>Harbour reopens</h1>",
		 "Harbour reopens"},
		{"<title>Harbour reopens | The Post</title><h1>The Post</h1>"
		 "<h2>Harbour reopens</h2>",
		 "Harbour reopens"},
		{"<meta property=og:title content='Harbour reopens'><h1>Menu</h1>",
		 "Harbour reopens"},
		{"<title>News - Harbour of Portvale reopens</title>"
		 "<h1>Harbour of Portvale reopens</h1>",
		 "Harbour of Portvale reopens"},
		{"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":"
		 "\"Harbour &amp; town\"}</script><title>x</title>", "Harbour & town"},
		{"<p>no title", NULL},
	};
	struct fixture *fixture = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(fixture, cases[i].html);
		if (cases[i].title == NULL)
			assert_null(fixture->page.title);
		else
			assert_string_equal(fixture->page.title, cases[i].title);
	}
}

static void authors_are_found_where_pages_name_them(void **state)
{
	static const struct {
		const char *html, *byline;
	} cases[] = {
		{"<meta name=author content='Ada Miller'>" BODY, "Ada Miller"},
		{"<h1>x</h1><p class=byline>By <a href=/ada>Ada Miller</a>, Portvale</p>" BODY,
		 "Ada Miller"},
		{"<h1>x</h1><p>By Ada Miller</p>" BODY, "Ada Miller"},
		{"<a rel=author href=/ada>Ada Miller</a>" BODY, "Ada Miller"},
		{"<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\","
		 "\"author\":{\"@id\":\"#a\"}},"
		 "{\"@id\":\"#a\",\"name\":\"Ada Miller\"}]}</script>" BODY,
		 "Ada Miller"},
		{"<script type='application/ld+json'>[{\"@type\":[\"NewsArticle\"],\"author\":"
		 "[{\"name\":\"Ada Miller\"},\"Bo Ek\"]}]</script>" BODY, "Ada Miller; Bo Ek"},
		{"<meta property=og:site_name content='The Post'>"
		 "<meta name=author content='The Post'>"
		 "<h1>x</h1><p class=author>Ada Miller</p>" BODY, "Ada Miller"},
		{"<meta name=author content=admin>" BODY, NULL},
	};
	struct fixture *fixture = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(fixture, cases[i].html);
		if (cases[i].byline == NULL)
			assert_null(fixture->page.byline);
		else
			assert_string_equal(fixture->page.byline, cases[i].byline);
	}
}

static void dates_are_found_where_pages_print_them(void **state)
{
	static const struct {
		const char *html, *date;
		int zone;
	} cases[] = {
		{"<meta property=article:published_time content='2021-05-03T08:00:00Z'>" BODY,
		 "2021-05-03T08:00:00Z", 0},
		{"<meta property=article:published_time content='2021-05-03T00:10:00+02:00'>" BODY,
		 "2021-05-02T22:10:00Z", 7200},
		{"<h1>x</h1><p>Posted 3 May 2021 by Ada</p>" BODY, "2021-05-03T00:00:00Z", 0},
		{"<h1>x</h1><p>Updated: 04.05.2021<br>First published: 03.05.2021</p>" BODY,
		 "2021-05-03T00:00:00Z", 0},
		{"<h1>x</h1><span>am 3. Mai 2021 um 10 Uhr</span>" BODY, "2021-05-03T00:00:00Z", 0},
		{"<span class=date>7 May 2021</span><h1>x</h1>"
		 "<span class=date>3 May 2021</span>" BODY,
		 "2021-05-03T00:00:00Z", 0},
		{"<p>Where he was in May 2021, nobody knows.</p>" BODY, NULL, 0},
		{"<meta property=article:published_time content='2021-05-04T01:30:00Z'><h1>x</h1>"
		 "<span class=date>3 May 2021</span>" BODY, "2021-05-04T01:30:00Z", -7200},
	};
	struct fixture *fixture = *state;
	char text[DATE_SIZE];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(fixture, cases[i].html);
		if (cases[i].date == NULL) {
			assert_int_equal(fixture->page.published, TIME_UNKNOWN);
			continue;
		}
		assert_string_equal(date_format(fixture->page.published, text), cases[i].date);
		assert_int_equal(fixture->page.zone, cases[i].zone);
	}
}

static void pages_that_are_no_article_are_told_apart(void **state)
{
	static const struct {
		const char *html;
		enum extract_kind kind;
	} cases[] = {
		{"<article>" BODY "</article>", EXTRACT_ARTICLE},
		{"<title>Just a moment...</title><p>Checking your browser.", EXTRACT_CHALLENGE},
		{"<title>404 - Page not found</title><p>Sorry.", EXTRACT_ERROR},
		{"<title>The Post</title><p>We value your privacy.", EXTRACT_CONSENT},
		{"<p>" FIRST "</p><p>Subscribe to continue reading.</p>", EXTRACT_PAYWALL},
		{"<h2><a href=/1>Headline of the first story</a></h2>"
		 "<h2><a href=/2>Headline of the second story</a></h2>"
		 "<h2><a href=/3>Headline of the third story</a></h2>"
		 "<h2><a href=/4>Headline of the fourth story</a></h2>"
		 "<h2><a href=/5>Headline of the fifth story</a></h2>"
		 "<h2><a href=/6>Headline of the sixth story</a></h2>", EXTRACT_LISTING},
	};
	struct fixture *fixture = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_page(fixture, cases[i].html);
		assert_string_equal(extract_kind_name(fixture->page.kind),
				    extract_kind_name(cases[i].kind));
	}
}

static void an_article_that_is_there_only_as_data_is_read_from_it(void **state)
{
	struct fixture *fixture = *state;

	read_page(fixture, "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
		  "\"articleBody\":\"" FIRST "\\n" SECOND "\\n" THIRD "\"}</script>"
		  "<article><p>" FIRST "</p></article>");
	assert_string_equal(fixture->page.text, FIRST "\n\n" SECOND "\n\n" THIRD);
}

static void html_is_rebuilt_and_links_are_absolute(void **state)
{
	struct fixture *fixture = *state;

	read_page(fixture, "<article>" BODY "<p onclick=x>See <a href='/map' style=x>the map</a>"
		  " and <a href='javascript:x'>more</a> of it, please.</p></article>");
	assert_non_null(strstr(fixture->page.html,
			       "<p>See <a href=\"https://www.portvale-post.example/map\">"
			       "the map</a> and <a>more</a> of it, please.</p>"));
}

static void a_byte_order_mark_outranks_meta(void **state)
{
	struct fixture *fixture = *state;

	read_page(fixture, "\xef\xbb\xbf<meta charset=iso-8859-1><p>Caf\xc3\xa9, " FIRST);
	assert_non_null(strstr(fixture->page.text, "Caf\xc3\xa9"));
}

static void what_has_no_element_is_no_page(void **state)
{
	struct fixture *fixture = *state;
	struct extract_source source = {.bytes = "", .length = 0};
	struct err err;

	assert_int_equal(extract_page(&fixture->page, fixture->arena, &source, &err), -1);
	assert_int_equal(err.code, ERR_DATA);
}

/* Megabytes of what makes naive readers start over and over. */
static void hostile_pages_take_linear_time(void **state)
{
	static const char *const pieces[] = {
		"<div>", "<b>", "</i>", "<p><a href=x>y</a>", "<h1>a", "<table><td>", "<li>a, b, c",
		"<!-- ", "<p a=1 b c d e f g>", "<div class='share article-body'>", "<a ", "&amp;",
		"<span>2021 </span>", "<time>1 May 2021</time>", "<form><input>", "<script>",
	};
	struct fixture *fixture = *state;
	struct buf html = {0};
	struct extract page;
	size_t i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct extract_source source;
		clock_t start = clock();

		buf_truncate(&html, 0);
		while (html.length < 1000000)
			buf_add_text(&html, pieces[i]);
		source = (struct extract_source){.bytes = html.data, .length = html.length};
		extract_page(&page, fixture->arena, &source, NULL);
		assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
	}
	buf_clear(&html);
}

#define PAGE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE_TEST(what_surrounds_an_article_is_left_out),
		PAGE_TEST(what_belongs_to_an_article_stays),
		PAGE_TEST(any_script_will_do),
		PAGE_TEST(titles_are_the_headline_without_the_site),
		PAGE_TEST(authors_are_found_where_pages_name_them),
		PAGE_TEST(dates_are_found_where_pages_print_them),
		PAGE_TEST(pages_that_are_no_article_are_told_apart),
		PAGE_TEST(an_article_that_is_there_only_as_data_is_read_from_it),
		PAGE_TEST(html_is_rebuilt_and_links_are_absolute),
		PAGE_TEST(a_byte_order_mark_outranks_meta),
		PAGE_TEST(what_has_no_element_is_no_page),
		PAGE_TEST(hostile_pages_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
