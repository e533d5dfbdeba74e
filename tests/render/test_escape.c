#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "render/escape.h"

struct pair {
	const char *text, *expected;
};

static void plain_text_is_one_clean_line(void **state)
{
	static const struct pair cases[] = {
		{NULL, ""},
		{"", ""},
		{"  two\t \r\n words  ", "two words"},
		{"a\xe2\x80\xa8" "b\xc2\x85" "c", "a b c"},
		{"\x1b[31mred\x07\x7f", "[31mred"},
		{"\xc2\x9b" "31mC1", "31mC1"},
		{"evil\xe2\x80\xae" "txt.exe\xe2\x80\xac", "eviltxt.exe"},
		{"\xe2\x81\xa6isolate\xe2\x81\xa9", "isolate"},
		{"\xef\xbb\xbfmark \xef\xbf\xbf", "mark"},
		{"bad\xffyte", "bad\xef\xbf\xbdyte"},
		{"caf\xc3\xa9 \xe6\xb8\xaf", "caf\xc3\xa9 \xe6\xb8\xaf"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		escape_plain(&out, cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].expected);
		buf_clear(&out);
	}
}

static void what_fills_html_is_escaped_and_the_format_is_not(void **state)
{
	struct buf out = {0};

	(void)state;
	escape_html(&out, "<p title=\"%s\">%s: %zu, %d %%</p>", "\"><i onclick='x'>", "a & b\n",
		    (size_t)3, -4);
	assert_string_equal(buf_text(&out),
			    "<p title=\"&quot;&gt;&lt;i onclick=&#39;x&#39;&gt;\">"
			    "a &amp; b: 3, -4 %</p>");
	buf_clear(&out);
}

static void markdown_says_what_the_text_says(void **state)
{
	static const struct pair cases[] = {
		{"U.S. firms, 5-6 of them (all)!", "U.S. firms, 5-6 of them (all)!"},
		{"*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"},
		{"[x](javascript:y)", "\\[x\\](javascript:y)"},
		{"a <b> & c &lt; d", "a &lt;b&gt; &amp; c &amp;lt; d"},
		{"# head", "\\# head"},
		{"C#", "C\\#"},
		{"- item", "\\- item"},
		{"+ item", "\\+ item"},
		{"=== under", "\\=== under"},
		{": defined", "\\: defined"},
		{"1984. A novel", "1984\\. A novel"},
		{"2) second", "2\\) second"},
		{"2026 budget", "2026 budget"},
		{"~~gone~~ | {x}", "\\~\\~gone\\~\\~ \\| \\{x\\}"},
		{"back\\slash\\", "back\\\\slash\\\\"},
		{"two\n\n# lines", "two \\# lines"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		escape_markdown(&out, "%s", cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].expected);
		buf_clear(&out);
	}
}

static void only_web_urls_pass_and_only_in_harmless_characters(void **state)
{
	static const struct pair cases[] = {
		{NULL, NULL},
		{"", NULL},
		{"javascript:alert(1)", NULL},
		{" javascript:alert(1)", NULL},
		{"java\nscript:alert(1)", NULL},
		{"data:text/html,<script>", NULL},
		{"vbscript:x", NULL},
		{"file:///etc/passwd", NULL},
		{"//example.org/", NULL},
		{"relative/path", NULL},
		{"https:", NULL},
		{"https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"},
		{"http://example.org/(a)_[b]*", "http://example.org/(a)_[b]*"},
		{"https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"},
		{"https://example.org/a`b\\c|d^e{f}",
		 "https://example.org/a%60b%5Cc%7Cd%5Ee%7Bf%7D"},
		{"https://me:secret@example.org/a@b", "https://example.org/a@b"},
		{"http://me@example.org", "http://example.org"},
		{"https://@example.org/", "https://example.org/"},
		{"https://example.org/\xc3\xa9", "https://example.org/%C3%A9"},
		{"https://example.org/\xe2\x80\xae", "https://example.org/%E2%80%AE"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *url = escape_url(arena, cases[i].text);

		if (cases[i].expected == NULL)
			assert_null(url);
		else
			assert_string_equal(url, cases[i].expected);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_is_one_clean_line),
		cmocka_unit_test(what_fills_html_is_escaped_and_the_format_is_not),
		cmocka_unit_test(markdown_says_what_the_text_says),
		cmocka_unit_test(only_web_urls_pass_and_only_in_harmless_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
