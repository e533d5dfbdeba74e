/*
 * A date cut into numbers, words and marks.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { DATE_TOKENS_MOST = 32 };

/* What a token is, as the letter by which the grammar knows it. A mark stands for itself. */
enum date_token_kind {
	DATE_TOKEN_NONE		= 0,	/* taken */
	DATE_TOKEN_NUMBER	= 'n',
	DATE_TOKEN_MONTH	= 'M',	/* value: 1 to 12 */
	DATE_TOKEN_HALF		= 'A',	/* value: 0 for a.m., 12 for p.m. */
	DATE_TOKEN_ZONE		= 'Z',	/* value: minutes east of UTC */
	DATE_TOKEN_PLACE	= 'P',	/* value: for date_zones_offset() */
	DATE_TOKEN_UNIT		= 'u',	/* value: y, m, d, h, i or s */
	DATE_TOKEN_TIME		= 'T',	/* the T of ISO 8601 */
	DATE_TOKEN_WEEK		= 'W',	/* the W of ISO 8601 */
};

struct date_token {
	char kind;
	bool is_spaced;		/* white space stood before it */
	bool may_be_weekday;	/* "mar" is March, or mardi */
	int digits;		/* of a number */
	int64_t value;
};

struct date_tokens {
	struct date_token at[DATE_TOKENS_MOST];
	int count;
	bool is_korean;		/* Korea has one zone, so its words imply it */
};

/* false if there is anything in the text that no date has. */
bool date_tokens_read(struct date_tokens *tokens, const char *text);
