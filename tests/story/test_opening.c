#include "support/unit.h"

#include "story/opening.h"
#include "text/words.h"

enum { POINTS = 1, ASSUMES = 2, TURNS = 4 };

static void a_sentence_that_leans_on_another_is_known_by_how_it_begins(void **state)
{
	static const struct {
		const char *language;
		const char *text;
		int leans;
		size_t turn;
	} cases[] = {
		{ "en", "The ferry ran aground off Port Elm.", 0, 0 },
		{ "en", "He said nothing.", POINTS, 0 },
		{ "en", "This was the third time.", POINTS, 0 },
		{ "en", "The company denied it.", ASSUMES, 0 },
		{ "en", "Meanwhile, Elm Lines cancelled all crossings.", TURNS, 11 },
		{ "en", "But Elm Lines denied it.", TURNS, 4 },
		{ "en", "And 212 people came ashore.", TURNS, 4 },
		{ "en", "But he denied it.", TURNS, 0 },
		{ "en", "But, however, Gray denied it.", TURNS, 0 },
		{ "en", "However, the harbour stayed open.", TURNS, 9 },
		{ "en", "However, oysters died.", TURNS, 0 },
		{ "en", "However Gray tries, it fails.", TURNS, 0 },
		{ "en", "Still images were shown.", TURNS, 0 },
		{ "de", "Er schwieg.", POINTS, 0 },
		{ "de", "Aber Elm Lines widersprach.", TURNS, 5 },
		{ "fr", "Elle se tait.", POINTS, 0 },
		{ "es", "Pero Elm Lines lo niega.", TURNS, 5 },
		{ "ru", "Он молчит.", POINTS, 0 },
		{ "ru", "Однако Петров отрицает это.", TURNS, 13 },
		{ "xx", "He said nothing.", 0, 0 },
		{ "en", "He", 0, 0 },
	};
	struct words words = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct opening opening;
		int leans;

		words_split(&words, cases[i].text, strlen(cases[i].text));
		opening = opening_look(cases[i].text, &words, cases[i].language,
				       "The harbour is open. The oysters live.");
		leans = POINTS * opening.points + ASSUMES * opening.assumes +
			TURNS * opening.turns;
		assert_int_equal(leans, cases[i].leans);
		assert_int_equal(opening.turn, cases[i].turn);
	}
	words_clear(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_that_leans_on_another_is_known_by_how_it_begins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
