#include "support/unit.h"

#include "job/filter.h"
#include "model/feed.h"

static size_t count_kept(const char *include, const char *exclude)
{
	struct entry entries[] = {
		{.title = "A chip for every car", .content_text = "Cars need chips."},
		{.title = "Chip shot wins the open", .content_text = "Golf."},
		{.title = "Rain tomorrow", .summary = "An advertisement for umbrellas."},
		{.title = NULL},
	};
	struct feed_document document = {.entries = entries, .entry_count = 4};
	struct filter filter = {0};

	filter_init(&filter, include, exclude);
	filter_apply(&filter, &document);
	filter_clear(&filter);
	assert_int_equal(document.entry_count + document.dropped_count, 4);
	return document.entry_count;
}

static void only_what_is_included_and_not_excluded_stays(void **state)
{
	static const struct {
		const char *include, *exclude;
		size_t kept;
	} cases[] = {
		{NULL, NULL, 4},
		{"", " , ", 4},
		{"chip", NULL, 2},
		{"chip, rain", NULL, 3},
		{NULL, "advertisement", 3},
		{"chip", "golf", 1},
		{NULL, "chip shot", 3},
		{"nothing of the kind", NULL, 0},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(count_kept(cases[i].include, cases[i].exclude), cases[i].kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_included_and_not_excluded_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
