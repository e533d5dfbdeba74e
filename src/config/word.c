#include "config/word.h"

#include <string.h>

#include "base/str.h"

/* Numbers with more digits than this are none; no option comes near. */
static const int64_t most = INT64_C(1) << 26;

/* The digits at the start of a word; moves past them. */
static int64_t take_digits(const char **at)
{
	int64_t number = 0;

	for (; str_is_digit(**at) && number < most; ++*at)
		number = number * 10 + (**at - '0');
	return number;
}

static bool is_alphanumeric(char c)
{
	return str_is_alpha(c) || str_is_digit(c);
}

bool word_to_number(const char *word, int64_t *value)
{
	return str_to_int64(word, 0, INT64_MAX, value);
}

bool word_to_size(const char *word, int64_t *bytes)
{
	static const char units[] = "kmg";
	const char *at = word, *unit;
	int64_t number = take_digits(&at);

	if (at == word)
		return false;
	if (*at == '\0') {
		*bytes = number;
		return true;
	}
	unit = strchr(units, str_lower(*at));
	if (unit == NULL || at[1] != '\0')
		return false;
	*bytes = number << (10 * (unit - units + 1));
	return true;
}

bool word_to_thousandths(const char *word, int64_t *value)
{
	const char *at = word;
	int64_t number = take_digits(&at), scale = 1000;

	if (at > word && *at == '.' && str_is_digit(at[1])) {
		for (at++; str_is_digit(*at) && scale > 1; at++, scale /= 10)
			number = number * 10 + (*at - '0');
	}
	if (at == word || *at != '\0')
		return false;
	*value = number * scale;
	return true;
}

bool word_to_minutes(const char *word, int *minutes)
{
	const char *at = word;
	int64_t hour = take_digits(&at), minute;

	if (at == word || at > word + 2 || *at != ':' || strlen(at) != 3 || hour > 23 ||
	    !str_to_int64(at + 1, 0, 59, &minute))
		return false;
	*minutes = (int)(hour * 60 + minute);
	return true;
}

/* Two or three letters, then subtags (RFC 5646, near enough). */
bool word_is_language(const char *word)
{
	size_t primary = strcspn(word, "-");
	const char *at;

	if (primary < 2 || primary > 3)
		return false;
	for (at = word; *at != '\0'; at++) {
		if (at < word + primary ? !str_is_alpha(*at) :
		    !is_alphanumeric(*at) && !(*at == '-' && is_alphanumeric(at[1])))
			return false;
	}
	return true;
}

/* A field name (RFC 9110, section 5.1), a colon and whatever. */
bool word_is_header(const char *word)
{
	static const char others[] = "!#$%&'*+-.^_`|~";
	const char *at = word;

	while (*at != '\0' && (is_alphanumeric(*at) || strchr(others, *at) != NULL))
		at++;
	return at > word && *at == ':';
}
