/*
 * The Gregorian calendar, without zones or seconds, forwards and backwards.
 */
#pragma once

#include <stdint.h>

struct calendar_day {
	int year;
	int month, day;		/* from 1 */
};

int64_t calendar_to_days(int year, int month, int day);		/* since 1970-01-01 */
struct calendar_day calendar_from_days(int64_t days);

int calendar_weekday(int64_t days);		/* Sunday is 0 */
int calendar_month_length(int year, int month);	/* in days */
int calendar_year_length(int year);

int64_t calendar_floor_div(int64_t a, int64_t b);	/* rounds down, also below 0; b > 0 */
