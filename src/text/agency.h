/*
 * News agencies, whose reports papers print: by their names and domains, and as
 * articles credit them.
 *
 * "PARIS, March 3 (Reuters) - The bridge …", "МОСКВА, 7 мая. /ТАСС/. Мост …",
 * "… said. - Bloomberg", "Quelle: dpa", "By Jane Doe, Associated Press".
 */
#pragma once

struct agency;			/* opaque, static, the same for all names of one */

const char *agency_name(const struct agency *agency);	/* for people */

/* NULL if it is none that we know: of this domain, or called [start, end). */
const struct agency *agency_at(const char *domain);
const struct agency *agency_named(const char *start, const char *end);

/* Whom an article credits in its byline, which may be NULL, its first lines or its last. */
const struct agency *agency_credited(const char *text, const char *byline);
