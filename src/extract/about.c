#include "extract/about.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "extract/byline.h"
#include "text/date.h"
#include "text/html.h"

enum {
	LONGEST_VALUE = 1000,
	RANK_OF_SITES = 100,
	YEAR_MAX = 2100,
	YEAR_MIN = 1990,		/* the web has no older pages, only mistaken ones */
};

/* Of "2021-05-03T00:10:00+02:00", 7200; what ends otherwise is in UTC. */
static int zone_of(const char *value)
{
	const char *end = value + strlen(value), *at = end;
	char digits[5] = "";
	size_t count = 4;
	int64_t number = 0;

	while (at > value && count > 0 && (str_is_digit(at[-1]) || at[-1] == ':')) {
		at--;
		if (*at != ':')
			digits[--count] = *at;
	}
	if (count != 0 || at - value < 11 || (at[-1] != '+' && at[-1] != '-') ||
	    !str_is_digit(at[-2]) || !str_to_int64(digits, 0, 1400, &number))
		return 0;
	number = number / 100 * 3600 + number % 100 * 60;
	return (int)(at[-1] == '-' ? -number : number);
}

static bool read_date(const char *value, int64_t *time)
{
	int year;

	if (!date_parse(value, time))
		return false;
	year = date_to_civil(*time, 0).year;
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

static bool offer_date(struct about *about, enum about_field field, const char *value)
{
	int64_t time;

	if (!read_date(value, &time))
		return false;
	if (field == ABOUT_PRINTED) {
		about->printed = time;
		return true;
	}
	about->published = time;
	about->zone = zone_of(value);
	return true;
}

/* Some pages escape what they have escaped already, and some put tags into titles. */
static const char *plain_value(struct about *about, struct span value)
{
	struct buf text = {0};
	const char *plain;

	html_to_text(&text, value.at, value.length);
	plain = arena_dup(about->arena, buf_text(&text));
	buf_clear(&text);
	return plain;
}

static const char *fit_value(struct about *about, enum about_field field, struct span value)
{
	const char *raw;

	switch (field) {
	case ABOUT_BYLINE:
		raw = arena_dup_bytes(about->arena, value.at, value.length);
		raw = byline_clean(about->arena, raw);
		return raw != NULL ? plain_value(about, span_of(raw)) : NULL;
	case ABOUT_DATE:
	case ABOUT_PRINTED:
		raw = plain_value(about, value);
		return offer_date(about, field, raw) ? raw : NULL;
	default:
		return plain_value(about, value);
	}
}

/* Sites sign as authors where they have nobody to name. */
static bool is_site(const struct about *about, const char *byline)
{
	return about->values[ABOUT_SITE] != NULL &&
	       str_case_equal(byline, about->values[ABOUT_SITE]);
}

void about_offer(struct about *about, enum about_field field, uint32_t rank, struct span value)
{
	const char *start = value.at, *end, *fit;

	if (value.at == NULL || value.length > LONGEST_VALUE ||
	    (about->values[field] != NULL && about->ranks[field] <= rank))
		return;
	end = start + value.length;
	str_trim(&start, &end);
	if (start == end)
		return;
	fit = fit_value(about, field, span_between(start, end));
	if (str_is_empty(fit))
		return;
	if (field == ABOUT_BYLINE && is_site(about, fit)) {
		rank += RANK_OF_SITES;
		if (about->values[field] != NULL && about->ranks[field] <= rank)
			return;
	}
	about->values[field] = fit;
	about->ranks[field] = rank;
}

/* Who publishes is no source of what it publishes; nor is a link a name. */
static void settle_credit(struct about *about)
{
	const char *credit = about->values[ABOUT_CREDIT];

	if (credit != NULL && (is_site(about, credit) || strstr(credit, "://") != NULL))
		about->values[ABOUT_CREDIT] = NULL;
}

/*
 * Machines are told the time in UTC, readers the day where they are. If these
 * are neighbours, the publisher's zone is one where it was that day: the nearest.
 */
static void settle_zone(struct about *about)
{
	enum { HOUR = 3600, DAY = 24 * HOUR };
	int64_t day = about->published / DAY, printed = about->printed / DAY;
	int into = (int)(about->published % DAY);

	if (about->values[ABOUT_DATE] == NULL || about->values[ABOUT_PRINTED] == NULL ||
	    about->zone != 0 || into == 0)
		return;
	if (printed == day - 1 && into < DAY / 2)
		about->zone = -(into / HOUR + 1) * HOUR;
	else if (printed == day + 1 && into > DAY / 2)
		about->zone = ((DAY - into - 1) / HOUR + 1) * HOUR;
}

void about_settle(struct about *about)
{
	settle_credit(about);
	settle_zone(about);
}
