#include "support/unit.h"

#include "model/story.h"
#include "story/provenance.h"

static struct provenance read_text(const char *text, const char *author)
{
	const struct article article = {
		.title = "", .text = text, .author = author, .publisher = "paper.example",
		.publisher_name = "The Paper",
	};
	struct provenance provenance;

	provenance_read(&provenance, &article);
	return provenance;
}

static uint64_t agency_of(const char *publisher, const char *name, bool is_agency)
{
	const struct article article = {
		.title = "", .text = "", .publisher = publisher, .publisher_name = name,
		.is_agency = is_agency,
	};
	struct provenance provenance;

	provenance_read(&provenance, &article);
	return provenance.agency;
}

static void after_a_place_any_name_is_an_agency(void **state)
{
	uint64_t wire = read_text("PORT ELM, March 3 (Harbour Wire) - A ferry.", NULL).agency;

	(void)state;
	assert_true(wire != 0);
	assert_true(read_text("OSTER (Harbour Wire) - Cheese.", NULL).agency == wire);
	assert_true(read_text("OSTER (Hill Wire) - Cheese.", NULL).agency != wire);
	assert_true(read_text("(Update) - Cheese.", NULL).agency == 0);
	assert_true(agency_of("harbour.example", "Harbour Wire", true) == wire);
	assert_true(agency_of("harbour.example", "Harbour Wire", false) == 0);
}

static void an_agency_is_the_same_by_dateline_byline_and_domain(void **state)
{
	uint64_t ap = agency_of("ap.org", "", false);

	(void)state;
	assert_true(ap != 0);
	assert_true(agency_of("apnews.com", "AP", true) == ap);
	assert_true(agency_of("paper.example", "Associated Press", true) == ap);
	assert_true(read_text("PARIS (AP) - The bridge is open.", NULL).agency == ap);
	assert_true(read_text("The bridge is open.", "Jane Doe, Associated Press").agency == ap);
	assert_true(read_text("PARIS (AFP) - The bridge is open.", NULL).agency != ap);
	assert_true(read_text("The bridge is open.", "Jane Doe").agency == 0);
}

static void an_agency_is_what_the_page_credits_if_it_does(void **state)
{
	struct article article = {
		.title = "", .text = "PARIS (AFP) - The bridge is open.", .credit = "Reuters",
		.publisher = "paper.example", .publisher_name = "The Paper",
	};
	struct provenance provenance;

	(void)state;
	provenance_read(&provenance, &article);
	assert_true(provenance.agency == agency_of("reuters.com", "", false));
	article.credit = "Hill Wire";
	provenance_read(&provenance, &article);
	assert_true(provenance.agency == agency_of("hill.example", "Hill Wire", true));
}

static void reporters_are_people_with_names(void **state)
{
	static const char *const nobodies[] = {
		"", "Jane", "News Desk", "Our Correspondent", "Staff Reporter", "The Web Team",
		"Agencies",
	};
	uint64_t jane = read_text("", "Jane Doe").reporters;
	size_t i;

	(void)state;
	assert_true(jane != 0);
	assert_true(read_text("", "By JANE DOE").reporters == jane);
	assert_true(read_text("", "Jane Dow").reporters != jane);
	assert_true(read_text("", "Doe Jane").reporters != jane);
	assert_true(read_text("", NULL).reporters == 0);
	for (i = 0; i < sizeof(nobodies) / sizeof(nobodies[0]); i++)
		assert_true(read_text("", nobodies[i]).reporters == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_a_place_any_name_is_an_agency),
		cmocka_unit_test(an_agency_is_the_same_by_dateline_byline_and_domain),
		cmocka_unit_test(an_agency_is_what_the_page_credits_if_it_does),
		cmocka_unit_test(reporters_are_people_with_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
