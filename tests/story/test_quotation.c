#include "support/unit.h"

#include "base/buf.h"
#include "base/hash.h"
#include "story/quotation.h"
#include "text/words.h"

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

/* Pieces in an order that looks random. */
static void make_text(struct buf *text, uint64_t seed)
{
	static const char *const pieces[] = {
		"it", "sank", " ", " ", ".", "'s", "\n", "\"", "\"", "3", ",", "U.",
		"\xc2\xab", "\xc2\xbb", "\xc2\xad", "\xc2\xb2", "\xc3\xa9",
		"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x99",
		"\xe3\x80\x8c", "\xe3\x80\x8d", "\xe6\xb8\xa1", "\xe8\xbc\xaa",
	};
	size_t count = sizeof(pieces) / sizeof(pieces[0]), i;

	for (i = 0; i < seed % 40; i++)
		buf_add_text(text, pieces[hash_mix(seed * 64 + i) % count]);
}

static void assert_left(const struct words *words, const bool *is_quoted, const struct words *rest)
{
	size_t left = 0, i;

	for (i = 0; i < words->count; i++) {
		if (is_quoted[i])
			continue;
		assert_true(left < rest->count);
		assert_string_equal(words->list[i].text, rest->list[left++].text);
	}
	assert_int_equal(left, rest->count);
}

static void words_that_are_not_quoted_are_those_of_the_rest(void **state)
{
	uint64_t seed;
	size_t told = 0;

	(void)state;
	for (seed = 0; seed < 20000; seed++) {
		struct buf text = {0}, rest = {0};
		struct words words = {0}, own = {0};
		bool is_quoted[80];

		make_text(&text, seed);
		words_split(&words, buf_text(&text), text.length);
		quotation_drop(&rest, buf_text(&text));
		words_split(&own, buf_text(&rest), rest.length);
		if (quotation_of_words(buf_text(&text), &words, is_quoted)) {
			assert_left(&words, is_quoted, &own);
			told++;
		}
		words_clear(&words);
		words_clear(&own);
		buf_clear(&text);
		buf_clear(&rest);
	}
	assert_true(told > 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotations_are_found_one_after_the_other),
		cmocka_unit_test(what_others_said_is_left_out),
		cmocka_unit_test(a_quotation_is_known_by_its_marks),
		cmocka_unit_test(words_that_are_not_quoted_are_those_of_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
