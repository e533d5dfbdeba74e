#include "fetch/freshness.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"

/* Past any use, and far from overflow wherever it is added. */
static const int64_t LONGEST = INT64_C(10) * 365 * 24 * 3600;

/* The digits at `text` as seconds; -1 if there are none. */
static int64_t seconds_at(const char *text)
{
	int64_t seconds = 0;

	if (!str_is_digit(*text))
		return -1;
	for (; str_is_digit(*text); text++) {
		if (seconds < LONGEST)
			seconds = seconds * 10 + (*text - '0');
	}
	return seconds < LONGEST ? seconds : LONGEST;
}

/* HTTP's dates (RFC 9110, 5.6.7) are few forms, all of them in GMT. */
static bool parse_date(const char *text, int64_t *time)
{
	int64_t parsed = curl_getdate(text, NULL);

	if (parsed == -1)
		return false;
	*time = parsed;
	return true;
}

static int64_t until(int64_t time, int64_t now)
{
	if (time <= now)
		return 0;
	return time - now < LONGEST ? time - now : LONGEST;
}

/* One directive of Cache-Control, from its name on. */
static int64_t directive_age(const char *directive)
{
	static const char max_age[] = "max-age=";

	if (str_case_starts(directive, "no-cache") || str_case_starts(directive, "no-store"))
		return 0;
	if (!str_case_starts(directive, max_age))
		return -1;
	directive += sizeof(max_age) - 1;
	directive += *directive == '"';
	return seconds_at(directive);
}

static int64_t cache_control_age(const char *value)
{
	int64_t age = -1;

	while (age < 0 && *value != '\0') {
		value += strspn(value, " \t,");
		age = directive_age(value);
		value += strcspn(value, ",");
	}
	return age;
}

int64_t freshness_retry_after(const char *value, int64_t now)
{
	int64_t seconds, time;

	if (value == NULL)
		return -1;
	value += strspn(value, " \t");
	seconds = seconds_at(value);
	if (seconds >= 0 && value[strspn(value, "0123456789 \t")] == '\0')
		return seconds;
	return parse_date(value, &time) ? until(time, now) : -1;
}

int64_t freshness_max_age(const char *cache_control, const char *expires, const char *date,
			  int64_t now)
{
	int64_t age = cache_control != NULL ? cache_control_age(cache_control) : -1;
	int64_t time, sent = now;

	if (age >= 0 || expires == NULL)
		return age;
	if (date != NULL)
		parse_date(date, &sent);
	/* "0" and the like are no dates and mean: already past (RFC 9111, 5.3). */
	return parse_date(expires, &time) ? until(time, sent) : 0;
}
