#include "support/unit.h"

#include "base/arena.h"
#include "model/entry.h"
#include "parse/draft.h"
#include "parse/people.h"

static void assert_text(const char *actual, const char *expected)
{
	assert_int_equal(actual == NULL, expected == NULL);
	if (expected != NULL)
		assert_string_equal(actual, expected);
}

static void names_are_told_from_addresses(void **state)
{
	static const struct {
		const char *text;
		const char *name, *email;
	} cases[] = {
		{"Jane Doe", "Jane Doe", NULL},
		{"jane@example.org", NULL, "jane@example.org"},
		{"jane@example.org (Jane Doe)", "Jane Doe", "jane@example.org"},
		{"Jane Doe <jane@example.org>", "Jane Doe", "jane@example.org"},
		{"Jane Doe (jane@example.org)", "Jane Doe", "jane@example.org"},
		{"\"Jane Doe\" jane@example.org", "Jane Doe", "jane@example.org"},
		{"mailto:jane@example.org", NULL, "jane@example.org"},
		{"Jane Doe (Example)", "Jane Doe (Example)", NULL},
		{" Jane\n", "Jane", NULL},
		{"@jane", "@jane", NULL},
		{"jane@home", "jane@home", NULL},
		{"()", NULL, NULL},
		{"", NULL, NULL},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct draft_person draft = {.name = cases[i].text};
		struct person person = people_read(arena, &draft);

		assert_text(person.name, cases[i].name);
		assert_text(person.email, cases[i].email);
	}
	arena_free(arena);
}

static void nobody_is_named_twice(void **state)
{
	static const struct person people[] = {{.name = "Jane", .email = "jane@example.org"}};
	static const struct {
		struct person person;
		bool known;
	} cases[] = {
		{{.name = "jane"}, true},
		{{.name = "Jane", .email = "JANE@example.org"}, true},
		{{.name = "Jane", .email = "other@example.org"}, false},
		{{.name = "John"}, false},
		{{.name = NULL}, true},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(people_contain(people, 1, &cases[i].person), cases[i].known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_told_from_addresses),
		cmocka_unit_test(nobody_is_named_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
