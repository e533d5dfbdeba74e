#include "support/unit.h"

#include "base/str.h"
#include "text/agency.h"

static void agencies_are_credited_in_datelines_at_the_end_or_in_the_byline(void **state)
{
	static const struct {
		const char *name;	/* NULL: none is credited */
		const char *text;
		const char *byline;
	} cases[] = {
		{ "Reuters", "PARIS, March 3 (Reuters) - The bridge is open.", NULL },
		{ "Reuters", "(Reuters) - The bridge is open.", NULL },
		{ "Reuters", "The bridge.\n\nPARIS (Reuters) — It is open.", NULL },
		{ "Reuters", "The bridge is open.", "Reuters" },
		{ "Reuters", "The bridge is open.", "By Reuters Staff" },
		{ "Reuters", "The bridge is open.", "Jane Doe, Reuters" },
		{ "Associated Press", "PARIS (AP) — The bridge is open.", NULL },
		{ "Associated Press", "The bridge is open.", "By The Associated Press" },
		{ "Associated Press", "The bridge is open.", "JANE DOE and Associated Press" },
		{ "AFP", "The bridge is open.\n© AFP", NULL },
		{ "AFP", "Die Brücke ist offen.\nQuelle: AFP", NULL },
		{ "dpa", "Paris (dpa) - Die Brücke ist offen.", NULL },
		{ "Bloomberg", "The bridge is open. It cost a billion, the city said, which"
				   " is more than was planned. - Bloomberg", NULL },
		{ "PTI", "New Delhi, May 7 (PTI): The bridge is open.", NULL },
		{ "TASS", "МОСКВА, 7 мая. /ТАСС/. Мост открыт.", NULL },
		{ "RIA Novosti", "МОСКВА, 7 мая — РИА Новости. Мост открыт.", NULL },
		{ "Xinhua", "【新华社】大桥通车", NULL },
		{ "AFP", "(AFP) The harbour reopened.", NULL },
		{ "Xinhua", "The harbour reopened.\n\nSource: Xinhua", NULL },
		{ "Bloomberg", "The harbour reopened.\n\n- Bloomberg", NULL },
		{ NULL, "The harbour (built in 1920) reopened.", "Jane Doe" },
		{ NULL, "Reuters was asked to reopen the harbour.", NULL },
		{ NULL, "", NULL },
		{ NULL, "The bridge is open, Reuters reports.", NULL },
		{ NULL, "The American Psychological Association (APA) met in Paris.", NULL },
		{ NULL, "Bloomberg, who once was mayor, opened the bridge.", NULL },
		{ NULL, "The bridge is open.\n\nThe Associated Press contributed to this.", NULL },
		{ NULL, "The bridge is open.", "Jane Doe" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct agency *agency = agency_credited(cases[i].text, cases[i].byline);

		if (!str_equal(agency != NULL ? agency_name(agency) : NULL, cases[i].name))
			fail_msg("case %zu: %s", i, cases[i].text);
	}
}

static void agencies_are_known_by_their_domains_and_names(void **state)
{
	static const char name[] = "the Associated Press", other[] = "Associated Pressure";

	(void)state;
	assert_ptr_equal(agency_at("apnews.com"), agency_at("ap.org"));
	assert_ptr_equal(agency_named(name, name + strlen(name)), agency_at("ap.org"));
	assert_string_equal(agency_name(agency_at("ap.org")), "Associated Press");
	assert_null(agency_named(other, other + strlen(other)));
	assert_null(agency_named(name, name));
	assert_null(agency_at("news.com"));
	assert_null(agency_at("apnews.co"));
	assert_null(agency_at(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agencies_are_credited_in_datelines_at_the_end_or_in_the_byline),
		cmocka_unit_test(agencies_are_known_by_their_domains_and_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
