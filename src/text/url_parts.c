#include "text/url_parts.h"

#include <string.h>

#include "base/str.h"

static const struct {
	const char *name;
	int port;
} special[] = {{"http", 80}, {"https", 443}, {"ftp", 21}, {"ws", 80}, {"wss", 443}};

/* Cuts what `marks` begins off the end of *text; absent if there is no such mark. */
static struct span cut_off(struct span *text, char mark)
{
	const char *found = text->at != NULL ? memchr(text->at, mark, text->length) : NULL;
	struct span rest;

	if (found == NULL)
		return (struct span){NULL, 0};
	rest = span_between(found + 1, text->at + text->length);
	text->length = (size_t)(found - text->at);
	return rest;
}

static struct span cut_scheme(struct span *text)
{
	size_t i;

	for (i = 0; i < text->length && text->at[i] != ':'; i++) {
		char c = text->at[i];
		bool may_follow = str_is_digit(c) || c == '+' || c == '-' || c == '.';

		if (!str_is_alpha(c) && (i == 0 || !may_follow))
			return (struct span){NULL, 0};
	}
	if (i == 0 || i == text->length)
		return (struct span){NULL, 0};
	*text = (struct span){text->at + i + 1, text->length - i - 1};
	return (struct span){text->at - i - 1, i};
}

static const char *find_last(struct span in, char c)
{
	size_t i;

	for (i = in.length; i > 0; i--) {
		if (in.at[i - 1] == c)
			return &in.at[i - 1];
	}
	return NULL;
}

static void split_authority(struct url_parts *parts, struct span authority)
{
	const char *end = authority.at + authority.length;
	const char *at_sign = find_last(authority, '@'), *bracket, *colon;

	parts->host = authority;
	if (at_sign != NULL) {
		parts->user = span_between(authority.at, at_sign);
		parts->host = span_between(at_sign + 1, end);
	}
	bracket = find_last(parts->host, ']');	/* an IPv6 address has colons of its own */
	if (bracket == NULL)
		bracket = parts->host.at;
	colon = bracket < end ? memchr(bracket, ':', (size_t)(end - bracket)) : NULL;
	if (colon != NULL) {
		parts->port = span_between(colon + 1, end);
		parts->host.length = (size_t)(colon - parts->host.at);
	}
}

int url_parts_default_port(struct span scheme)
{
	size_t i;

	for (i = 0; i < sizeof(special) / sizeof(special[0]); i++) {
		if (span_is(scheme, special[i].name))
			return special[i].port;
	}
	return -1;
}

bool url_parts_is_special(struct span scheme)
{
	return url_parts_default_port(scheme) >= 0;
}

void url_parts_find_host(struct url_parts *parts)
{
	const char *at = parts->path.at, *end = at + parts->path.length, *slash;

	while (at < end && *at == '/')
		at++;
	slash = at < end ? memchr(at, '/', (size_t)(end - at)) : NULL;
	if (slash == NULL)
		slash = end;
	split_authority(parts, span_between(at, slash));
	parts->path = span_between(slash, end);
}

struct url_parts url_parts_split(struct span text)
{
	struct url_parts parts = {.fragment = cut_off(&text, '#')};
	const char *end, *slash;

	parts.scheme = cut_scheme(&text);
	parts.query = cut_off(&text, '?');
	parts.path = text;
	if (text.length < 2 || memcmp(text.at, "//", 2) != 0)
		return parts;
	if (url_parts_is_special(parts.scheme)) {
		url_parts_find_host(&parts);
		return parts;
	}
	end = text.at + text.length;
	slash = memchr(text.at + 2, '/', text.length - 2);
	if (slash == NULL)
		slash = end;
	split_authority(&parts, span_between(text.at + 2, slash));
	parts.path = span_between(slash, end);
	return parts;
}
