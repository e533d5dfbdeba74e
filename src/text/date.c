#include "text/date.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

enum { SECONDS_PER_DAY = 86400, DAYS_PER_ERA = 146097, EPOCH_DAY = 719468 };

/* Dates are counted from 1 March of year 0, so that a leap day ends its year. */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t date_from_civil(int year, int month, int day, int hour, int minute, int second)
{
	int64_t y = month > 2 ? year : (int64_t)year - 1;
	int64_t era = floor_div(y, 400), year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	int64_t days = era * DAYS_PER_ERA + day_of_era - EPOCH_DAY;

	return days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

struct civil date_to_civil(int64_t time, int utc_offset)
{
	int64_t days = floor_div(time + utc_offset, SECONDS_PER_DAY);
	int clock = (int)(time + utc_offset - days * SECONDS_PER_DAY);
	int64_t era = floor_div(days + EPOCH_DAY, DAYS_PER_ERA);
	int day_of_era = (int)(days + EPOCH_DAY - era * DAYS_PER_ERA);
	int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / (DAYS_PER_ERA - 1);
	int year_of_era = (day_of_era - leap_days) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

	return (struct civil){
		.year = (int)(era * 400) + year_of_era + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
		.hour = clock / 3600,
		.minute = clock / 60 % 60,
		.second = clock % 60,
		.weekday = (int)(days + 4 - floor_div(days + 4, 7) * 7),
	};
}

char *date_format(int64_t time, char out[DATE_SIZE])
{
	static const int64_t first = -62167219200, last = 253402300799;
	struct civil civil;

	if (time < first)
		time = first;
	if (time > last)
		time = last;
	civil = date_to_civil(time, 0);
	snprintf(out, DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month,
		 civil.day, civil.hour, civil.minute, civil.second);
	return out;
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
