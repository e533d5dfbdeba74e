#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "config/diagnostic.h"

/* A line with the column of "^^" in it, which is not part of it; without, the whole line. */
static char *show(const char *text, const char *marked, bool is_warning)
{
	struct diagnostics diagnostics = {0};
	const char *mark = strstr(marked, "^^");
	size_t length = strlen(marked) - (mark != NULL ? 2 : 0);
	char *source = malloc(length + 1), *shown;
	struct line line = { "granola.conf", 7, 1, source, source + length };
	struct stretch where = { &line, mark != NULL ? source + (mark - marked) : NULL, NULL };

	if (mark != NULL)
		snprintf(source, length + 1, "%.*s%s", (int)(mark - marked), marked, mark + 2);
	else
		memcpy(source, marked, length + 1);
	if (is_warning)
		diagnostic_warning(&diagnostics, &where, "%s", text);
	else
		diagnostic_error(&diagnostics, &where, "%s", text);
	shown = diagnostic_format(&diagnostics.items[0]);
	diagnostics_clear(&diagnostics);
	free(source);
	return shown;
}

static void the_caret_stands_below_its_column(void **state)
{
	static const struct {
		const char *marked;
		const char *shown;
	} cases[] = {
		{ "^^evry = 2h", "granola.conf:7:1: error: no\nevry = 2h\n^\n" },
		{ "every = ^^2h", "granola.conf:7:9: error: no\nevery = 2h\n        ^\n" },
		{ "every\t=\t^^2", "granola.conf:7:9: error: no\nevery\t=\t2\n     \t \t^\n" },
		{ "a = b^^", "granola.conf:7:6: error: no\na = b\n     ^\n" },
		{ "ü世 ^^x", "granola.conf:7:4: error: no\nü世 x\n    ^\n" },
		{ "a\xff\x1b^^x", "granola.conf:7:4: error: no\na\xef\xbf\xbd?x\n   ^\n" },
		{ "as a whole", "granola.conf:7: error: no\nas a whole\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *shown = show("no", cases[i].marked, false);

		assert_string_equal(shown, cases[i].shown);
		free(shown);
	}
}

static void a_warning_says_so(void **state)
{
	char *shown = show("hm", "x", true);

	(void)state;
	assert_string_equal(shown, "granola.conf:7: warning: hm\nx\n");
	free(shown);
}

static void a_long_line_is_cut_to_what_is_around_the_column(void **state)
{
	char line[5000], *shown, *caret;

	(void)state;
	memset(line, 'a', sizeof(line));
	memcpy(line + 3000, "^^X", 3);
	line[sizeof(line) - 1] = '\0';
	shown = show("no", line, false);
	assert_true(strlen(shown) < 400);
	assert_non_null(strstr(shown, "\n…aaa"));
	assert_non_null(strstr(shown, "aaa…\n"));
	caret = strrchr(shown, '^');
	/* "…" is three bytes wide and one column. */
	assert_int_equal(caret - (strrchr(shown, ' ') + 1), 0);
	assert_int_equal(strchr(shown, 'X') - strstr(shown, "…") - 2,
			 caret - strstr(shown, "…\n") - 4);
	free(shown);
}

static void a_guess_resembles_the_word(void **state)
{
	static const char *const names[] = { "every", "weight", "allow-private", "at" };
	static const struct {
		const char *word;
		const char *guess;
	} cases[] = {
		{ "evry", " (did you mean 'every'?)" },
		{ "Every", " (did you mean 'every'?)" },
		{ "wieght", " (did you mean 'weight'?)" },
		{ "allow_privat", " (did you mean 'allow-private'?)" },
		{ "frequency", "" },
		{ "", "" },
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(diagnostic_guess(arena, cases[i].word, names, 4),
				    cases[i].guess);
	arena_free(arena);
}

static void those_past_the_limit_are_counted(void **state)
{
	struct diagnostics diagnostics = {0};
	struct line line = { "granola.conf", 0, 0, NULL, NULL };
	struct stretch where = { &line, NULL, NULL };
	size_t i;

	(void)state;
	for (i = 0; i < DIAGNOSTICS_MOST + 5; i++)
		diagnostic_error(&diagnostics, &where, "number %zu", i);
	assert_int_equal(diagnostics.count, DIAGNOSTICS_MOST);
	assert_int_equal(diagnostics.error_count, DIAGNOSTICS_MOST + 5);
	diagnostics_finish(&diagnostics);
	assert_string_equal(diagnostics.items[DIAGNOSTICS_MOST - 1].text,
			    "6 more are not shown; mend these first");
	diagnostics_clear(&diagnostics);
	assert_int_equal(diagnostics.error_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_caret_stands_below_its_column),
		cmocka_unit_test(a_warning_says_so),
		cmocka_unit_test(a_long_line_is_cut_to_what_is_around_the_column),
		cmocka_unit_test(a_guess_resembles_the_word),
		cmocka_unit_test(those_past_the_limit_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
