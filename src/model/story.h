/*
 * A story: one thing that happened, and every article that tells it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "model/web_page.h"

/* What an article is within its story. Stored: only add at the end. */
enum article_role {
	ROLE_INDEPENDENT,	/* reporting of its own */
	ROLE_ORIGIN,		/* the report that others reprint */
	ROLE_REPRINT,		/* the same report again, whole or cut */
	ROLE_REWRITE,		/* derived from it in other words */
};

/* Why an article was put where it is. Stored: only add at the end. */
enum merge_signal {
	SIGNAL_NONE,		/* it founded its story */
	SIGNAL_SAME_LINK,	/* the same canonical link */
	SIGNAL_COPIED_TEXT,	/* share of the shorter text found in the other */
	SIGNAL_SIMILAR,		/* mean similarity to the story's articles, decayed by time */
	SIGNAL_CREDIT,		/* like the story's, and of the agency or reporters of another */
	SIGNAL_SAME_TITLE,
};

/* What became of a story. Stored: only add at the end. */
enum story_change_kind {
	STORY_MERGED,		/* it is one with another, whose id both have from then on */
	STORY_SPLIT,		/* a part of it is another, new story */
	STORY_MOVED,		/* some of its articles are in another that was there before */
};

/* Articles of one story that are in another since, and what said so. */
struct story_change {
	int64_t time;
	enum story_change_kind kind;
	int64_t story_id;
	int64_t other_id;
	size_t articles;
	enum merge_signal signal;	/* SIGNAL_NONE: nothing to compare them with was left */
	double score;			/* between them and what they came to, or were split from */
	int64_t article_id;		/* where the signal is strongest: one of them … */
	int64_t other_article_id;	/* … and one of the others */
};

/*
 * An article as story/ sees it: an entry with its text. Strings are borrowed
 * and plain text; `publisher` is what counts as one voice.
 */
struct article {
	int64_t id;			/* the entry's */
	int64_t feed_id;
	struct hash url_key;
	const char *url;
	const char *title;		/* "" if none */
	const char *text;		/* the fullest text we have; "" if none */
	const char *language;		/* primary subtag, "" if unknown */
	const char *publisher;		/* registrable domain or configured family */
	const char *publisher_name;	/* for people */
	const char *feed_url;		/* NULL if its feed is no longer followed */
	const char *feed_title;		/* as configured or as published; NULL if it has none */
	bool is_agency;			/* the publisher is known as one others reprint */
	const char *author;		/* NULL if unknown */
	const char *credit;		/* whom its page says that it is from, or NULL */
	const char *group;		/* the feed's group */
	const char **tags;		/* the entry's and the feed's */
	size_t tag_count;
	double weight;			/* the feed's */
	int64_t time;			/* published, or first_seen if earlier; or TIME_UNKNOWN */
	int64_t first_seen;
	enum page_result page;		/* what became of its page; PAGE_AWAITED if nothing did */

	int64_t story_id;		/* 0: not placed yet */
	enum article_role role;
	int64_t of;			/* the article it reprints or rewrites; 0: none */
	enum merge_signal signal;
	double score;			/* of the signal, 0 to 1 */
	int64_t merged_with;		/* the article the signal was measured against; 0: none */
};

/* A story with its articles, ready to be ranked and told. All borrowed. */
struct story {
	int64_t id;
	const struct article **articles;	/* by time, then id */
	size_t article_count;
	size_t independents;		/* distinct publishers that are no mere reprints */
	size_t reprints;
	int64_t first_seen;
	int64_t last_seen;
	const struct article *lead;	/* whose headline and link stand for the story */
};

const char *article_role_text(enum article_role role);		/* "origin", … */
const char *merge_signal_text(enum merge_signal signal);	/* "copied text", … */
