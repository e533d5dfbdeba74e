/*
 * A feed, three times over: as its user configured it, as its publisher wrote
 * it, and as we have come to know it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entry.h"

struct publisher_list;

enum full_text {
	FULL_TEXT_AUTO,
	FULL_TEXT_YES,
	FULL_TEXT_NO,
};

/* What the user wants of a feed. Strings belong to the configuration it is part of. */
struct feed_settings {
	const char *url;		/* as given: byte for byte what is requested */
	const char *group;		/* the [feeds: GROUP] it stands in */
	const char *title;		/* NULL: the feed's own */
	const char *publisher;		/* NULL: by domain */
	const struct publisher_list *publishers;	/* whose domains are whose */
	const char *language;		/* NULL: as declared or detected */
	const char *user_agent;		/* NULL: ours */
	const char **headers;		/* "Name: value" */
	size_t header_count;
	const char *auth_file;		/* holds user:password; NULL: none */
	const char *proxy;		/* NULL: none */
	const char **tags;
	size_t tag_count;
	const char *include;		/* keep only entries that match; NULL: all */
	const char *exclude;		/* drop entries that match; NULL: none */
	double weight;			/* 1 by default */
	int64_t every;			/* seconds between polls; 0: auto */
	int64_t max_size;		/* decoded bytes; 0: the default */
	enum full_text full_text;
	bool allow_private;
	int line;			/* where it stands, for messages */
	const char *file;
};

/* What a publisher said, all of it in one arena. Zero or NULL: not said. */
struct feed_document {
	const char *format;		/* "rss 2.0", "atom 1.0", "json feed 1.1", … */
	const char *title;		/* plain text */
	const char *url;		/* the site's page */
	const char *feed_url;		/* where the feed says it lives (rel=self) */
	const char *description;	/* plain text */
	const char *language;
	const char *image_url;
	const char *icon_url;
	const char *hub_url;		/* WebSub */
	const char *next_url;		/* older entries (RFC 5005) */
	const char *copyright;
	const char *generator;
	struct person *authors;
	size_t author_count;
	const char **tags;
	size_t tag_count;
	int64_t updated;		/* TIME_UNKNOWN if not said */
	int64_t ttl;			/* seconds */
	int64_t update_period;		/* seconds, from sy:updatePeriod and sy:updateFrequency */
	uint32_t skip_hours;		/* bit h: not in hour h, UTC */
	uint8_t skip_days;		/* bit d: not on day d, Sunday being 0 */
	bool is_truncated;		/* the end of the document was missing */

	struct entry *entries;		/* in the feed's order */
	size_t entry_count;
	size_t dropped_count;		/* entries past the limit, or without anything to keep */
};

/* How the last attempt to poll a feed ended. Stored: only add at the end. */
enum feed_result {
	FEED_NEVER_POLLED,
	FEED_OK,			/* a feed, stored */
	FEED_NOT_MODIFIED,		/* 304, or the same bytes as before */
	FEED_UNREACHABLE,		/* DNS, connect, timeout, reset */
	FEED_TLS_TROUBLE,
	FEED_HTTP_ERROR,		/* 4xx or 5xx but those below */
	FEED_GONE,			/* 410: polled no more */
	FEED_THROTTLED,			/* 429 or 503 */
	FEED_NOT_A_FEED,		/* an HTML page, a challenge, empty, other XML */
	FEED_CUT_SHORT,			/* the document or its transfer ended early */
	FEED_TOO_LARGE,
	FEED_REFUSED,			/* our guard: private address, scheme, redirects */
	FEED_UNREADABLE,		/* a file: feed that cannot be read */
	FEED_MERGED,			/* not asked: it moved to where another feed is polled */
	FEED_POISONOUS,			/* our parser did not survive it */
	FEED_QUARANTINED,		/* … twice in a row: looked at once a week */
};

/* Why a feed is due when it is. Stored: only add at the end. */
enum feed_reason {
	REASON_NEW,			/* it was never polled */
	REASON_RHYTHM,			/* by then it is likely to have something */
	REASON_EVERY,			/* its user wants it so */
	REASON_HINT,			/* its publisher does: ttl, update period, max-age */
	REASON_ASKED,			/* its server said when to come back: Retry-After */
	REASON_BACK_OFF,		/* it fails, and is asked ever less often */
	REASON_SKIPPED,			/* the feed names hours or days when it is not worth it */
	REASON_MERGED,			/* another feed stands for it */
	REASON_STORE,			/* what it said could not be stored */
};

enum {
	FEED_RESULTS = FEED_QUARANTINED + 1,
	FEED_HOURS = 24,
	FEED_WEEK_BYTES = 7 * 8,
};

/* What we remember of a feed between polls. Strings are owned. */
struct feed_state {
	int64_t id;
	char *url;			/* the configured URL: its identity */
	char *fetch_url;		/* where permanent redirects led; NULL: url */
	char *title;			/* the publisher's, or NULL */
	char *site_url;			/* the publisher's page, or NULL */
	char *etag;			/* verbatim, or NULL; one set with last_modified */
	char *last_modified;
	struct hash body_hash;		/* of the last body that was parsed; zero: none */

	int64_t next_due;		/* UTC seconds; 0: at once */
	int64_t last_fetch;		/* of the last attempt; 0: never */
	int64_t last_success;		/* 0: never */
	int64_t failing_since;		/* 0: it is not failing */
	int64_t failures;		/* in a row */
	char *last_error;		/* one line for a person, or NULL */
	enum feed_result last_result;
	uint8_t due_reason;		/* an enum feed_reason */
	bool is_gone;
	uint8_t skip_days;		/* as in feed_document */

	int64_t moved_count;		/* the same permanent redirect, times in a row … */
	int64_t moved_since;		/* … and since when, even after it was believed */
	char *moved_to;			/* … and where to; NULL: none pending */

	double rate_entries;		/* decayed count of new entries … */
	double rate_seconds;		/* … over this decayed time: the feed's rhythm */
	int64_t rate_time;		/* when both were last brought up to date */
	uint8_t hours[FEED_HOURS];	/* how much of it comes in each hour of the day, UTC */
	int64_t newest_entry;		/* latest publication, clamped to when it was seen; 0 */

	int64_t ttl;			/* the feed's own hints, as in feed_document */
	uint32_t skip_hours;

	uint32_t usual_gap;		/* seconds between polls that bring news; 0: not known */
	int64_t undated_since;		/* since when no entry has had a date; 0: they have */
	int64_t entries;		/* stored, ever */
	uint8_t week[FEED_WEEK_BYTES];	/* what came of polls: see schedule/ledger.h */
	uint32_t week_day;		/* the last day in there, since 1970; 0: none */
};

/* A few words for why it is due then, such as "rhythm"; never NULL. */
const char *feed_reason_text(enum feed_reason reason);

/* Words for a result, such as "not modified"; never NULL. */
const char *feed_result_text(enum feed_result result);

/* Whether the last attempt failed, and so that feed needs attention. */
bool feed_result_is_failure(enum feed_result result);

/* What it is called: by its user, else by its publisher; or NULL. Settings may be NULL. */
const char *feed_title(const struct feed_settings *settings, const struct feed_state *state);

/*
 * What makes two feeds one: the URL but for the case of scheme and host, a
 * fragment, and the slash after a host alone. To be freed.
 */
char *feed_key(const char *url);

/* A copy with strings of its own; *copy is overwritten. */
void feed_state_copy(struct feed_state *copy, const struct feed_state *state);
void feed_state_clear(struct feed_state *state);	/* frees its strings */
