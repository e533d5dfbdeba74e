/*
 * Which of a series an event is: the 12th package, the third quarter, Tuesday's close.
 *
 * Reports of two such events are worded much alike, and are not of one. "12th" counts
 * wherever a report begins; "third", "Q3" and weekdays in its title only, for reports
 * of one event may well tell of other days, and of who came third.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lexicon;
struct words;

enum { HALLMARK_SERIALS = 8 };

/* Of what is numbered the number. */
struct serial {
	uint32_t number;
	uint32_t series;		/* a hash of the word for it */
};

/* A zeroed one says nothing. */
struct hallmark {
	size_t count;
	struct serial serials[HALLMARK_SERIALS];
};

/* Add what a title, or a text, says. */
void hallmark_read_title(struct hallmark *hallmark, struct lexicon *lexicon, const char *language,
			 const struct words *words);
void hallmark_read_text(struct hallmark *hallmark, struct lexicon *lexicon, const char *language,
			const struct words *words);

/* Whether these are different ones of a series, and no number is the same. */
bool hallmark_differs(const struct hallmark *a, const struct hallmark *b);
