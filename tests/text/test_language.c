#include "support/unit.h"

#include "text/language.h"

static void languages_are_known_by_script_and_common_words(void **state)
{
	static const struct {
		const char *text;
		const char *language;
	} cases[] = {
		{ "", "" },
		{ "12 + 7", "" },
		{ "Zanzibar", "" },
		{ "The ferry has been late for a week and nobody at the port knows why.", "en" },
		{ "Die Fähre ist seit einer Woche zu spät und niemand im Hafen weiß, warum.",
		  "de" },
		{ "Le ferry est en retard depuis une semaine et personne ne sait pourquoi.", "fr" },
		{ "El ferry lleva una semana de retraso y nadie en el puerto sabe por qué.", "es" },
		{ "O ferry está atrasado há uma semana e ninguém no porto sabe por quê.", "pt" },
		{ "Il traghetto è in ritardo da una settimana e nessuno nel porto sa perché.",
		  "it" },
		{ "De veerboot is al een week te laat en niemand in de haven weet waarom.", "nl" },
		{ "Färjan har varit sen i en vecka och ingen i hamnen vet varför det är så.",
		  "sv" },
		{ "Prom spóźnia się od tygodnia i nikt w porcie nie wie, dlaczego tak jest.",
		  "pl" },
		{ "Паром опаздывает уже неделю, и никто в порту не знает, почему это так.", "ru" },
		{ "Пором запізнюється вже тиждень, і ніхто в порту не знає, що це було та як.",
		  "uk" },
		{ "渡轮晚点一周，港口没有人知道为什么。", "zh" },
		{ "フェリーは一週間遅れている。", "ja" },
		{ "여객선이 일주일째 늦고 있다.", "ko" },
		{ "تأخرت العبارة منذ أسبوع ولا أحد في الميناء يعرف السبب من قبل", "ar" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(language_detect(cases[i].text, strlen(cases[i].text)),
				    cases[i].language);
}

static void stop_words_belong_to_their_language(void **state)
{
	(void)state;
	assert_true(language_is_stop_word("en", "the", 3));
	assert_false(language_is_stop_word("en", "ferry", 5));
	assert_false(language_is_stop_word("fr", "the", 3));
	assert_true(language_is_stop_word("de", "nicht", 5));
	assert_false(language_is_stop_word("zh", "the", 3));
	assert_false(language_is_stop_word("", "the", 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_are_known_by_script_and_common_words),
		cmocka_unit_test(stop_words_belong_to_their_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
