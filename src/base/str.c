#include "base/str.h"

#include <string.h>

enum { LONGEST_WORD = 64 };

bool str_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool str_case_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	while (*a != '\0' && str_lower(*a) == str_lower(*b)) {
		a++;
		b++;
	}
	return str_lower(*a) == str_lower(*b);
}

bool str_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_case_starts(const char *text, const char *prefix)
{
	for (; *prefix != '\0'; text++, prefix++) {
		if (str_lower(*text) != str_lower(*prefix))
			return false;
	}
	return true;
}

bool str_ends(const char *text, const char *suffix)
{
	size_t length = strlen(text), tail = strlen(suffix);

	return length >= tail && memcmp(text + length - tail, suffix, tail) == 0;
}

bool str_is_empty(const char *text)
{
	return text == NULL || *text == '\0';
}

bool str_lists(const char *list, const char *word, size_t length, char after)
{
	char needle[64];

	if (length + 3 > sizeof(needle))
		return false;
	needle[0] = ' ';
	memcpy(needle + 1, word, length);
	needle[length + 1] = after;
	needle[length + 2] = '\0';
	return strstr(list, needle) != NULL;
}

void str_trim(const char **start, const char **end)
{
	while (*start < *end && str_is_space(**start))
		++*start;
	while (*start < *end && str_is_space((*end)[-1]))
		--*end;
}

bool str_to_int64(const char *text, int64_t low, int64_t high, int64_t *value)
{
	bool negative = *text == '-';
	const char *at = negative ? text + 1 : text;
	int64_t number = 0;

	if (*at == '\0')
		return false;
	for (; *at != '\0'; at++) {
		int digit = *at - '0';

		if (!str_is_digit(*at) || number > (INT64_MAX - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	if (negative)
		number = -number;
	if (number < low || number > high)
		return false;
	*value = number;
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance, row by row. */
unsigned str_distance(const char *a, const char *b)
{
	unsigned rows[3][LONGEST_WORD + 1];
	size_t n = strlen(a), m = strlen(b), i, j;

	if (n > LONGEST_WORD || m > LONGEST_WORD)
		return n > m ? (unsigned)n : (unsigned)m;
	for (j = 0; j <= m; j++)
		rows[0][j] = (unsigned)j;
	for (i = 1; i <= n; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3];
		const unsigned *two_above = rows[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (j = 1; j <= m; j++) {
			row[j] = least(above[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}
