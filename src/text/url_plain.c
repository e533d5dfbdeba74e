#include "text/url_plain.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

enum { LONGEST_LABEL = 60 };

/* What begins or ends a label, or stands twice, may mean something: punycode, an empty label. */
static bool is_odd(char before, char c)
{
	return (before == '-' || before == '.') && (c == '-' || c == '.');
}

/* The length of a host of plain words; 0 for numbers and whatever is odd. */
static size_t host_length(const char *host)
{
	size_t length = strspn(host, LETTERS DIGITS "-."), label = 0, i;

	for (i = 0; i < length; i++) {
		if (is_odd(i > 0 ? host[i - 1] : '.', host[i]) || i - label > LONGEST_LABEL)
			return 0;
		if (host[i] == '.')
			label = i + 1;
	}
	if (length == 0 || length > 4 * LONGEST_LABEL || is_odd(host[length - 1], '.'))
		return 0;
	return str_is_alpha(host[label]) ? length : 0;
}

bool url_plain(const char *url)
{
	size_t scheme = str_starts(url, "https://") ? 8 : str_starts(url, "http://") ? 7 : 0;
	size_t host = scheme != 0 ? host_length(url + scheme) : 0;
	const char *rest = url + scheme + host;

	if (host == 0 || *rest != '/')
		return false;
	return rest[strspn(rest, LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS
				 "-._~/?#=&+,;:@!$()*")] == '\0' &&
	       strstr(rest, "/.") == NULL;
}
