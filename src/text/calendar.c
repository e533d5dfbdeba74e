#include "text/calendar.h"

/* Days are counted from 1 March of year 0, so that a leap day ends its year. */
enum { DAYS_PER_ERA = 146097, EPOCH_DAY = 719468 };

int64_t calendar_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t calendar_to_days(int year, int month, int day)
{
	int64_t y = month > 2 ? year : (int64_t)year - 1;
	int64_t era = calendar_floor_div(y, 400), year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - EPOCH_DAY;
}

struct calendar_day calendar_from_days(int64_t days)
{
	int64_t era = calendar_floor_div(days + EPOCH_DAY, DAYS_PER_ERA);
	int day_of_era = (int)(days + EPOCH_DAY - era * DAYS_PER_ERA);
	int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / (DAYS_PER_ERA - 1);
	int year_of_era = (day_of_era - leap_days) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

	return (struct calendar_day){
		.year = (int)(era * 400) + year_of_era + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
	};
}

int calendar_weekday(int64_t days)
{
	static const int epoch_weekday = 4;

	return (int)(days + epoch_weekday - calendar_floor_div(days + epoch_weekday, 7) * 7);
}

int calendar_month_length(int year, int month)
{
	int64_t next = month < 12 ? calendar_to_days(year, month + 1, 1)
				  : calendar_to_days(year + 1, 1, 1);

	return (int)(next - calendar_to_days(year, month, 1));
}

int calendar_year_length(int year)
{
	return (int)(calendar_to_days(year + 1, 1, 1) - calendar_to_days(year, 1, 1));
}
