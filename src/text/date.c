#include "text/date.h"

#include <stdio.h>

#include "base/str.h"
#include "text/calendar.h"
#include "text/date_grammar.h"
#include "text/date_tokens.h"
#include "text/date_zones.h"

enum { SECONDS_PER_DAY = 86400, MOST_OFFSET = 48 * 60 };

static const int64_t first_second = -62135596800, last_second = 253402300799;	/* 0001 to 9999 */

static bool within(int64_t value, int64_t low, int64_t high)
{
	return value >= low && value <= high;
}

/* The Monday of the week that has 4 January in it is the first of week 1. */
static bool find_week_day(const struct date_fields *fields, int64_t *days)
{
	int64_t fourth = calendar_to_days((int)fields->year, 1, 4), monday, thursday;

	if (!within(fields->week, 1, 53) || !within(fields->day_of_week, 1, 7))
		return false;
	monday = fourth - (calendar_weekday(fourth) + 6) % 7 + (fields->week - 1) * 7;
	thursday = monday + 3;
	*days = monday + fields->day_of_week - 1;
	return calendar_from_days(thursday).year == fields->year;
}

static bool find_month_day(const struct date_fields *fields, int64_t *days)
{
	int64_t month = fields->month, day = fields->day;

	if (fields->may_swap && month > 12 && day <= 12) {
		month = fields->day;
		day = fields->month;
	}
	if (!within(month, 1, 12) ||
	    !within(day, 1, calendar_month_length((int)fields->year, (int)month)))
		return false;
	*days = calendar_to_days((int)fields->year, (int)month, (int)day);
	return true;
}

static bool find_day(const struct date_fields *fields, int64_t *days)
{
	int year = (int)fields->year;

	if (!within(fields->year, 1, 9999))
		return false;
	if (fields->week != DATE_GRAMMAR_UNSAID)
		return find_week_day(fields, days);
	if (fields->day_of_year == DATE_GRAMMAR_UNSAID)
		return find_month_day(fields, days);
	*days = calendar_to_days(year, 1, 1) + fields->day_of_year - 1;
	return within(fields->day_of_year, 1, calendar_year_length(year));
}

/* A day may end with 24:00:00, and a minute with a leap second. */
static bool is_time(const struct date_fields *fields)
{
	if (fields->hour == 24)
		return fields->minute == 0 && fields->second == 0;
	return within(fields->hour, 0, 23) && within(fields->minute, 0, 59) &&
	       within(fields->second, 0, 60);
}

static int64_t offset_at(const struct date_fields *fields, int64_t local)
{
	if (fields->place == DATE_GRAMMAR_UNSAID)
		return fields->offset;
	return date_zones_offset(fields->place, local);
}

bool date_parse(const char *text, int64_t *time)
{
	struct date_tokens tokens;
	struct date_fields fields;
	int64_t days = 0, local;

	if (!date_tokens_read(&tokens, text) || !date_grammar_read(&fields, &tokens))
		return false;
	if (fields.is_epoch) {
		*time = fields.epoch;
		return true;
	}
	if (!find_day(&fields, &days) || !is_time(&fields) ||
	    !within(fields.offset, -MOST_OFFSET, MOST_OFFSET))
		return false;
	local = days * SECONDS_PER_DAY + fields.hour * 3600 + fields.minute * 60 + fields.second;
	local -= offset_at(&fields, local) * 60;
	if (!date_has_year(local))
		return false;
	*time = local;
	return true;
}

bool date_has_year(int64_t time)
{
	return within(time, first_second, last_second);
}

bool date_parse_duration(const char *text, int64_t *seconds)
{
	static const struct {
		char name;
		int64_t seconds;
	} units[] = {{'\0', 1}, {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
	static const int64_t most = (int64_t)1000 * 366 * SECONDS_PER_DAY;
	int64_t number = 0;
	const char *at = text;
	size_t i;

	for (; str_is_digit(*at) && number <= most; at++)
		number = number * 10 + (*at - '0');
	if (at == text || (*at != '\0' && at[1] != '\0'))
		return false;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (str_lower(*at) == units[i].name && number <= most / units[i].seconds) {
			*seconds = number * units[i].seconds;
			return true;
		}
	}
	return false;
}

char *date_format(int64_t time, char out[DATE_SIZE])
{
	struct civil civil;

	if (time < first_second)
		time = first_second;
	if (time > last_second)
		time = last_second;
	civil = date_to_civil(time, 0);
	snprintf(out, DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month,
		 civil.day, civil.hour, civil.minute, civil.second);
	return out;
}

struct civil date_to_civil(int64_t time, int utc_offset)
{
	int64_t days = calendar_floor_div(time + utc_offset, SECONDS_PER_DAY);
	int clock = (int)(time + utc_offset - days * SECONDS_PER_DAY);
	struct calendar_day day = calendar_from_days(days);

	return (struct civil){
		.year = day.year,
		.month = day.month,
		.day = day.day,
		.hour = clock / 3600,
		.minute = clock / 60 % 60,
		.second = clock % 60,
		.weekday = calendar_weekday(days),
	};
}
