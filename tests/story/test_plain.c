#include "support/unit.h"

#include "base/buf.h"
#include "story/plain.h"

static void what_pages_put_around_reports_is_left_out(void **state)
{
	static const struct {
		const char *text;
		const char *plain;
	} cases[] = {
		{ "", "" },
		{ "The ferry sank.", "The ferry sank.\n" },
		{ "In This Article:\nThe ferry sank.\n\nRead more: Old ferries",
		  "The ferry sank.\n" },
		{ "Most Read from Harbour News\nIt sank.", "It sank.\n" },
		{ "(Bloomberg) -- It sank.", "It sank.\n" },
		{ "(CNN)It sank.", "It sank.\n" },
		{ "Port Elm, Ireland (CNN)It sank.", "It sank.\n" },
		{ "London (CNN) -- It sank.", "It sank.\n" },
		{ "Sen. Ann Gray (R-Texas) said it sank.",
		  "Sen. Ann Gray (R-Texas) said it sank.\n" },
		{ "PORT ELM, March 3 (Reuters) - It sank.", "It sank.\n" },
		{ "PORT ELM \xe2\x80\x94 It sank.", "It sank.\n" },
		{ "PORT ELM\xe2\x80\x94It sank.", "It sank.\n" },
		{ "(The Harbour Wire)It sank.", "It sank.\n" },
		{ "NASA - the space agency - says it sank.",
		  "NASA - the space agency - says it sank.\n" },
		{ "The Post reported that it sank.", "The Post reported that it sank.\n" },
		{ "The post It sank appeared first on Harbour News.\nIt sank.", "It sank.\n" },
		{ "(It sank.)", "(It sank.)\n" },
		{ "NATO met on Monday - late.", "NATO met on Monday - late.\n" },
		{ "The ferry sank on Monday - Bloomberg", "The ferry sank on Monday\n" },
		{ "A ferry (c) Jane Doe/Getty Images\nIt sank.", "It sank.\n" },
		{ "It sank.\nCopyright 2026 Harbour News. All rights reserved.", "It sank.\n" },
		{ "%d bloggers like this:\nIt sank.", "It sank.\n" },
		{ "ADVERTISEMENT\nIt sank.", "It sank.\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		plain_text(&out, cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].plain);
		buf_clear(&out);
	}
}

static void titles_lose_the_publisher_at_their_end(void **state)
{
	static const struct {
		const char *title;
		const char *publisher;
		const char *plain;
	} cases[] = {
		{ "Ferry sinks off Elm - Harbour News", "Harbour News", "Ferry sinks off Elm" },
		{ "Ferry sinks off Elm | HARBOUR NEWS", "Harbour News", "Ferry sinks off Elm" },
		{ "Ferry sinks \xe2\x80\x93 five saved", "Harbour News",
		  "Ferry sinks \xe2\x80\x93 five saved" },
		{ "Ferry sinks off Elm - Harbour News", NULL,
		  "Ferry sinks off Elm - Harbour News" },
		{ "", "Harbour News", "" },
		{ " Ferry ", "", "Ferry" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		plain_title(&out, cases[i].title, cases[i].publisher);
		assert_string_equal(buf_text(&out), cases[i].plain);
		buf_clear(&out);
	}
}

static void sentences_that_only_point_elsewhere_are_known(void **state)
{
	(void)state;
	assert_true(plain_points_elsewhere("See more: The ferries of Elm."));
	assert_true(plain_points_elsewhere("READ MORE: The ferries of Elm."));
	assert_false(plain_points_elsewhere("The ferry sank."));
	assert_false(plain_points_elsewhere("More of them sank."));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_pages_put_around_reports_is_left_out),
		cmocka_unit_test(sentences_that_only_point_elsewhere_are_known),
		cmocka_unit_test(titles_lose_the_publisher_at_their_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
