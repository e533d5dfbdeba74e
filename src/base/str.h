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

/* Here in full, for they are asked of every byte that comes in. */
static inline bool str_is_space(char c)		/* blank, tab, CR, LF, VT, FF */
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool str_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char str_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool str_is_alpha(char c)
{
	return str_lower(c) >= 'a' && str_lower(c) <= 'z';
}

/*
 * Whether a word stands in a list of short ones, with this character right after
 * it; in the list there is a space before each, and after the last.
 */
bool str_lists(const char *list, const char *word, size_t length, char after);

/* Narrows [*start, *end) past white space on both sides. */
void str_trim(const char **start, const char **end);

/* Whole text as a decimal number within [low, high]; false leaves *value alone. */
bool str_to_int64(const char *text, int64_t low, int64_t high, int64_t *value);

/* How many edits (insert, delete, replace, swap) apart two short words are; for "did you mean". */
unsigned str_distance(const char *a, const char *b);
