#include "text/language.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/str.h"
#include "text/words.h"

enum {
	ENOUGH_BYTES = 4000,	/* of a text, to know its language */
	ENOUGH_WORDS = 200,
	LEAST_VOTES = 2,
};

struct language {
	const char *name;
	UScriptCode script;
	const char *stop_words;	/* once, between spaces; NULL: the script says it all */
};

/* Of languages that share a script, those that more people write come first. */
static const struct language languages[] = {
	{ "en", USCRIPT_LATIN,
	  " the of and to in a is that for it on was with as at by he be from this are have has had"
	  " not but his they which their or an were been will would who she her its we you i said"
	  " more about when after also than there can could into up out if one all what so no some"
	  " other over them then these two my our your do did does me him how just because before"
	  " while where those most such only any may should being between through during under"
	  " since very now like against us says say according year years new first last mr mrs ms"
	  " don't didn't doesn't it's isn't wasn't won't can't " },
	{ "es", USCRIPT_LATIN,
	  " de la que el en y a los del se las por un para con no una su al lo como más pero sus le"
	  " ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien"
	  " desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto fue ha"
	  " son es está han será según " },
	{ "de", USCRIPT_LATIN,
	  " der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch"
	  " es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über"
	  " einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte"
	  " kann gegen vom schon wenn habe seine ihre dann unter wir soll ich eines jahr zwei diese"
	  " wieder keine uhr seiner worden will zwischen immer was sagte " },
	{ "fr", USCRIPT_LATIN,
	  " de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce"
	  " il sont avec ou son aux d'un cette d'une ont ses mais comme on tout nous sa fait été"
	  " aussi leur bien peut ces y deux elle c'est qu'il était entre sans être après avait même"
	  " n'est je vous ils lui selon dont contre " },
	{ "pt", USCRIPT_LATIN,
	  " de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao"
	  " ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até"
	  " isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles são segundo você"
	  " foram " },
	{ "it", USCRIPT_LATIN,
	  " di e il la che in a per un è del non si una della le con i da dei al come sono nel più"
	  " lo gli alla anche ha ma delle dal su se ci o ed nella suo sua loro questo questa dalla"
	  " tra stato degli era fra anni ai molto dopo quando essere hanno all'interno cui"
	  " secondo " },
	{ "nl", USCRIPT_LATIN,
	  " de het een van en in is dat op te zijn met voor niet die aan er om hij ook als maar dan"
	  " bij nog naar uit door over ze zich wordt hebben heeft tot werd meer geen dit deze haar"
	  " worden kan wel was ik je wat na zal hun volgens onder veel " },
	{ "sv", USCRIPT_LATIN,
	  " och i att det som en på är av för med till den har de inte om ett han men var jag sig"
	  " från vi så kan när år säger hon under också efter eller nu sin där vid mot ska skulle"
	  " kommer ut får finns vara hade alla mycket än här då sedan över bara in blir upp vad " },
	{ "da", USCRIPT_LATIN,
	  " og i at det er en til af på for med den der de har ikke som et han vi jeg om var men"
	  " fra sig kan efter også så når siger hun nu sin år ved mod skal ville bliver blev ud"
	  " havde være alle meget end her da over kun op hvad eller " },
	{ "no", USCRIPT_LATIN,
	  " og i det er en til av på for med den som de har ikke et han vi jeg om var men fra seg"
	  " kan etter også så når sier hun nå sin år ved mot skal ville blir ble ut hadde være alle"
	  " mye enn her da over bare opp hva eller å " },
	{ "pl", USCRIPT_LATIN,
	  " w i na z się nie do że to o jest jak za po od przez a co ale dla ma tym już są być oraz"
	  " przy które który jego tego także było może tylko czy będzie był ich jej która lub ze"
	  " pod bo tak roku został również " },
	{ "cs", USCRIPT_LATIN,
	  " a se v na je že to s z do o i za by ve k pro jak ale si po které který jsou jako od už"
	  " podle být tak také co bylo nebo před jeho až byl která však má při jen ze mezi"
	  " lidí roku " },
	{ "hu", USCRIPT_LATIN,
	  " a az és hogy nem is egy ez de meg volt csak már el még van vagy mint ha ki azt szerint"
	  " lesz után majd minden kell én ő amely ezt be sem pedig fel nagyon illetve több " },
	{ "ro", USCRIPT_LATIN,
	  " de și în a la cu pe care nu că din o un mai este au sau ce pentru să se prin fi sunt"
	  " după lui fost dar al ale cei am acest această când către ca " },
	{ "fi", USCRIPT_LATIN,
	  " ja on ei että se oli hän mutta myös ovat kun jos niin kuin sen mukaan joka tai mitä nyt"
	  " vain vielä sitä jo ole jälkeen olla hänen siitä voi kanssa " },
	{ "tr", USCRIPT_LATIN,
	  " ve bir bu için ile de da olarak çok daha olan gibi en kadar sonra var ne ise o ki göre"
	  " ama her ya değil mi olduğunu şu yeni iki " },
	{ "id", USCRIPT_LATIN,
	  " yang dan di dengan untuk ini dari itu dalam tidak pada akan adalah juga ke oleh ada"
	  " karena saat tersebut bisa kami lebih sudah telah sebagai mereka dia atau kata " },
	{ "vi", USCRIPT_LATIN,
	  " của và là có trong được cho các với không một người những này đã khi đến để từ theo về"
	  " ông tại cũng như sẽ nhiều vào ra năm ngày trên đó " },
	{ "ru", USCRIPT_CYRILLIC,
	  " и в не на что с по как это он его к из от за у о для но так же все а то было бы был при"
	  " до или уже также она их если ее который которые во только мы они быть была после были"
	  " этого чтобы со может том еще ещё года году которая которого этом об я вы ли нет"
	  " под более лет заявил словам сообщает " },
	{ "uk", USCRIPT_CYRILLIC,
	  " і в не на що з та у до за про як це його від для по але він є й також було які який"
	  " бути при або вже під час року її їх після через так був вона ще може якщо щоб були"
	  " має цього зі із над без " },
	{ "bg", USCRIPT_CYRILLIC,
	  " и на да за се в от не с че е са по като до това при ще към или но той след който които"
	  " беше има през тя бе го си със както още само също ни му " },
	{ "sr", USCRIPT_CYRILLIC,
	  " је и у да се на за су од са као не што који али из то би до које по ће није о или због"
	  " само када после био они он " },
	{ "ar", USCRIPT_ARABIC,
	  " في من على إلى أن التي عن مع ما هذا هذه الذي لا كان بعد بين كما قال وقد أو ذلك كل غير"
	  " وفي خلال قد لم حيث هو هي كانت أكد " },
	{ "fa", USCRIPT_ARABIC,
	  " و در به از که این را با است برای آن یک می های خود تا شد کرد بر هم شده بود نیز او ما اما"
	  " یا کرده گفت " },
	{ "ur", USCRIPT_ARABIC,
	  " کے کی میں ہے اور سے کا کو اس نے پر یہ کہ ہیں بھی ایک نہیں تھا وہ ان کر گیا تو ہو لیے"
	  " کہا جو تھے " },
	{ "hi", USCRIPT_DEVANAGARI,
	  " के में की है से को का और ने पर भी कि यह इस हैं एक नहीं कर लिए हो था तो ही साथ गया बाद"
	  " कहा वह " },
	{ "mr", USCRIPT_DEVANAGARI,
	  " आहे आणि या ते हे त्या होते नाही केली आहेत असे तर झाली मात्र त्यांनी " },
	{ "el", USCRIPT_GREEK,
	  " και το να του η της με που την από για τα στην είναι τον ο των οι σε στο θα τους τις"
	  " δεν στη αλλά ότι ένα μια ως " },
	{ "he", USCRIPT_HEBREW, " של את על לא זה גם עם כי הוא או אבל היא כל אני יותר היה בין אם " },
	{ "ja", USCRIPT_HIRAGANA, NULL },
	{ "ja", USCRIPT_KATAKANA, NULL },
	{ "zh", USCRIPT_HAN, NULL },
	{ "ko", USCRIPT_HANGUL, NULL },
	{ "th", USCRIPT_THAI, NULL },
	{ "ka", USCRIPT_GEORGIAN, NULL },
	{ "hy", USCRIPT_ARMENIAN, NULL },
	{ "bn", USCRIPT_BENGALI, NULL },
	{ "ta", USCRIPT_TAMIL, NULL },
	{ "te", USCRIPT_TELUGU, NULL },
	{ "kn", USCRIPT_KANNADA, NULL },
	{ "ml", USCRIPT_MALAYALAM, NULL },
	{ "gu", USCRIPT_GUJARATI, NULL },
	{ "pa", USCRIPT_GURMUKHI, NULL },
	{ "km", USCRIPT_KHMER, NULL },
	{ "my", USCRIPT_MYANMAR, NULL },
	{ "am", USCRIPT_ETHIOPIC, NULL },
};

enum { LANGUAGE_COUNT = sizeof(languages) / sizeof(languages[0]) };

/* How many characters of the text each language's script can claim. */
static void count_scripts(size_t counts[LANGUAGE_COUNT], const char *text, size_t length)
{
	size_t by_script[USCRIPT_CODE_LIMIT] = {0};
	UErrorCode status = U_ZERO_ERROR;
	int32_t at = 0;
	size_t i;

	while (at < (int32_t)length) {
		UChar32 c = (uint8_t)text[at];
		UScriptCode script;

		if (c < 0x80) {
			by_script[USCRIPT_LATIN] += str_is_alpha(text[at++]);
			continue;
		}
		U8_NEXT_OR_FFFD((const uint8_t *)text, at, (int32_t)length, c);
		script = uscript_getScript(c, &status);
		if (script >= 0 && script < USCRIPT_CODE_LIMIT)
			by_script[script]++;
	}
	for (i = 0; i < LANGUAGE_COUNT; i++)
		counts[i] = by_script[languages[i].script];
}

/* The script most of the text is in; any kana makes Han Japanese. */
static UScriptCode main_script(const size_t counts[LANGUAGE_COUNT])
{
	size_t best = 0, kana = 0, i;

	for (i = 0; i < LANGUAGE_COUNT; i++) {
		if (counts[i] > counts[best])
			best = i;
		if (str_equal(languages[i].name, "ja"))
			kana += counts[i];
	}
	if (counts[best] == 0)
		return USCRIPT_UNKNOWN;
	if (languages[best].script == USCRIPT_HAN && kana * 10 > counts[best])
		return USCRIPT_HIRAGANA;
	return languages[best].script;
}

static bool lists(const char *stop_words, const char *word, size_t length)
{
	return stop_words != NULL && str_lists(stop_words, word, length, ' ');
}

/* How often a text uses each of its words: few enough that some slots are always free. */
struct tally {
	struct {
		const struct word *word;	/* NULL: free */
		size_t uses;
	} slots[512];
};

enum { SLOT_MASK = 511 };

/* Where a word is, or would be. */
static size_t slot_of(const struct tally *tally, const char *word, size_t length)
{
	uint32_t hash = (uint32_t)length;
	size_t at;

	for (at = 0; at < length; at++)
		hash = (hash ^ (uint8_t)word[at]) * 0x01000193u;	/* FNV-1a */
	for (at = hash & SLOT_MASK; tally->slots[at].word != NULL; at = (at + 1) & SLOT_MASK) {
		const struct word *other = tally->slots[at].word;

		if (other->length == length && memcmp(other->text, word, length) == 0)
			break;
	}
	return at;
}

static void count_words(struct tally *tally, const struct words *words)
{
	size_t i;

	*tally = (struct tally){0};
	for (i = 0; i < words->count && i < ENOUGH_WORDS; i++) {
		const struct word *word = &words->list[i];
		size_t at = slot_of(tally, word->text, word->length);

		tally->slots[at].word = word;
		tally->slots[at].uses++;
	}
}

/* How many of the words a language lists; its list is gone through once, not once a word. */
static size_t count_votes(const struct language *language, const struct tally *tally)
{
	const char *at = language->stop_words;
	size_t votes = 0;

	while (at != NULL && at[1] != '\0') {
		size_t length = strcspn(at + 1, " ");

		votes += tally->slots[slot_of(tally, at + 1, length)].uses;
		at += 1 + length;
	}
	return votes;
}

/* Among the languages of a script, the one whose stop words the text uses most. */
static const char *vote(UScriptCode script, const char *text, size_t length)
{
	struct words words = {0};
	struct tally tally;
	const char *winner = "";
	size_t most = LEAST_VOTES - 1, i;

	words_split(&words, text, length);
	count_words(&tally, &words);
	for (i = 0; i < LANGUAGE_COUNT; i++) {
		size_t votes;

		if (languages[i].script != script)
			continue;
		votes = count_votes(&languages[i], &tally);
		if (votes > most || languages[i].stop_words == NULL) {
			most = votes;
			winner = languages[i].name;
		}
	}
	words_clear(&words);
	return winner;
}

const char *language_detect(const char *text, size_t length)
{
	size_t counts[LANGUAGE_COUNT] = {0};
	UScriptCode script;

	if (length > ENOUGH_BYTES)
		length = ENOUGH_BYTES;
	count_scripts(counts, text, length);
	script = main_script(counts);
	return script == USCRIPT_UNKNOWN ? "" : vote(script, text, length);
}

bool language_is_stop_word(const char *language, const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < LANGUAGE_COUNT; i++)
		if (str_equal(languages[i].name, language))
			return lists(languages[i].stop_words, word, length);
	return false;
}
