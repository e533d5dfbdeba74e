#include "story/opening.h"

#include <string.h>

#include "base/str.h"
#include "text/words.h"

/* Each word between spaces; a turn that needs a comma after it has one here, too. */
static const struct small_words {
	const char *language;
	const char *points;
	const char *turns;		/* all that lean by turning … */
	const char *idle;		/* … and those of them that can go */
} languages[] = {
	{ "en",
	  " it its this that these those he she his her hers they their them such both neither"
	  " another others either none ",
	  " but and so then thus also however instead meanwhile still yet nevertheless"
	  " nonetheless therefore moreover furthermore besides otherwise even nor ",
	  " but and meanwhile, however, moreover, furthermore, nevertheless, nonetheless, also,"
	  " besides, still, yet, therefore, thus, " },
	{ "de",
	  " er sie es ihr ihre sein seine dies diese dieser dieses jene beide dabei dazu damit"
	  " dort ",
	  " aber und doch jedoch allerdings unterdessen außerdem zudem daher trotzdem dennoch"
	  " dagegen hingegen auch so ",
	  " aber und doch " },
	{ "fr",
	  " il elle ils elles cela ce cet cette ces celui celle son sa ses leur leurs ",
	  " mais et cependant toutefois pourtant néanmoins ainsi donc or puis aussi enfin ",
	  " mais et cependant, toutefois, pourtant, néanmoins, ainsi, or, enfin, " },
	{ "es",
	  " él ella ellos ellas esto este esta estos estas eso ese esa su sus ",
	  " pero y sin además también entonces así mientras aunque ",
	  " pero y además, también, entonces, así, " },
	{ "ru",
	  " он она оно они это этот эта эти его её ее их ему ей им такой такая оба ",
	  " но а и однако также кроме тем поэтому затем при впрочем зато ",
	  " но а и однако впрочем, поэтому, " },
};

/* "The company": someone who was named before, in English. */
static const char assumed[] =
	" company firm group agency organization organisation institution bank club team school"
	" university hospital ministry department committee commission panel court judge"
	" two three pair couple trio former latter same others rest"
	" suspect victim victims man woman men women boy girl child children family"
	" incident accident attack move decision deal agreement measure bill law ruling report"
	" study survey plan proposal statement letter document video image event ship plane"
	" president minister senator governor mayor officer officers ";

static bool is_in(const char *list, const struct word *word, char after)
{
	return str_lists(list, word->text, word->length, after);
}

static const struct small_words *find_language(const char *language)
{
	size_t i;

	for (i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (str_equal(languages[i].language, language))
			return &languages[i];
	return NULL;
}

/* Whether a text has this ASCII word with a capital first letter. */
static bool has_capitalised(const char *text, const char *word, size_t length)
{
	char needle[32];

	if (length + 2 > sizeof(needle))
		return false;
	memcpy(needle, word, length);
	needle[0] = (char)(needle[0] - ('a' - 'A'));
	needle[length] = ' ';
	needle[length + 1] = '\0';
	return strstr(text, needle) != NULL;
}

/* The bytes of a turn that the sentence does as well without; 0 if it does not. */
static size_t idle_turn(const char *text, const struct words *words,
			const struct small_words *small, const char *source)
{
	const struct word *first = &words->list[0], *next = first + 1;
	bool has_comma = text[first->end] == ',';

	if (words->count < 2 || first->start != 0 ||
	    !is_in(small->idle, first, has_comma ? ',' : ' ') ||
	    next->start != first->end + 1 + has_comma || is_in(small->points, next, ' ') ||
	    is_in(small->turns, next, ' '))
		return 0;
	if (next->is_capital || str_is_digit(text[next->start]))
		return next->start;
	if (str_is_alpha(text[next->start]) &&
	    has_capitalised(source, text + next->start, next->end - next->start))
		return next->start;
	return 0;
}

struct opening opening_look(const char *text, const struct words *words, const char *language,
			    const char *source)
{
	const struct small_words *small = find_language(language);
	struct opening opening = {0};
	const struct word *first = words->list;

	if (small == NULL || words->count < 2)
		return opening;
	opening.points = is_in(small->points, first, ' ');
	opening.turns = is_in(small->turns, first, ' ');
	opening.assumes = str_equal(language, "en") && str_equal(first->text, "the") &&
			  is_in(assumed, first + 1, ' ');
	opening.turn = idle_turn(text, words, small, source);
	return opening;
}
