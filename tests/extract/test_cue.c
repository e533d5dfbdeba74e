#include "support/unit.h"

#include "extract/cue.h"

static void names_of_elements_tell_what_they_hold(void **state)
{
	static const struct {
		const char *names;
		uint32_t has, lacks;
	} cases[] = {
		{"article-body", CUE_BODY, CUE_JUNK},
		{"c-articleBody__inner", CUE_BODY, CUE_JUNK},
		{"left share-bar", CUE_JUNK, CUE_BODY},
		{"shareBar", CUE_JUNK, 0},
		{"shareholders", CUE_JUNK, 0},
		{"timeshare", 0, CUE_JUNK},
		{"header", 0, CUE_JUNK},
		{"top-ad", CUE_JUNK, 0},
		{"roadmap", 0, CUE_JUNK},
		{"comment-list", CUE_COMMENTS, 0},
		{"Byline", CUE_BYLINE, 0},
		{"", 0, ~0u},
		{NULL, 0, ~0u},
	};
	struct cue_finder finder = cue_finder();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint32_t cues = cue_find(&finder, cases[i].names);

		assert_int_equal(cues & cases[i].has, cases[i].has);
		assert_int_equal(cues & cases[i].lacks, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_elements_tell_what_they_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
