/*
 * Small questions about text, in ASCII: locale never matters here.
 *
 * Text is NUL-terminated UTF-8. Where NULL is allowed it equals only NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool str_equal(const char *a, const char *b);		/* either may be NULL */
bool str_case_equal(const char *a, const char *b);	/* A-Z as a-z; either may be NULL */
bool str_starts(const char *text, const char *prefix);
bool str_case_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
bool str_is_empty(const char *text);			/* NULL or "" */

bool str_is_space(char c);		/* blank, tab, CR, LF, VT, FF */
bool str_is_digit(char c);
bool str_is_alpha(char c);
char str_lower(char c);

/* Narrows [*start, *end) past white space on both sides. */
void str_trim(const char **start, const char **end);

/* Whole text as a decimal number within [low, high]; false leaves *value alone. */
bool str_to_int64(const char *text, int64_t low, int64_t high, int64_t *value);

/* How many edits (insert, delete, replace, swap) apart two short words are; for "did you mean". */
unsigned str_distance(const char *a, const char *b);
