#include "text/span.h"

#include <string.h>

#include "base/str.h"

static bool matches(const char *at, const char *lower, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (str_lower(at[i]) != lower[i])
			return false;
	}
	return true;
}

struct span span_of(const char *text)
{
	return (struct span){text, text != NULL ? strlen(text) : 0};
}

struct span span_between(const char *start, const char *end)
{
	return (struct span){start, (size_t)(end - start)};
}

bool span_is(struct span span, const char *lower)
{
	return span.length == strlen(lower) && matches(span.at, lower, span.length);
}

struct span span_find(struct span in, const char *lower)
{
	size_t length = strlen(lower), i;

	for (i = 0; i + length <= in.length; i++) {
		if (matches(in.at + i, lower, length))
			return (struct span){in.at + i, in.length - i};
	}
	return (struct span){NULL, 0};
}
