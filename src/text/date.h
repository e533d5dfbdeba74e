/*
 * Dates as the web writes them.
 *
 * RFC 822/2822 with every deviation seen in feeds, ISO 8601 and W3CDTF in every
 * precision, asctime, epoch numbers, and month and day names in a dozen
 * languages. Without a zone it is UTC. Nonsense is no date, never another date.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTC seconds into *time, which is left alone if this is no date. */
bool date_parse(const char *text, int64_t *time);

/* A length of time such as "30d", "10m", "4h", "90s", "2w" in seconds; digits alone are seconds. */
bool date_parse_duration(const char *text, int64_t *seconds);

/* Whether a time is of a year that has four digits, 0001 to 9999. */
bool date_has_year(int64_t time);

enum { DATE_SIZE = 40 };

/* RFC 3339 in UTC: "2026-11-22T07:00:00Z"; years are kept to 0000-9999. Returns `out`. */
char *date_format(int64_t time, char out[DATE_SIZE]);

/* The civil date and time at `time` plus an offset in seconds east of UTC. */
struct civil {
	int year, month, day;		/* month and day from 1 */
	int hour, minute, second;
	int weekday;			/* Sunday is 0 */
};
struct civil date_to_civil(int64_t time, int utc_offset);
