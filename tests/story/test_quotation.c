#include "support/unit.h"

#include "base/buf.h"
#include "story/quotation.h"

static void what_others_said_is_left_out(void **state)
{
	static const struct {
		const char *text;
		const char *rest;
	} cases[] = {
		{ "", "" },
		{ "It sank.", "It sank." },
		{ "\"It sank,\" said Gray.", " said Gray." },
		{ "\xe2\x80\x9cIt sank,\xe2\x80\x9d said Gray.", " said Gray." },
		{ "\xc2\xabIl coule\xc2\xbb, dit Gray.", ", dit Gray." },
		{ "\"It sank.\nNobody died.", "\nNobody died." },
		{ "It's a ship's end.", "It's a ship's end." },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		quotation_drop(&out, cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].rest);
		buf_clear(&out);
	}
}

static void a_quotation_is_known_by_its_marks(void **state)
{
	static const struct {
		const char *text;
		size_t marks;
		size_t outside;
		bool is_open;
	} cases[] = {
		{ "It sank.", 0, 6, false },
		{ "\"It sank.\"", 2, 0, false },
		{ "\"It sank,\" he said.", 2, 6, false },
		{ "\"It sank. ", 1, 0, true },
		{ "\xe2\x80\x9cIt sank. \xe2\x80\x9cReally.\xe2\x80\x9d", 3, 0, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct quotation quotation = quotation_look(cases[i].text);

		assert_int_equal(quotation.marks, cases[i].marks);
		assert_int_equal(quotation.outside, cases[i].outside);
		assert_int_equal(quotation.is_open, cases[i].is_open);
	}
}

static void quotations_are_found_one_after_the_other(void **state)
{
	static const struct {
		const char *text;
		const char *first;
		const char *second;
	} cases[] = {
		{ "It sank.", NULL, NULL },
		{ "\"It sank,\" he said, \"at last.\"", "It sank,", "at last." },
		{ "\xe2\x80\x9eSie sank\xe2\x80\x9c, sagt er.", "Sie sank", NULL },
		{ "\xc2\xbbSie sank\xc2\xab, sagt er.", "Sie sank", NULL },
		{ "\xe3\x80\x8c\xe6\xb2\x88\xe3\x80\x8d", "\xe6\xb2\x88", NULL },
		{ "He said \"it sank", "it sank", NULL },
		{ "\"It sank.\n\"It did.\"", "It sank.", "It did." },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *wanted[] = { cases[i].first, cases[i].second, NULL };
		const char *at = cases[i].text, *start;
		size_t length, j;

		for (j = 0; wanted[j] != NULL; j++) {
			assert_true(quotation_next(&at, &start, &length));
			assert_int_equal(length, strlen(wanted[j]));
			assert_memory_equal(start, wanted[j], length);
		}
		assert_false(quotation_next(&at, &start, &length));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotations_are_found_one_after_the_other),
		cmocka_unit_test(what_others_said_is_left_out),
		cmocka_unit_test(a_quotation_is_known_by_its_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
