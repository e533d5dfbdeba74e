/*
 * The words of dates in two dozen languages: months, weekdays, zones, and what
 * stands between them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum date_word_kind {
	DATE_WORD_MONTH,	/* value: 1 to 12 */
	DATE_WORD_WEEKDAY,
	DATE_WORD_ZONE,		/* value: minutes east of UTC */
	DATE_WORD_HALF,		/* value: 0 for a.m., 12 for p.m. */
	DATE_WORD_UNIT,		/* value: y, m, d, h, i (minute) or s */
	DATE_WORD_NOISE,
};

struct date_word {
	const char *text;	/* in lower case, without accents */
	enum date_word_kind kind;
	int value;
};

/*
 * What a word means that is folded like the table: in lower case, without
 * accents. Months may be cut to three letters or more, weekdays to two. NULL if
 * it means nothing.
 */
const struct date_word *date_words_find(const char *word, size_t length);

/* The longest word that the text begins with, for scripts without spaces; NULL if there is none. */
const struct date_word *date_words_start(const char *text, size_t length);
