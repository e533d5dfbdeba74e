/*
 * Results as people and scripts read them: times, JSON, text for a terminal.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

/* RFC 3339 in UTC, or null for TIME_UNKNOWN and, since nothing happened in 1970, for 0. */
json_t *output_json_time(int64_t time);

json_t *output_json_text(const char *text);	/* NULL is null */

/* One document and a newline to stdout; takes the document. */
void output_json(json_t *document);

/* printf() to stdout for what strangers wrote: lines and tabs stay, what steers a terminal goes. */
void output_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

const char *output_plural(size_t count);	/* "s", or "" for one */

/* How far a moment is from now, for a table: "3 min ago", "in 2 h", "-" for never. Gives `out`. */
enum { OUTPUT_WHEN_SIZE = 32 };
const char *output_when(char out[OUTPUT_WHEN_SIZE], int64_t time, int64_t now);
