/*
 * What the tokens of a date say: which number is the day, and which the hour.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct date_tokens;

enum { DATE_GRAMMAR_UNSAID = -1 };

struct date_fields {
	int64_t year, month, day;
	int64_t day_of_year;		/* or DATE_GRAMMAR_UNSAID */
	int64_t week, day_of_week;	/* of ISO 8601, from Monday, 1; or DATE_GRAMMAR_UNSAID */
	int64_t epoch;			/* seconds since 1970, if is_epoch */
	int64_t hour, minute, second;
	int64_t offset;			/* of the zone, in minutes east of UTC */
	int place;			/* for date_zones_offset(), or DATE_GRAMMAR_UNSAID */
	bool is_epoch;
	bool has_zone;
	bool may_swap;			/* day and month, where the month would be past 12 */
};

/*
 * false if the tokens are no date. Fields are as they were written: whether
 * there is such a day or hour is not asked here. Uses up the tokens.
 */
bool date_grammar_read(struct date_fields *fields, struct date_tokens *tokens);
