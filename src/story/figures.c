#include "story/figures.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "text/words.h"

enum { REACH = 3 };			/* words after a number that may be what it counts */

static bool is_year(const struct word *word)
{
	return word->length == 4 && (str_starts(word->text, "19") || str_starts(word->text, "20"));
}

/* Not so small that everything has it. */
static bool is_telling(const struct word *word)
{
	return str_is_digit(word->text[0]) && word->length > 1 && !is_year(word);
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

struct reading {
	struct lexicon *lexicon;
	const char *language;
	const struct words *words;
};

/* The first word after this one that means something; 0 if a number comes before it, or none. */
static uint64_t find_counted(const struct reading *reading, size_t number)
{
	const struct words *words = reading->words;
	size_t i;

	for (i = number + 1; i < words->count && i <= number + REACH; i++) {
		uint64_t term = lexicon_term(reading->lexicon, reading->language,
					     &words->list[i]);

		if (str_is_digit(words->list[i].text[0]))
			return 0;
		if (term != 0)
			return term;
	}
	return 0;
}

void figures_read(struct figures *figures, struct arena *arena, struct lexicon *lexicon,
		  const char *language, const struct words *words)
{
	const struct reading reading = { lexicon, language, words };
	size_t i;

	*figures = (struct figures){
		.telling = arena_array(arena, words->count + 1, sizeof(*figures->telling)),
		.counted = arena_array(arena, words->count + 1, sizeof(*figures->counted)),
	};
	for (i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		struct counted counted = { word->hash, 0 };

		if (!str_is_digit(word->text[0]) || is_year(word))
			continue;
		if (is_telling(word))
			figures->telling[figures->telling_count++] = counted.value;
		counted.what = find_counted(&reading, i);
		if (counted.what != 0)
			figures->counted[figures->counted_count++] = counted;
	}
	qsort(figures->telling, figures->telling_count, sizeof(*figures->telling), by_number);
}

bool figures_agree(const struct figures *a, const struct figures *b)
{
	size_t i = 0, j = 0;

	while (i < a->telling_count && j < b->telling_count) {
		if (a->telling[i] == b->telling[j])
			return true;
		if (a->telling[i] < b->telling[j])
			i++;
		else
			j++;
	}
	return false;
}

/* Whether a sentence counts this, and whether it comes to this number. */
static bool counts(const struct figures *figures, const struct counted *counted, bool *agrees)
{
	bool does = false;
	size_t i;

	for (i = 0; i < figures->counted_count; i++) {
		does |= figures->counted[i].what == counted->what;
		*agrees |= figures->counted[i].value == counted->value;
	}
	return does;
}

bool figures_dispute(const struct figures *a, const struct figures *b)
{
	bool is_disputed = false, agrees = false;
	size_t i;

	for (i = 0; i < a->counted_count; i++)
		is_disputed |= counts(b, &a->counted[i], &agrees);
	return is_disputed && !agrees;
}
