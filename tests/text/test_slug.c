#include "support/unit.h"

#include "base/arena.h"
#include "text/slug.h"

static void headlines_become_file_names(void **state)
{
	static const struct {
		const char *text;
		size_t most;
		const char *slug;
	} cases[] = {
		{ "Ferry Late Again", 80, "ferry-late-again" },
		{ "  \xe2\x80\x9cReally?\xe2\x80\x9d -- he said...", 80, "really-he-said" },
		{ "\xc3\x89t\xc3\xa9 \xc3\xa0 Malm\xc3\xb6, Stra\xc3\x9f" "e", 80,
		  "ete-a-malmo-strasse" },
		{ "Don't panic", 80, "dont-panic" },
		{ "../../etc/passwd", 80, "etc-passwd" },
		{ "A\xc2\xa0" "B", 80, "a-b" },
		{ "one two three four", 13, "one-two-three" },
		{ "one two three four", 12, "one-two" },
		{ "abcdefghijklmnop", 10, "abcdefghij" },
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(slug_make(arena, cases[i].text, cases[i].most),
				    cases[i].slug);
	arena_free(arena);
}

static void a_slug_is_never_empty_and_tells_titles_apart(void **state)
{
	struct arena *arena = arena_new();
	const char *one = slug_make(arena, "\xe6\x9d\xb1\xe4\xba\xac", 40);
	const char *other = slug_make(arena, "\xe5\xa4\xa7\xe9\x98\xaa", 40);

	(void)state;
	assert_int_equal(strlen(one), 8);
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(slug_make(arena, "", 8)), 8);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headlines_become_file_names),
		cmocka_unit_test(a_slug_is_never_empty_and_tells_titles_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
