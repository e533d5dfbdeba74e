#include "support/unit.h"

#include "extract/boilerplate.h"

static void lines_that_say_nothing_of_the_subject_are_known(void **state)
{
	static const struct {
		const char *line;
		bool is_boilerplate;
	} cases[] = {
		{"Advertisement", true},
		{"ADVERTISEMENT:", true},
		{"Read more: ferries sail again", true},
		{"Story continues below", true},
		{"Lava near the village (Photo: Jane Doe)", true},
		{"Advertisement spending fell by a third.", false},
		{"Share prices fell", false},
		{"The village (which has no pump) burned", false},
		{"", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(boilerplate_is_line(cases[i].line, strlen(cases[i].line)),
				 cases[i].is_boilerplate);
}

static void headings_of_what_leads_elsewhere_are_known(void **state)
{
	static const struct {
		const char *heading;
		bool is_section;
	} cases[] = {
		{"Related articles", true},
		{"You may also like", true},
		{"Mehr zum Thema", true},
		{"\xe7\x9b\xb8\xe5\x85\xb3\xe6\x96\xb0\xe9\x97\xbb", true},
		{"How the flood began", false},
		{"", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(boilerplate_is_section(cases[i].heading, strlen(cases[i].heading)),
				 cases[i].is_section);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_say_nothing_of_the_subject_are_known),
		cmocka_unit_test(headings_of_what_leads_elsewhere_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
