/*
 * URLs (RFC 3986, and the WHATWG URL Standard for http and https): resolve
 * them, know who is behind them, and tell whether two mean the same page.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * `reference` as an absolute URL, seen from `base`, which may be NULL; to be
 * freed. Trimmed, with tabs and newlines gone, spaces and non-ASCII in path and
 * query escaped, the host lower-cased and in ASCII (IDNA). NULL if that does
 * not give an absolute URL. Any scheme resolves; whether to trust it is
 * url_is_web()'s question.
 */
char *url_resolve(const char *base, const char *reference);

bool url_is_web(const char *url);	/* absolute http or https, with a host */

/*
 * The form by which pages are the same: scheme https for http, default port,
 * fragment, "www."-less host case, dot segments, percent-escape case, tracking
 * parameters, trailing slash and AMP spellings all evened out; to be freed.
 * For comparing only, never for fetching. NULL if it is not a web URL.
 */
char *url_canonical(const char *url);

/* The host in lower case without port, to be freed; NULL if there is none. */
char *url_host(const char *url);

/* "example.co.uk" of "https://news.example.co.uk/x"; an address stands for itself. To be freed. */
char *url_registrable_domain(const char *url);

/* Whether a query parameter says only where the visitor came from: utm_*, fbclid, … */
bool url_is_tracking_parameter(const char *name, size_t length);
