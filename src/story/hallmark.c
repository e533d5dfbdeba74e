#include "story/hallmark.h"

#include <string.h>

#include "base/str.h"
#include "story/lexicon.h"
#include "text/words.h"

enum {
	LEAD_WORDS = 60,	/* in which a report says which one it is about */
	NUMBERED_WORDS = 2,	/* "12th sanctions package" numbers both */
	WEEKDAYS = 1,		/* series; hardly a term has these for its hash */
	QUARTERS = 2,
};

static const char *const ordinals[] = {
	"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
	"tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
};
static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* The number of a word in a list, counted from 1; 0 if it is none of them. */
static uint32_t number_in(const char *const *list, size_t count, const struct word *word)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i][0] == word->text[0] && str_equal(list[i], word->text))
			return (uint32_t)(i + 1);
	return 0;
}

/* The number of "12th", or in a title of "third" as well, 0 if it is no such word. */
static uint32_t ordinal_of(const struct word *word, bool is_title)
{
	static const char suffixes[] = " st nd rd th e er re ème eme º ª ° й я е го й ";
	const char *at = word->text;
	uint32_t number = 0;

	for (; *at >= '0' && *at <= '9' && number < 100000; at++)
		number = number * 10 + (uint32_t)(*at - '0');
	if (at > word->text && *at != '\0' && str_lists(suffixes, at, strlen(at), ' '))
		return number;
	return is_title ? number_in(ordinals, sizeof(ordinals) / sizeof(ordinals[0]), word) : 0;
}

/* What more is numbered than there is room for is not looked at. */
static void add_serial(struct hallmark *hallmark, uint32_t number, uint64_t series)
{
	if (series != 0 && hallmark->count < HALLMARK_SERIALS)
		hallmark->serials[hallmark->count++] =
			(struct serial){ number, (uint32_t)series };
}

static void read_ordinals(struct hallmark *hallmark, struct lexicon *lexicon, const char *language,
			  const struct words *words, bool is_title)
{
	size_t i, j;

	for (i = 0; i < words->count && i < LEAD_WORDS; i++) {
		uint32_t number = ordinal_of(&words->list[i], is_title);

		for (j = i + 1; number != 0 && j < words->count && j <= i + NUMBERED_WORDS; j++)
			add_serial(hallmark, number,
				   lexicon_term(lexicon, language, &words->list[j]));
	}
}

void hallmark_read_title(struct hallmark *hallmark, struct lexicon *lexicon, const char *language,
			 const struct words *words)
{
	size_t i;

	read_ordinals(hallmark, lexicon, language, words, true);
	for (i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		uint32_t day = number_in(weekdays, sizeof(weekdays) / sizeof(weekdays[0]), word);

		if (day != 0)
			add_serial(hallmark, day, WEEKDAYS);
		if (word->length == 2 && word->text[0] == 'q' && word->text[1] >= '1' &&
		    word->text[1] <= '4')
			add_serial(hallmark, (uint32_t)(word->text[1] - '0'), QUARTERS);
	}
}

void hallmark_read_text(struct hallmark *hallmark, struct lexicon *lexicon, const char *language,
			const struct words *words)
{
	read_ordinals(hallmark, lexicon, language, words, false);
}

bool hallmark_differs(const struct hallmark *a, const struct hallmark *b)
{
	bool differs = false;
	size_t i, j;

	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++) {
			if (a->serials[i].series != b->serials[j].series)
				continue;
			if (a->serials[i].number == b->serials[j].number)
				return false;
			differs = true;
		}
	return differs;
}
