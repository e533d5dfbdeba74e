#include "support/unit.h"

#include <stdio.h>

#include "text/calendar.h"
#include "text/date.h"

struct example {
	const char *text, *time;	/* NULL: no date */
};

static void check(const struct example *cases, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char got[DATE_SIZE + 200], expected[DATE_SIZE + 200], time[DATE_SIZE];
		int64_t seconds = 0;
		bool good = date_parse(cases[i].text, &seconds);

		snprintf(got, sizeof(got), "%s: %s", cases[i].text,
			 good ? date_format(seconds, time) : "none");
		snprintf(expected, sizeof(expected), "%s: %s", cases[i].text,
			 cases[i].time != NULL ? cases[i].time : "none");
		assert_string_equal(got, expected);
	}
}

static void rfc_822_is_read_with_every_deviation(void **state)
{
	static const struct example cases[] = {
		{"Sat, 07 Sep 2002 00:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"Sat, 7 Sep 2002 00:00:01 +0200", "2002-09-06T22:00:01Z"},
		{"7 Sep 2002 0:00:01 GMT", "2002-09-07T00:00:01Z"},
		{"Thu, 01 Jan 2004 19:48 GMT", "2004-01-01T19:48:00Z"},
		{"Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"},
		{"01 Jan 49 00:00 Z", "2049-01-01T00:00:00Z"},
		{"01 Jan 50 00:00 Z", "1950-01-01T00:00:00Z"},
		{"Wed, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
		{"Thursday, 01-Jan-04 19:48:21 GMT", "2004-01-01T19:48:21Z"},
		{"Thurs, 15 Oct 2020 00:00:39 +0000", "2020-10-15T00:00:39Z"},
		{"Thu,01 Sept 2020 00:00:39 +0000", "2020-09-01T00:00:39Z"},
		{"Mon, 16th Nov 2020 13:16:28 GMT", "2020-11-16T13:16:28Z"},
		{"Tue, Feb 16 2016 23:16:00 EDT", "2016-02-17T03:16:00Z"},
		{"Apr 16, 2023 08:01 GMT", "2023-04-16T08:01:00Z"},
		{"5 August, 2019", "2019-08-05T00:00:00Z"},
		{"Thu, 01 Jan 2004", "2004-01-01T00:00:00Z"},
		{"December 2017", "2017-12-01T00:00:00Z"},
		{"Xyz, 01 Jan 2004 10:00:00 GMT", "2004-01-01T10:00:00Z"},
		{"Thu , 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z"},
		{"Wed, 31 Dec 2008 23:59:60 GMT", "2009-01-01T00:00:00Z"},
		{"Thu, 29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00Z"},
		{"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
		{"Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"},
		{"Mon Jan 05 2004 16:29:06 GMT+0100 (Central European Standard Time)",
		 "2004-01-05T15:29:06Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void iso_8601_is_read_in_every_precision(void **state)
{
	static const struct example cases[] = {
		{"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
		{"2003-12-31t10:14:55z", "2003-12-31T10:14:55Z"},
		{"2003-12-31 10:14:55", "2003-12-31T10:14:55Z"},
		{"2003-12-31T10:14:55.9999Z", "2003-12-31T10:14:55Z"},
		{"2003-12-31T10:14:55,5+01:00", "2003-12-31T09:14:55Z"},
		{"2003-12-31T10:14:55-0530", "2003-12-31T15:44:55Z"},
		{"2003-12-31T10:14:55+02", "2003-12-31T08:14:55Z"},
		{"2003-12-31T10:14Z", "2003-12-31T10:14:00Z"},
		{"2003-12-31T10Z", "2003-12-31T10:00:00Z"},
		{"2003-12-31T9:05:00Z", "2003-12-31T09:05:00Z"},
		{"20031231T101455Z", "2003-12-31T10:14:55Z"},
		{"20031231T1014+0100", "2003-12-31T09:14:00Z"},
		{"20031231101455", "2003-12-31T10:14:55Z"},
		{"20031231", "2003-12-31T00:00:00Z"},
		{"2003-12-31", "2003-12-31T00:00:00Z"},
		{"2003-12-31Z", "2003-12-31T00:00:00Z"},
		{"2003-12-31+01:00", "2003-12-30T23:00:00Z"},
		{"2003-12", "2003-12-01T00:00:00Z"},
		{"2003", "2003-01-01T00:00:00Z"},
		{"03-12-31", "2003-12-31T00:00:00Z"},
		{"2003-335", "2003-12-01T00:00:00Z"},
		{"2003335", "2003-12-01T00:00:00Z"},
		{"2004-366", "2004-12-31T00:00:00Z"},
		{"2004-W53-6", "2005-01-01T00:00:00Z"},
		{"2004W536", "2005-01-01T00:00:00Z"},
		{"2009-W01", "2008-12-29T00:00:00Z"},
		{"2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"},
		{"2008-12-31T23:59:60Z", "2009-01-01T00:00:00Z"},
		{"2011-12-03T10:15:30+01:00[Europe/Paris]", "2011-12-03T09:15:30Z"},
		{"  2003-12-31T10:14:55Z\n", "2003-12-31T10:14:55Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void zones_by_name_number_and_place_are_read(void **state)
{
	static const struct example cases[] = {
		{"1 Jan 2004 10:00 EST", "2004-01-01T15:00:00Z"},
		{"1 Jan 2004 10:00 PDT", "2004-01-01T17:00:00Z"},
		{"1 Jan 2004 10:00 CEST", "2004-01-01T08:00:00Z"},
		{"1 Jul 2004 10:00 BST", "2004-07-01T09:00:00Z"},
		{"1 Jan 2004 10:00 GMT+2", "2004-01-01T08:00:00Z"},
		{"1 Jan 2004 10:00 GMT-07:00", "2004-01-01T17:00:00Z"},
		{"1 Jan 2004 10:00 UTC+0530", "2004-01-01T04:30:00Z"},
		{"1 Jan 2004 10:00 +0200 (CEST)", "2004-01-01T08:00:00Z"},
		{"1 Jan 2004 10:00 \xe2\x88\x92" "0500", "2004-01-01T15:00:00Z"},
		{"1 Jan 2004 10:00 A", "2004-01-01T11:00:00Z"},
		{"1 Jan 2004 10:00 XYZT", "2004-01-01T10:00:00Z"},
		{"25 Feb 2016 00:00:00 Europe/Brussels", "2016-02-24T23:00:00Z"},
		{"25 Jul 2016 00:00:00 Europe/Brussels", "2016-07-24T22:00:00Z"},
		{"27 Mar 2016 01:59:59 Europe/Brussels", "2016-03-27T00:59:59Z"},
		{"27 Mar 2016 03:00:00 Europe/Brussels", "2016-03-27T01:00:00Z"},
		{"1 Jul 2016 12:00 America/New_York", "2016-07-01T16:00:00Z"},
		{"1 Jan 2016 12:00 ET", "2016-01-01T17:00:00Z"},
		{"1 Jan 2016 12:00 Australia/Sydney", "2016-01-01T01:00:00Z"},
		{"1 Jul 2016 12:00 Australia/Sydney", "2016-07-01T02:00:00Z"},
		{"1 Jul 2016 12:00 Asia/Tokyo", "2016-07-01T03:00:00Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void clocks_of_twelve_hours_are_read(void **state)
{
	static const struct example cases[] = {
		{"Friday, December 22, 2017 - 3:09pm", "2017-12-22T15:09:00Z"},
		{"Nov. 16, 2020, 10:57 a.m.", "2020-11-16T10:57:00Z"},
		{"March 30 2020 07:02:38 PM", "2020-03-30T19:02:38Z"},
		{"March 30 2020 12:02 AM", "2020-03-30T00:02:00Z"},
		{"March 30 2020 12:02 PM", "2020-03-30T12:02:00Z"},
		{"March 30 2020 19:02 PM", "2020-03-30T19:02:00Z"},
		{"March 30 2020, 3 pm EST", "2020-03-30T20:00:00Z"},
		{"09/15/2014 4:20 pm PST", "2014-09-16T00:20:00Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void dates_in_numbers_are_read(void **state)
{
	static const struct example cases[] = {
		{"30.10.23", "2023-10-30T00:00:00Z"},
		{"30.10.2023 15:30", "2023-10-30T15:30:00Z"},
		{"09/15/2014", "2014-09-15T00:00:00Z"},
		{"15/09/2014", "2014-09-15T00:00:00Z"},
		{"2014/09/15 10:00", "2014-09-15T10:00:00Z"},
		{"15-09-2014", "2014-09-15T00:00:00Z"},
		{"1520932969", "2018-03-13T09:22:49Z"},
		{"1520932969123", "2018-03-13T09:22:49Z"},
		{"999999999", "2001-09-09T01:46:39Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void dates_in_many_languages_are_read(void **state)
{
	static const struct example cases[] = {
		{"Di, 23 Jan 2018 00:00:00 +0100", "2018-01-22T23:00:00Z"},
		{"12. März 2020 um 15:30 Uhr", "2020-03-12T15:30:00Z"},
		{"Mi., 3. Dez. 2020", "2020-12-03T00:00:00Z"},
		{"jeu., 02 avril 2020 00:00:00 +0200", "2020-04-01T22:00:00Z"},
		{"mar., 3 mars 2020 10h30", "2020-03-03T10:30:00Z"},
		{"1er août 2020", "2020-08-01T00:00:00Z"},
		{"14 févr. 2020", "2020-02-14T00:00:00Z"},
		{"Mar, 02 Abr 2024 10:00:00 +0000", "2024-04-02T10:00:00Z"},
		{"2 de enero de 2020", "2020-01-02T00:00:00Z"},
		{"mer, 25 set 2019 10:00:00 +0200", "2019-09-25T08:00:00Z"},
		{"5 ottobre 2019", "2019-10-05T00:00:00Z"},
		{"segunda-feira, 7 de outubro de 2019", "2019-10-07T00:00:00Z"},
		{"za, 14 mrt 2020 12:00", "2020-03-14T12:00:00Z"},
		{"3 maart 2020", "2020-03-03T00:00:00Z"},
		{"śr., 15 paź 2014 10:00:00 +0200", "2014-10-15T08:00:00Z"},
		{"3 września 2020", "2020-09-03T00:00:00Z"},
		{"Пт, 13 Июл 2018 10:00:00 +0300", "2018-07-13T07:00:00Z"},
		{"3 мая 2020 г.", "2020-05-03T00:00:00Z"},
		{"3 января 2020", "2020-01-03T00:00:00Z"},
		{"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
		{"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
		{"2004. május 3.", "2004-05-03T00:00:00Z"},
		{"5 Ağustos 2020", "2020-08-05T00:00:00Z"},
		{"2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"},
		{"2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"},
		{"2004-05-25 오전 12:23:17 +0000", "2004-05-25T00:23:17Z"},
		{"2020年1月5日(日) 15時04分", "2020-01-05T15:04:00Z"},
		{"2020年1月5日 星期日 下午3:04", "2020-01-05T15:04:00Z"},
		{"２０２０年１月５日", "2020-01-05T00:00:00Z"},
		{"3 lokakuuta 2020", "2020-10-03T00:00:00Z"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void nonsense_is_no_date_rather_than_another(void **state)
{
	static const struct example cases[] = {
		{"", NULL},
		{"   ", NULL},
		{"never", NULL},
		{"Hello", NULL},
		{"Monday", NULL},
		{"10:00", NULL},
		{"10:00:00 GMT", NULL},
		{"31 Sep 2020", NULL},
		{"30 Feb 2020", NULL},
		{"29 Feb 2023", NULL},
		{"0000-00-00", NULL},
		{"0000-00-00T00:00:00Z", NULL},
		{"0000-01-01", NULL},
		{"2020-00-10", NULL},
		{"2020-13-01", NULL},
		{"2020-01-32", NULL},
		{"32/13/2020", NULL},
		{"00/00/0000", NULL},
		{"2003-366", NULL},
		{"2003-000", NULL},
		{"2003-W53", NULL},
		{"2003-W00", NULL},
		{"2004-W01-8", NULL},
		{"2020-01-01T25:00:00Z", NULL},
		{"2020-01-01T24:00:01Z", NULL},
		{"2020-01-01T10:60:00Z", NULL},
		{"2020-01-01T10:10:61Z", NULL},
		{"16 Dec 2012 1:2:3:4 GMT", NULL},
		{"16 Dec 2012 zz:11:00", NULL},
		{"16 zzz 2012 11:11:00 GMT", NULL},
		{"Sun, Dec x 2012 11:11:00 GMT", NULL},
		{"16 Dec z 11:11:00 GMT", NULL},
		{"16 Dec", NULL},
		{"12345", NULL},
		{"123456", NULL},
		{"2020-01-01T10:00:00+9900", NULL},
		{"Jan Feb 2020", NULL},
		{"1 2 3 4 5", NULL},
		{"2020-01-01 2021-01-01", NULL},
		{"January 1, 2020 and more", NULL},
		{"<b>2020-01-01</b>", NULL},
		{"$1520932969", NULL},
		{"99999999999999999999", NULL},
		{"0001-01-01T00:30:00+01:00", NULL},	/* in the year 0 where it is UTC */
		{"9999-12-31T23:30:00-01:00", NULL},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_failed_date_leaves_the_time_alone(void **state)
{
	int64_t time = 42;

	(void)state;
	assert_false(date_parse("31 Sep 2020", &time));
	assert_int_equal(time, 42);
}

static void durations_have_a_unit_or_are_seconds(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;	/* -1: none */
	} cases[] = {
		{"90", 90}, {"90s", 90}, {"10m", 600}, {"4h", 14400}, {"30d", 2592000},
		{"2w", 1209600}, {"4H", 14400}, {"0", 0}, {"", -1}, {"h", -1}, {"4 h", -1},
		{"4hours", -1}, {"-4h", -1}, {"4.5h", -1}, {"99999999999999999999w", -1},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t seconds = -1;

		assert_int_equal(date_parse_duration(cases[i].text, &seconds),
				 cases[i].seconds >= 0);
		assert_int_equal(seconds, cases[i].seconds);
	}
}

static void every_day_survives_the_calendar(void **state)
{
	int64_t day;
	int weekday = -1;

	(void)state;
	for (day = -719162; day < 2932897; day += 97) {
		struct civil civil = date_to_civil(day * 86400 + 86399, 0);

		assert_int_equal(calendar_to_days(civil.year, civil.month, civil.day), day);
		assert_int_equal(civil.hour * 3600 + civil.minute * 60 + civil.second, 86399);
		if (weekday >= 0)
			assert_int_equal(civil.weekday, (weekday + 97) % 7);
		weekday = civil.weekday;
	}
	assert_int_equal(date_to_civil(0, 0).weekday, 4);
	assert_int_equal(date_to_civil(-1, 3600).hour, 0);
	assert_int_equal(date_to_civil(-1, 0).year, 1969);
}

static void times_are_written_within_four_digits_of_year(void **state)
{
	char out[DATE_SIZE];

	(void)state;
	assert_string_equal(date_format(0, out), "1970-01-01T00:00:00Z");
	assert_string_equal(date_format(INT64_MAX, out), "9999-12-31T23:59:59Z");
	assert_string_equal(date_format(INT64_MIN, out), "0001-01-01T00:00:00Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc_822_is_read_with_every_deviation),
		cmocka_unit_test(iso_8601_is_read_in_every_precision),
		cmocka_unit_test(zones_by_name_number_and_place_are_read),
		cmocka_unit_test(clocks_of_twelve_hours_are_read),
		cmocka_unit_test(dates_in_numbers_are_read),
		cmocka_unit_test(dates_in_many_languages_are_read),
		cmocka_unit_test(nonsense_is_no_date_rather_than_another),
		cmocka_unit_test(a_failed_date_leaves_the_time_alone),
		cmocka_unit_test(durations_have_a_unit_or_are_seconds),
		cmocka_unit_test(every_day_survives_the_calendar),
		cmocka_unit_test(times_are_written_within_four_digits_of_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
