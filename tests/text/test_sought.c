#include "support/unit.h"

#include <string.h>

#include "base/buf.h"
#include "text/sought.h"

static double rate(const char *query, const char *title, const char *text)
{
	struct sought *sought = sought_new(query);
	double rate = sought_rate(sought, title, text);

	sought_free(sought);
	return rate;
}

static void all_words_must_be_somewhere_in_title_or_text(void **state)
{
	static const struct {
		const char *query, *title, *text;
		bool is_found;
	} cases[] = {
		{"harbour",	"The Harbour Reopens",	NULL,			true},
		{"harbour tax",	"The harbour reopens",	"No tax is due.",	true},
		{"harbour war",	"The harbour reopens",	"No tax is due.",	false},
		{"harbour",	"Harbours reopen",	NULL,			false},
		{"HAFEN ÜBER",	"Über den Hafen",	NULL,			true},
		{"порт",	"Порт открыт",		NULL,			true},
		{"人工智能",	"中国人工智能产业",	NULL,			true},
		{"人工智慧",	"中国人工智能产业",	NULL,			false},
		{"能",		"中国人工智能产业",	NULL,			true},
		{"don't",	"They don't know",	NULL,			true},
		{"x",		NULL,			NULL,			false},
		{"... \xff",	"Anything",		NULL,			false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if ((rate(cases[i].query, cases[i].title, cases[i].text) > 0) != cases[i].is_found)
			fail_msg("%s in %s", cases[i].query, cases[i].title);
	}
}

static void a_better_answer_is_rated_higher(void **state)
{
	static const struct {
		const char *query, *better, *better_text, *worse, *worse_text;
	} cases[] = {
		{"harbour", "Harbour", NULL, "Town", "harbour harbour harbour harbour harbour"},
		{"sea wall", "The sea wall holds", NULL, "A wall by the sea", NULL},
		{"harbour", "Harbour reopens", NULL, "The old harbour of the town reopens", NULL},
		{"harbour", "Harbour reopens", "A harbour.", "Harbour reopens", "A port."},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double better = rate(cases[i].query, cases[i].better, cases[i].better_text);

		if (better <= rate(cases[i].query, cases[i].worse, cases[i].worse_text))
			fail_msg("%s: %s", cases[i].query, cases[i].better);
	}
}

static void keys_are_letters_and_digits_apart_by_spaces(void **state)
{
	struct buf keys = {0};

	(void)state;
	sought_add_keys(&keys, "The U.S. isn't \"up\" 3.5% — 人工");
	assert_string_equal(keys.data, "the us isnt up 35 人工");
	buf_clear(&keys);
	sought_add_keys(&keys, NULL);
	assert_int_equal(keys.length, 0);
}

static void places_stand_in_order_and_do_not_overlap(void **state)
{
	struct sought *sought = sought_new("人工智能 wall");
	static const char text[] = "A wall of 人工智能, the Wall";
	struct sought_place places[8];

	(void)state;
	assert_int_equal(sought_find(sought, text, places, 8), 3);
	assert_int_equal(places[0].start, 2);
	assert_int_equal(places[0].end, 6);
	assert_int_equal(places[1].start, 10);
	assert_int_equal(places[1].end, 10 + strlen("人工智能"));
	assert_int_equal(places[2].end, sizeof(text) - 1);
	assert_int_equal(sought_find(sought, text, places, 1), 1);
	sought_free(sought);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_words_must_be_somewhere_in_title_or_text),
		cmocka_unit_test(a_better_answer_is_rated_higher),
		cmocka_unit_test(keys_are_letters_and_digits_apart_by_spaces),
		cmocka_unit_test(places_stand_in_order_and_do_not_overlap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
