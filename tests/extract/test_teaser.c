#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "extract/teaser.h"
#include "model/web_page.h"

static const char sentence[] = "The harbour commission met at noon and voted on the new quay. ";
static const char ideographs[] =
	"\u6e2f\u52d9\u59d4\u54e1\u4f1a\u306f\u6b63\u5348\u306b\u958b\u304b\u308c\u305f\u3002";

/* So many times the same, then an ending; to be cleared. */
static struct buf text_of(const char *part, int times, const char *ending)
{
	struct buf text = {0};

	while (times-- > 0)
		buf_add_text(&text, part);
	buf_add_text(&text, ending);
	return text;
}

static void a_text_that_is_short_or_leads_on_is_a_teaser(void **state)
{
	static const struct {
		const char *part;
		int times;
		const char *ending;
		bool is_teaser;
	} cases[] = {
		{sentence, 0, "", true},
		{sentence, 1, "", true},
		{sentence, 8, "", true},
		{sentence, 40, "", false},
		{sentence, 40, "And so it goes on\u2026", true},
		{sentence, 40, "And so it goes on ...", true},
		{sentence, 40, "And so it goes on [\u2026]", true},
		{sentence, 40, "And so it goes on [...]\n", true},
		{sentence, 40, "\u201cAnd so it goes on\u2026\u201d \u2192", true},
		{sentence, 40, "They wait\u2026 and see.", false},
		{sentence, 40, "\n\nRead more", true},
		{sentence, 40, "\n\nContinue reading \u00bb", true},
		{sentence, 40, "\n\nThe post Quay appeared first on Harbour Times.", true},
		{sentence, 40, "\n\nWeiterlesen", true},
		{sentence, 40, "\n\nLire la suite", true},
		{sentence, 40, "\n\nLeer m\u00e1s", true},
		{sentence, 40, "\n\n\u7d9a\u304d\u3092\u8aad\u3080", true},
		{sentence, 40, "\n\n\u9605\u8bfb\u5168\u6587", true},
		{sentence, 40, "\n\nRead more\n\nThe commission meets again on Monday, at its "
		 "house by the old dock, and will then hear what the pilots say.", false},
		{sentence, 200, "And so it goes on\u2026", false},
		{ideographs, 5, "", true},
		{ideographs, 40, "", false},
	};
	size_t i;

	(void)state;
	assert_true(teaser_is(NULL));
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf text = text_of(cases[i].part, cases[i].times, cases[i].ending);

		if (teaser_is(buf_text(&text)) != cases[i].is_teaser)
			fail_msg("%d times '%s' and '%s'", cases[i].times, cases[i].part,
				 cases[i].ending);
		buf_clear(&text);
	}
}

static void a_page_takes_its_place_if_it_says_much_more(void **state)
{
	static const struct {
		int own;
		int page;
		bool is_beaten;
	} cases[] = {
		{0, 0, false}, {0, 1, false}, {0, 4, true}, {1, 2, false}, {1, 10, true},
		{10, 10, false}, {10, 14, true}, {40, 45, false}, {40, 60, true}, {40, 10, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf own = text_of(sentence, cases[i].own, "");
		struct buf page = text_of(sentence, cases[i].page, "");

		if (teaser_is_beaten(buf_text(&own), buf_text(&page)) != cases[i].is_beaten)
			fail_msg("%d sentences and %d", cases[i].own, cases[i].page);
		buf_clear(&own);
		buf_clear(&page);
	}
	assert_true(teaser_is_beaten(NULL, "The harbour commission met at noon and voted on the "
				     "new quay, which had been talked about for years in every "
				     "public house of the town and in every one of its shops, "
				     "though nobody ever saw a plan of it."));
}

static void a_feed_whose_pages_are_of_no_use_is_left_alone(void **state)
{
	static const struct {
		struct page_record record;
		bool is_worth_it;
	} cases[] = {
		{{0, 0}, true}, {{4, 0}, true}, {{5, 0}, false}, {{5, 1}, false}, {{5, 2}, true},
		{{8, 2}, true}, {{9, 2}, false}, {{100, 25}, true}, {{100, 24}, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (teaser_is_worth_a_page(&cases[i].record) != cases[i].is_worth_it)
			fail_msg("%zu of %zu", cases[i].record.of_use, cases[i].record.had);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_is_short_or_leads_on_is_a_teaser),
		cmocka_unit_test(a_page_takes_its_place_if_it_says_much_more),
		cmocka_unit_test(a_feed_whose_pages_are_of_no_use_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
