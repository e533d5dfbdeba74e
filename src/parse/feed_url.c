#include "parse/feed_url.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

/* Browsers make do with one slash, or none, or back ones; nobody else should have to. */
static bool has_scheme(const char *url)
{
	return str_case_starts(url, "https://") || str_case_starts(url, "http://");
}

static bool is_requestable(const char *url)
{
	const char *at = url;

	while (*at > ' ' && *at <= '~' && *at != '"')
		at++;
	return *at == '\0' && at - url <= FEED_URL_LONGEST && has_scheme(url) &&
	       url_is_web(url);
}

/* "feed://host/path" stands for http, "feed:https://host/path" for what follows. */
static char *without_feed_scheme(const char *start, const char *end)
{
	static const char scheme[] = "feed:";
	char *text = mem_dup_bytes(start, (size_t)(end - start)), *rest;

	if (!str_case_starts(text, scheme))
		return text;
	rest = mem_printf("%s%s", str_starts(text + strlen(scheme), "//") ? "http:" : "",
			  text + strlen(scheme));
	free(text);
	return rest;
}

char *feed_url_read(const char *base, const char *text)
{
	const char *end = text + strlen(text);
	char *url, *resolved;

	str_trim(&text, &end);
	if (text == end || end - text > FEED_URL_LONGEST)
		return NULL;
	url = without_feed_scheme(text, end);
	if (is_requestable(url))
		return url;
	resolved = url_resolve(base, url);
	free(url);
	if (resolved != NULL && is_requestable(resolved))
		return resolved;
	free(resolved);
	return NULL;
}
