#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "extract/refrain.h"

enum { MOST = 8 };

/* What is left of the first text when these stand beside it; to be freed. */
static char *strip(const char *const *texts, bool *has_any)
{
	struct refrain *refrain = refrain_new();
	struct buf rest = {0};
	size_t i;

	for (i = 0; texts[i] != NULL; i++) {
		struct buf lines = {0};

		refrain_note(&lines, texts[i]);
		refrain_add(refrain, buf_text(&lines), lines.length);
		buf_clear(&lines);
	}
	refrain_learn(refrain);
	*has_any = refrain_strip(refrain, texts[0], &rest);
	refrain_free(refrain);
	return rest.data != NULL ? buf_take(&rest) : mem_dup("");
}

static void a_line_of_three_articles_is_taken_out(void **state)
{
	static const struct {
		const char *texts[MOST];
		const char *rest;	/* NULL: the first text stays as it is */
	} cases[] = {
		{{"The quay opens.\n\nJoin our list."}, NULL},
		{{"The quay opens.\n\nJoin our list.", "A ship sank.\n\nJoin our list."}, NULL},
		{{"The quay opens.\n\nJoin us.", "A ship sank.\n\nJoin us.", "Fog.\n\nJoin us."},
		 "The quay opens."},
		{{"Join us.\n\nThe quay opens.", "A ship sank.\n\nJoin us.", "Join us.\nFog."},
		 "The quay opens."},
		{{"The quay opens.\n\nJoin us.\n\nIt is long.", "Join us.", "Join us."},
		 "The quay opens.\n\nIt is long."},
		{{"The quay opens.\n  Join us. \nIt is long.", "Join us.", "\tJoin us."},
		 "The quay opens.\nIt is long."},
		{{"The quay opens.\n\nJoin us.", "Fog.\n\nJoin us!", "Fog.\n\njoin us."}, NULL},
		{{"Yes.\n\nYes.\n\nYes.\n\nIt opens.", "No."}, NULL},
		{{"Now.", "Now.", "Now."}, NULL},
		{{"A.\n\nThe quay opens.", "A.\n\nThe quay opens.", "The quay opens."}, NULL},
		{{"", "A ship sank.", "Fog."}, NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool has_any;
		char *rest = strip(cases[i].texts, &has_any);

		assert_string_equal(rest, cases[i].rest != NULL ? cases[i].rest
								: cases[i].texts[0]);
		assert_int_equal(has_any, cases[i].rest != NULL);
		free(rest);
	}
}

static void of_many_articles_a_share_must_have_it(void **state)
{
	static const struct {
		int all, with;
		bool is_refrain;
	} cases[] = {{3, 2, false}, {20, 2, false}, {20, 3, true}, {40, 5, false}, {40, 6, true}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct refrain *refrain = refrain_new();
		struct buf with = {0}, rest = {0};
		int j;

		refrain_note(&with, "Join us.");
		for (j = 0; j < cases[i].all; j++)
			refrain_add(refrain, with.data, j < cases[i].with ? with.length : 0);
		refrain_learn(refrain);
		if (refrain_strip(refrain, "The quay opens.\nJoin us.", &rest) !=
		    cases[i].is_refrain)
			fail_msg("%d of %d", cases[i].with, cases[i].all);
		refrain_free(refrain);
		buf_clear(&with);
		buf_clear(&rest);
	}
}

static void lines_are_known_though_their_text_is_gone(void **state)
{
	static const char line[] = "Join our list.";
	struct refrain *refrain = refrain_new();
	struct buf lines = {0}, rest = {0};

	(void)state;
	refrain_note(&lines, line);
	refrain_add(refrain, lines.data, lines.length);
	refrain_add(refrain, lines.data, lines.length);
	refrain_add(refrain, lines.data, lines.length);
	refrain_add(refrain, lines.data, lines.length - 1);
	refrain_add(refrain, NULL, 0);
	refrain_learn(refrain);
	assert_true(refrain_strip(refrain, "The new quay opens.\n\nJoin our list.", &rest));
	assert_string_equal(buf_text(&rest), "The new quay opens.");
	refrain_free(refrain);
	buf_clear(&lines);
	buf_clear(&rest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_three_articles_is_taken_out),
		cmocka_unit_test(of_many_articles_a_share_must_have_it),
		cmocka_unit_test(lines_are_known_though_their_text_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
