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

static const char *fit_value(struct about *about, enum about_field field, const char *value)
{
	switch (field) {
	case ABOUT_BYLINE:
		return byline_clean(about->arena, value);
	case ABOUT_DATE:
		return offer_date(about, value) ? value : NULL;
	default:
		return value;
	}
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
	fit = fit_value(about, field, plain_value(about, span_between(start, end)));
	if (str_is_empty(fit))
		return;
	about->values[field] = fit;
	about->ranks[field] = rank;
}
