#include "support/unit.h"

#include "base/arena.h"
#include "extract/byline.h"

static void names_come_without_what_is_printed_around_them(void **state)
{
	static const struct {
		const char *printed, *name;
	} cases[] = {
		{"By Jane Doe", "Jane Doe"},
		{"by: Jane Doe and John Roe", "Jane Doe and John Roe"},
		{"Von Erika Muster", "Erika Muster"},
		{"Written by Jane Doe | Staff", "Jane Doe"},
		{"Jane Doe, 12 May 2021", "Jane Doe"},
		{"Jane Doe on May 3", "Jane Doe"},
		{"Jane Doe\n3 min read", "Jane Doe"},
		{"Bytown Gazette", "Bytown Gazette"},
		{"Dean Byron", "Dean Byron"},
		{"\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e", "\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e"},
		{"admin", NULL},
		{"https://example.org/jane", NULL},
		{"x", NULL},
		{"", NULL},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *name = byline_clean(arena, cases[i].printed);

		if (cases[i].name == NULL)
			assert_null(name);
		else
			assert_string_equal(name, cases[i].name);
	}
	arena_free(arena);
}

static void a_signature_has_a_name_after_its_first_word(void **state)
{
	static const struct {
		const char *line;
		bool is_signed;
	} cases[] = {
		{"By Jane Doe", true},
		{"Von Erika Muster", true},
		{"Autor: Max Muster", true},
		{"By the river", false},
		{"Bystander", false},
		{"", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(byline_is_signed(cases[i].line), cases[i].is_signed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_without_what_is_printed_around_them),
		cmocka_unit_test(a_signature_has_a_name_after_its_first_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
