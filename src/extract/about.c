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
	YEAR_MIN = 1990,		/* the web has no older pages, only mistaken ones */
};

static bool offer_date(struct about *about, const char *value)
{
	struct civil civil;
	int64_t time;

	if (!date_parse(value, &time))
		return false;
	civil = date_to_civil(time, 0);
	if (civil.year < YEAR_MIN || civil.year > 2100)
		return false;
	about->published = time;
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
		raw = plain_value(about, value);
		return offer_date(about, raw) ? raw : NULL;
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
	const char *start = value.at, *end = value.at + value.length, *fit;

	if (value.at == NULL || value.length > LONGEST_VALUE ||
	    (about->values[field] != NULL && about->ranks[field] <= rank))
		return;
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
