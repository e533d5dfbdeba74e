/*
 * Where a feed lives, as pages and lists of feeds spell it.
 */
#pragma once

enum { FEED_URL_LONGEST = 8000 };

/*
 * The http or https URL that is meant, to be freed: just as written if it can
 * be requested so, else resolved against `base`, which may be NULL. It begins
 * with "http://" or "https://" in any case, and holds printable ASCII without
 * blanks and quotes. "feed:" before or in place of the scheme is understood.
 * NULL if there is no such URL.
 */
char *feed_url_read(const char *base, const char *text);
