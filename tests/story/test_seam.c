#include "support/unit.h"

#include "base/buf.h"
#include "story/seam.h"

#define FIRST \
	"The ferry Saint Brendan ran aground off Port Elm on Tuesday night with 212 people on" \
	" board, Captain Nora Gray said.\n" \
	"Lifeboats from three towns reached the ship within forty minutes and brought all of its" \
	" passengers ashore alive.\n" \
	"\xe2\x80\x9cWe heard the reef before we saw it,\xe2\x80\x9d Gray told reporters.\n" \
	"Eleven people were treated for cold and bruises at the county hospital.\n" \
	"The operator\xe2\x80\x99s office cancelled all crossings until the end of the week.\n" \
	"Oyster farmers laid a boom around the wreck.\n"

#define SECOND_REPORT \
	"All 212 passengers of the ferry Saint Brendan were brought ashore after it ran aground" \
	" off Port Elm on Tuesday night, its captain, Nora Gray, said.\n" \
	"Lifeboats reached the ship on the reef within forty minutes.\n" \
	"\"Nobody on board panicked,\" said Paul Lind, who works in the ship's kitchen.\n" \
	"An inquiry will look at why both engines stopped.\n" \
	"The hull is to be inspected at low tide.\n"

static void reports_put_one_after_the_other_are_told_apart(void **state)
{
	static const char text[] = FIRST SECOND_REPORT;
	static const char dated[] = FIRST "PORT ELM \xe2\x80\x94 " SECOND_REPORT;
	size_t starts[SEAM_MOST_PARTS];

	(void)state;
	assert_int_equal(seam_find(starts, text, strlen(text), "en"), 2);
	assert_int_equal(starts[0], 0);
	assert_memory_equal(text + starts[1], "All 212 passengers", 18);
	assert_int_equal(seam_find(starts, dated, strlen(dated), "en"), 2);
	assert_memory_equal(dated + starts[1], "All 212 passengers", 18);
}

static void one_report_is_one_part(void **state)
{
	static const char *const texts[] = { FIRST, SECOND_REPORT, "", "One line.", "\n\n\n" };
	size_t starts[SEAM_MOST_PARTS], i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(seam_find(starts, texts[i], strlen(texts[i]), "en"), 1);
		assert_int_equal(starts[0], 0);
	}
}

static void parts_come_in_order_and_there_are_not_too_many(void **state)
{
	struct buf text = {0};
	size_t starts[SEAM_MOST_PARTS], count, i;

	(void)state;
	for (i = 0; i < 40; i++)
		buf_add_text(&text, i % 2 == 0 ? FIRST : SECOND_REPORT);
	count = seam_find(starts, text.data, text.length, "en");
	assert_in_range(count, 2, SEAM_MOST_PARTS);
	for (i = 1; i < count; i++)
		assert_true(starts[i - 1] < starts[i] && starts[i] < text.length);
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_put_one_after_the_other_are_told_apart),
		cmocka_unit_test(one_report_is_one_part),
		cmocka_unit_test(parts_come_in_order_and_there_are_not_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
