/*
 * Whether a sentence ends where it could.
 *
 * That is Unicode's rule for sentences (UAX #29), and beyond it: abbreviations
 * and initials by language, ordinals ("am 3. Mai"), numbered lists, "he asked"
 * after a quotation, and full stops without a space behind them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SENTENCE_ELLIPSIS = 0x2026,
	SENTENCE_GREEK_QUESTION = 0x37e,
};

/* A place where a sentence could end, within a line of valid UTF-8. */
struct sentence_end {
	const char *start;	/* of the sentence */
	const char *mark;	/* the first of its marks */
	const char *closed;	/* behind the marks, and the quotes and brackets after them */
	const char *next;	/* behind the spaces after those */
	const char *stop;	/* of the line */
	uint32_t sign;		/* of the marks, the one that weighs most */
	uint32_t closer;	/* the last quote or bracket; 0: none */
};

/* What the line is from; `language` is found out when it is first needed. */
struct sentence_text {
	const char *text;
	size_t length;
	const char *language;	/* NULL: not known yet */
};

bool sentence_end_is_one(const struct sentence_end *end, struct sentence_text *text);
