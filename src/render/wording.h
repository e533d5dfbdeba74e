/*
 * What an edition says, in words that all formats share.
 *
 * Plain text that still has to be escaped, in the arena. Times are the
 * edition's local ones, as `utc_offset` seconds east of UTC.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/story.h"

/* An edition of more stories than this opens with a table of contents. */
enum { WORDING_CONTENTS_PAST = 7 };

struct arena;
struct digest_settings;
struct edition;
struct post;
struct trouble;

/* "22 November 2026, 07:00" */
const char *wording_time(struct arena *arena, int64_t time, int utc_offset);
/* "22 Nov, 07:00" */
const char *wording_short_time(struct arena *arena, int64_t time, int utc_offset);
/* "22 Nov", UTC */
const char *wording_date(struct arena *arena, int64_t time);
/* "Sunday, 22 November 2026" */
const char *wording_day(struct arena *arena, int64_t time, int utc_offset);
/* "November 2026" of "2026-11", which is what an edition's name begins with */
const char *wording_month(struct arena *arena, const char *month);
/* "1 story", "12 stories", "No stories" */
const char *wording_stories(struct arena *arena, size_t count);

/* When its period ends: "22 November 2026, 07:00 (UTC+01:00)", without the day it began on */
const char *wording_until(struct arena *arena, const struct edition *edition);
/* "12 stories from 214 articles in 38 feeds; 3 left out" */
const char *wording_counts(struct arena *arena, const struct edition *edition);
/* Who signs it; "its owner" if nobody does. */
const char *wording_owner(const struct digest_settings *digest);
/* The digest's template, or else our own, filled in: "Trending AI/ML Article Identified …" */
const char *wording_footer(struct arena *arena, const struct digest_settings *digest);

const char *wording_headline(const struct post *post);
/* With "Update: " before it if it is one. */
const char *wording_marked_headline(struct arena *arena, const struct post *post);
/* "3 independent sources (+2 reprints)", "single source; the original is behind a paywall" */
const char *wording_sources(struct arena *arena, const struct post *post);

const char *wording_publisher(const struct article *article);
/* "reprint"; "" for reporting of its own */
const char *wording_role(const struct article *article);
/* An article's title where it tells more than the post's headline, else "". */
const char *wording_other_title(const struct post *post, const struct article *article);
/* Whether a list of who reported it has yet to name this article's publisher. */
bool wording_is_new_voice(const struct post *post, size_t index);

/* "12 new entries in 42 polls, 3 failed"; "not polled" */
const char *wording_polls(struct arena *arena, size_t entries, size_t polls, size_t failures);
/*
 * "answers 404; failing since 20 November 2026, 08:00; next try 23 November 2026, 08:00",
 * "gives no dates; so since 20 November 2026, 08:00"
 */
const char *wording_trouble(struct arena *arena, const struct trouble *trouble, int utc_offset);

/* "2 messages wait to be mailed again, 1 was given up in the last week"; one of them is not 0 */
const char *wording_mail(struct arena *arena, size_t failing, size_t given_up);
