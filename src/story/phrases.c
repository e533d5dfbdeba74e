#include "story/phrases.h"

#include <stddef.h>

#include "base/str.h"
#include "text/words.h"

/* Of languages that are not here nothing is known. Each word between spaces. */
static const struct small_words {
	const char *language;
	const char *hedges;
	const char *denials;
	const char *numbers;
} languages[] = {
	{ "en",
	  " may might could suggest suggests suggested appear appears appeared seem seems seemed"
	  " likely unlikely possibly perhaps probably reportedly allegedly alleged apparently"
	  " claim claims claimed believed expected considering proposed suspected purported"
	  " potentially potential rumoured rumored unconfirmed estimated about around roughly"
	  " nearly almost approximately plans planned ",
	  " not no never nobody nothing none neither nor without cannot can't won't don't doesn't"
	  " didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't"
	  " denied denies deny refused refuses rejected rejects ",
	  " two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
	  " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
	  " ninety hundred hundreds thousand thousands million millions billion billions trillion"
	  " dozen dozens half third quarter twice double doubled triple tripled halved " },
	{ "de",
	  " kann könnte könnten dürfte dürften soll sollen solle wohl offenbar angeblich"
	  " vermutlich mutmaßlich möglicherweise wahrscheinlich vielleicht voraussichtlich scheint"
	  " scheinen etwa rund fast knapp geplant ",
	  " nicht nie niemals kein keine keinen keiner keinem ohne niemand nichts weder noch"
	  " bestritt bestreitet lehnte ",
	  " zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig"
	  " fünfzig hundert tausend million millionen milliarde milliarden dutzend hälfte doppelt"
	  " drittel viertel " },
	{ "fr",
	  " peut pourrait pourraient aurait auraient serait seraient semble semblent peut-être"
	  " probablement vraisemblablement apparemment présumé présumée environ presque quelque"
	  " prévoit ",
	  " pas jamais aucun aucune rien personne sans ni non nie refuse rejette ",
	  " deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante"
	  " cinquante soixante cent cents mille million millions milliard milliards moitié double"
	  " tiers quart douzaine " },
	{ "es",
	  " puede podría podrían habría habrían sería serían parece parecen quizás quizá"
	  " probablement posiblemente supuesto supuesta presunto presunta presuntamente"
	  " aparentemente cerca casi unos prevé ",
	  " no nunca ningún ninguna ninguno nada nadie sin ni niega negó rechaza rechazó ",
	  " dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta"
	  " cincuenta cien ciento mil millón millones mitad doble tercio cuarto docena " },
	{ "ru",
	  " может могут мог могла могли возможно вероятно якобы предположительно видимо кажется"
	  " около примерно почти ожидается планирует ",
	  " не нет ни никто ничего никогда никакой без отрицает опроверг отказался ",
	  " два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок"
	  " пятьдесят сто тысяча тысяч тысячи миллион миллиона миллионов миллиард миллиарда"
	  " миллиардов половина треть четверть вдвое " },
};

static const struct small_words *find_language(const char *language)
{
	size_t i;

	for (i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (str_equal(languages[i].language, language))
			return &languages[i];
	return NULL;
}

static bool is_in(const char *list, const struct word *word)
{
	return str_lists(list, word->text, word->length, ' ');
}

static bool has_any(const char *list, const struct words *words)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		if (is_in(list, &words->list[i]))
			return true;
	return false;
}

bool phrases_hedge(const struct words *words, const char *language)
{
	const struct small_words *small = find_language(language);

	return small != NULL && has_any(small->hedges, words);
}

bool phrases_deny(const struct words *words, const char *language)
{
	const struct small_words *small = find_language(language);

	return small != NULL && has_any(small->denials, words);
}

bool phrases_is_number(const struct word *word, const char *language)
{
	const struct small_words *small = find_language(language);

	return small != NULL && is_in(small->numbers, word);
}
