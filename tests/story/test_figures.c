#include "support/unit.h"

#include "base/arena.h"
#include "story/figures.h"
#include "story/lexicon.h"
#include "text/words.h"

static struct figures read_figures(struct arena *arena, struct lexicon *lexicon, const char *text)
{
	struct words words = {0};
	struct figures figures;

	words_split(&words, text, strlen(text));
	figures_read(&figures, arena, lexicon, "en", &words);
	words_clear(&words);
	return figures;
}

static void numbers_agree_or_dispute_what_they_count(void **state)
{
	static const struct {
		const char *a;
		const char *b;
		bool agrees;
		bool disputes;
	} cases[] = {
		{ "The fire killed 12 people.", "In the fire 15 people died.", false, true },
		{ "The fire killed 12 people.", "In the fire 12 people died.", true, false },
		{ "The fire killed 12 people.", "It took 40 firemen.", false, false },
		{ "The fire killed 12 people.", "Of 15 people 12 died.", true, false },
		{ "8 of the people died.", "9 people died.", false, true },
		{ "12 people died in 2019.", "12 people died in 2020.", true, false },
		{ "In 2019 people died.", "In 2020 people died.", false, false },
		{ "Twelve people died.", "15 people died.", false, false },
		{ "", "15 people died.", false, false },
	};
	struct arena *arena = arena_new();
	struct lexicon *lexicon = lexicon_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct figures a = read_figures(arena, lexicon, cases[i].a);
		struct figures b = read_figures(arena, lexicon, cases[i].b);

		assert_int_equal(figures_agree(&a, &b), cases[i].agrees);
		assert_int_equal(figures_agree(&b, &a), cases[i].agrees);
		assert_int_equal(figures_dispute(&a, &b), cases[i].disputes);
		assert_int_equal(figures_dispute(&b, &a), cases[i].disputes);
	}
	lexicon_free(lexicon);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_agree_or_dispute_what_they_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
