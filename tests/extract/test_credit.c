#include "support/unit.h"

#include "extract/credit.h"

static void agencies_are_named_at_the_beginning_the_end_or_in_the_byline(void **state)
{
	static const struct {
		const char *text, *byline, *credit;
	} cases[] = {
		{"PORTVALE (Reuters) - The harbour reopened.", NULL, "Reuters"},
		{"(AFP) The harbour reopened.", NULL, "AFP"},
		{"The harbour reopened.\n\nSource: Xinhua", NULL, "Xinhua"},
		{"The harbour reopened.\n\n- Bloomberg", NULL, "Bloomberg"},
		{"The harbour reopened.\n\nQuelle: dpa", NULL, "dpa"},
		{"The harbour reopened.", "Jane Doe, Associated Press", "Associated Press"},
		{"The harbour (built in 1920) reopened.", "Jane Doe", NULL},
		{"Reuters was asked to reopen the harbour.", NULL, NULL},
		{"", NULL, NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *credit = credit_find(cases[i].text, cases[i].byline);

		if (cases[i].credit == NULL)
			assert_null(credit);
		else
			assert_string_equal(credit, cases[i].credit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agencies_are_named_at_the_beginning_the_end_or_in_the_byline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
