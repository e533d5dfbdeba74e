#include "support/unit.h"

#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/html.h"

struct pair {
	const char *source;
	const char *result;
};

static void check_text(const struct pair *cases, size_t count)
{
	struct buf out = {0};
	size_t i;

	for (i = 0; i < count; i++) {
		buf_truncate(&out, 0);
		html_to_text(&out, cases[i].source, strlen(cases[i].source));
		assert_string_equal(buf_text(&out), cases[i].result);
	}
	buf_clear(&out);
}

static void check_html(const struct pair *cases, size_t count, const char *base_url)
{
	struct buf out = {0};
	size_t i;

	for (i = 0; i < count; i++) {
		buf_truncate(&out, 0);
		html_sanitise(&out, NULL, cases[i].source, strlen(cases[i].source), base_url);
		assert_string_equal(buf_text(&out), cases[i].result);
	}
	buf_clear(&out);
}

static void prose_has_paragraphs_lines_and_single_spaces(void **state)
{
	static const struct pair cases[] = {
		{"<p>One\n two</p>\n\n<p>three</p>", "One two\n\nthree"},
		{"a<br>b<br/>c", "a\nb\nc"},
		{"<b>a</b>b <i> c</i>", "ab c"},
		{"<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"},
		{"<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"},
		{"<pre>a\n  b\n</pre>c", "a\n  b\n\nc"},
		{"a &amp; b &lt;c&gt;", "a & b <c>"},
		{"  <div><div> a </div></div>  ", "a"},
		{"a&nbsp;b &nbsp; c", "a\xC2\xA0" "b c"},
		{"x<script>alert(1)</script>y<style>p{}</style>z", "xyz"},
		{"<title>t</title>u", "u"},
		{"a<!-- b -->c", "ac"},
		{"1 < 2 and <unknown>3</unknown>", "1 < 2 and 3"},
		{"", ""},
	};

	(void)state;
	check_text(cases, sizeof(cases) / sizeof(cases[0]));
}

static void only_what_is_allowed_stays(void **state)
{
	static const struct pair cases[] = {
		{"<p class=x style='a' onclick=y>a</p>", "<p>a</p>"},
		{"<script>a</script><b>c</b>", "<b>c</b>"},
		{"<font color=red>a</font><custom-x>b</custom-x>", "ab"},
		{"<a href='javascript:x'>a</a>", "<a>a</a>"},
		{"<a href=' jAva&Tab;script:x'>a</a>", "<a>a</a>"},
		{"<a href='data:text/html,x'>a</a>", "<a>a</a>"},
		{"<a href='mailto:a@example.org'>a</a>", "<a href=\"mailto:a@example.org\">a</a>"},
		{"<img src='data:image/png;base64,x'>a", "a"},
		{"<img src='/p.gif' width=1 height=1>a", "a"},
		{"<img src=x.png alt='\"<' onerror=y>",
		 "<img src=\"https://example.org/d/x.png\" alt=\"&quot;&lt;\">"},
		{"<form action=x><input name=y>a</form>", "a"},
		{"<svg onload=x><style>*{}</style><a xlink:href=y>a</a></svg>", "<a>a</a>"},
		{"<meta http-equiv=refresh content='0;url=x'><base href='//evil'>a", "a"},
		{"<ol start=3 reversed><li value=2>a</ol>",
		 "<ol start=\"3\" reversed=\"\"><li value=\"2\">a</li></ol>"},
		{"<ol start=javascript>a</ol>", "<ol>a</ol>"},
	};

	(void)state;
	check_html(cases, sizeof(cases) / sizeof(cases[0]), "https://example.org/d/");
}

static void what_comes_out_is_balanced(void **state)
{
	static const struct pair cases[] = {
		{"<p>a<p>b", "<p>a</p><p>b</p>"},
		{"<b><i>a</b>b</i>", "<b><i>a</i></b>b"},
		{"</p>a</div>", "a"},
		{"<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
		{"<ul><li>a<ul><li>b</ul><li>c</ul>",
		 "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"},
		{"<table><tr><td>1<td>2<tr><th>3</table>",
		 "<table><tr><td>1</td><td>2</td></tr><tr><th>3</th></tr></table>"},
		{"<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"},
		{"<br></br>", "<br>"},
		{"<a href=x", ""},
		{"a < b & c > d \"e\"", "a &lt; b &amp; c &gt; d &quot;e&quot;"},
	};

	(void)state;
	check_html(cases, sizeof(cases) / sizeof(cases[0]), NULL);
}

static void without_a_base_links_stay_relative(void **state)
{
	static const struct pair cases[] = {
		{"<a href='/x?a=1&b=2'>a</a>", "<a href=\"/x?a=1&amp;b=2\">a</a>"},
		{"<a href='#x'>a</a>", "<a href=\"#x\">a</a>"},
		{"<a href='vbscript:x'>a</a>", "<a>a</a>"},
	};

	(void)state;
	check_html(cases, sizeof(cases) / sizeof(cases[0]), NULL);
}

static void markup_is_told_from_text(void **state)
{
	static const struct {
		const char *text;
		bool markup, tags;
	} cases[] = {
		{"plain", false, false},
		{"1 < 2 > 0", false, false},
		{"vector<int> x", false, false},
		{"AT&T", false, false},
		{"AT&amp;T", true, false},
		{"a <b>c", true, true},
		{"a</p>", true, true},
		{"a<!-- b -->", true, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t length = strlen(cases[i].text);

		assert_int_equal(html_has_markup(cases[i].text, length), cases[i].markup);
		assert_int_equal(html_has_tags(cases[i].text, length), cases[i].tags);
	}
}

/* A megabyte of what makes naive readers start over and over. */
static void hostile_markup_takes_linear_time(void **state)
{
	static const char *const pieces[] = {
		"<!-- ", "<![CDATA[", "<a \"", "<a b='", "&a", "&#x", "<script>", "<p><b>", "<li>",
		"</p", "<div>", "<b <", "</b>", "<", "&", "<title>", "<pre>\n", "<td>",
	};
	struct buf source = {0}, html = {0}, text = {0};
	clock_t start = clock();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		buf_truncate(&source, 0);
		while (source.length < 1024 * 1024)
			buf_add_text(&source, pieces[i]);
		buf_truncate(&html, 0);
		buf_truncate(&text, 0);
		html_sanitise(&html, &text, source.data, source.length, NULL);
		html_has_markup(source.data, source.length);
	}
	assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
	buf_clear(&source);
	buf_clear(&html);
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose_has_paragraphs_lines_and_single_spaces),
		cmocka_unit_test(only_what_is_allowed_stays),
		cmocka_unit_test(what_comes_out_is_balanced),
		cmocka_unit_test(without_a_base_links_stay_relative),
		cmocka_unit_test(markup_is_told_from_text),
		cmocka_unit_test(hostile_markup_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
