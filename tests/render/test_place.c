#include "support/unit.h"

#include <string.h>

#include "render/place.h"

struct case_ {
	enum digest_format format;
	const char *text;
	enum place_kind kind;
};

static const struct case_ cases[] = {
	{FORMAT_TEXT, "", PLACE_TEXT},
	{FORMAT_TEXT, "<script>`[x](<", PLACE_TEXT},

	{FORMAT_HTML, "", PLACE_TEXT},
	{FORMAT_HTML, "a < b ", PLACE_TEXT},
	{FORMAT_HTML, "<p>", PLACE_TEXT},
	{FORMAT_HTML, "<p>x</p>", PLACE_TEXT},
	{FORMAT_HTML, "<br/>", PLACE_TEXT},
	{FORMAT_HTML, "<", PLACE_CLOSED},
	{FORMAT_HTML, "<p", PLACE_CLOSED},
	{FORMAT_HTML, "<p ", PLACE_CLOSED},
	{FORMAT_HTML, "<p class", PLACE_CLOSED},
	{FORMAT_HTML, "<p class=", PLACE_CLOSED},
	{FORMAT_HTML, "<p class=x", PLACE_CLOSED},
	{FORMAT_HTML, "<p class=x ", PLACE_CLOSED},
	{FORMAT_HTML, "<p class=x>", PLACE_TEXT},
	{FORMAT_HTML, "<p class>", PLACE_TEXT},
	{FORMAT_HTML, "<p class=\"", PLACE_WORDS},
	{FORMAT_HTML, "<p class = 'a\"b", PLACE_WORDS},
	{FORMAT_HTML, "<p class=\"a>b\" ", PLACE_CLOSED},
	{FORMAT_HTML, "<p class=\"a>b\">", PLACE_TEXT},
	{FORMAT_HTML, "<P TITLE=\"", PLACE_WORDS},
	{FORMAT_HTML, "<p onclick=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<p ONX=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<p style=\"", PLACE_CLOSED},
	{FORMAT_HTML, "</p", PLACE_CLOSED},
	{FORMAT_HTML, "<!DOCTYPE ", PLACE_CLOSED},
	{FORMAT_HTML, "<!DOCTYPE html>", PLACE_TEXT},
	{FORMAT_HTML, "<?xml ", PLACE_CLOSED},
	{FORMAT_HTML, "<!-- > - -- ", PLACE_CLOSED},
	{FORMAT_HTML, "<!-- > -->", PLACE_TEXT},
	{FORMAT_HTML, "<!-- --->", PLACE_TEXT},
	{FORMAT_HTML, "<!-x>", PLACE_TEXT},

	{FORMAT_HTML, "<script>", PLACE_CLOSED},
	{FORMAT_HTML, "<SCRIPT>a<b</scr", PLACE_CLOSED},
	{FORMAT_HTML, "<script></style>", PLACE_CLOSED},
	{FORMAT_HTML, "<script></<</script", PLACE_CLOSED},
	{FORMAT_HTML, "<script>'<p>'</Script >", PLACE_TEXT},
	{FORMAT_HTML, "<style>", PLACE_STYLE},
	{FORMAT_HTML, "<style>a{}</style>", PLACE_TEXT},
	{FORMAT_HTML, "<title>", PLACE_WORDS},
	{FORMAT_HTML, "<title><b ", PLACE_WORDS},
	{FORMAT_HTML, "<textarea>", PLACE_WORDS},
	{FORMAT_HTML, "<iframe>", PLACE_CLOSED},
	{FORMAT_HTML, "<plaintext></plaintex", PLACE_CLOSED},

	{FORMAT_HTML, "<a href=\"", PLACE_LINK},
	{FORMAT_HTML, "<A HREF='", PLACE_LINK},
	{FORMAT_HTML, "<blockquote cite=\"", PLACE_LINK},
	{FORMAT_HTML, "<a href=\"stories/", PLACE_LINK_REST},
	{FORMAT_HTML, "<a href=\"#story-", PLACE_LINK_REST},
	{FORMAT_HTML, "<a href=\"page", PLACE_LINK_REST},
	{FORMAT_HTML, "<a href=\"https://e.example/?a=b&amp;c=:", PLACE_LINK_REST},
	{FORMAT_HTML, "<a href=\"mailto:jane@e.example?subject=", PLACE_LINK_REST},
	{FORMAT_HTML, "<a href=\"javascript:", PLACE_CLOSED},
	{FORMAT_HTML, "<a href=\"javascript&colon;", PLACE_CLOSED},
	{FORMAT_HTML, "<a href=\"data:text/html,", PLACE_CLOSED},
	{FORMAT_HTML, "<a href=\" javascript:", PLACE_CLOSED},
	{FORMAT_HTML, "<a href=\"x\" title=\"", PLACE_WORDS},
	{FORMAT_HTML, "<a title=\"x\" href=\"", PLACE_LINK},
	{FORMAT_HTML, "<a title=\"x\"href=\"", PLACE_LINK},
	{FORMAT_HTML, "<abbr href=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<link href=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<base href=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<img src=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<script src=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<form action=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<meta name=\"x\" content=\"", PLACE_WORDS},
	{FORMAT_HTML, "<meta http-equiv=\"refresh\" content=\"", PLACE_CLOSED},
	{FORMAT_HTML, "<meta name=\"x\"><meta content=\"", PLACE_CLOSED},
	{FORMAT_ATOM, "<a href=\"", PLACE_LINK},

	{FORMAT_MARKDOWN, "# ", PLACE_TEXT},
	{FORMAT_MARKDOWN, "a < b ", PLACE_TEXT},
	{FORMAT_MARKDOWN, "[", PLACE_TEXT},
	{FORMAT_MARKDOWN, "[x](", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "[x](<", PLACE_LINK},
	{FORMAT_MARKDOWN, "[x](<stories/", PLACE_LINK_REST},
	{FORMAT_MARKDOWN, "[x](<javascript:", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "[x](<y>) ", PLACE_TEXT},
	{FORMAT_MARKDOWN, "[x] (", PLACE_TEXT},
	{FORMAT_MARKDOWN, "[x]: ", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "[x]: y\n", PLACE_TEXT},
	{FORMAT_MARKDOWN, "<", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "<p title=\"", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "<p title=\"x\">", PLACE_TEXT},
	{FORMAT_MARKDOWN, "`", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "`x", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "`x` ", PLACE_TEXT},
	{FORMAT_MARKDOWN, "it`s\n", PLACE_TEXT},
	{FORMAT_MARKDOWN, "~x", PLACE_TEXT},
	{FORMAT_MARKDOWN, "```\n[x](<", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "````\nx\n", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "~~~\nx\n", PLACE_CLOSED},
	{FORMAT_MARKDOWN, "```\nx\n```\n", PLACE_TEXT},
};

static void what_may_be_filled_in_depends_on_the_place(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place place = place_start(cases[i].format);

		place_advance(&place, cases[i].text, strlen(cases[i].text));
		if (place_kind(&place) != cases[i].kind)
			fail_msg("%s: %d", cases[i].text, (int)place_kind(&place));
	}
}

static void a_place_does_not_depend_on_how_text_is_cut(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct place whole = place_start(cases[i].format), parts = whole;
		size_t length = strlen(cases[i].text);

		place_advance(&whole, cases[i].text, length);
		for (j = 0; j < length; j++)
			place_advance(&parts, cases[i].text + j, 1);
		assert_true(place_equal(&whole, &parts));
	}
}

static void what_was_filled_in_is_a_part_of_the_link(void **state)
{
	struct place place = place_start(FORMAT_HTML);

	(void)state;
	place_advance(&place, "<a href=\"", strlen("<a href=\""));
	place_fill(&place);
	assert_int_equal(place_kind(&place), PLACE_LINK_REST);
	place_advance(&place, ":x", 2);
	assert_int_equal(place_kind(&place), PLACE_LINK_REST);
	place_advance(&place, "\">", 2);
	place_fill(&place);
	assert_int_equal(place_kind(&place), PLACE_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_be_filled_in_depends_on_the_place),
		cmocka_unit_test(a_place_does_not_depend_on_how_text_is_cut),
		cmocka_unit_test(what_was_filled_in_is_a_part_of_the_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
