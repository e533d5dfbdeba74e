/*
 * A digest is what a user asked to be told; an edition is one issue of it; a
 * post is one story as that edition tells it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/story.h"

enum digest_format {
	FORMAT_TEXT,
	FORMAT_HTML,
	FORMAT_MARKDOWN,
	FORMAT_ATOM,
	FORMAT_JSON,
	FORMAT_COUNT,
};

struct template;

enum { DIGEST_MOST_TIMES = 24 };

/* A language model that may reword posts. Strings belong to the configuration. */
struct summarizer_settings {
	const char *endpoint;		/* URL of the API, without /chat/completions; NULL: none */
	const char *model;
	const char *key_file;		/* NULL: no key is sent */
	int64_t timeout;		/* seconds that an edition waits for it, at most */
	size_t max_tokens;		/* of an answer */
};

/* What the user wants of a digest. Strings belong to the configuration. */
struct digest_settings {
	const char *name;		/* "AI/ML": also the topic of the footer */
	const char *slug;		/* "ai-ml": its directory */
	const char *owner;
	const char *footer;		/* template with {topic} and {owner} */
	const char **groups;		/* feeds groups it draws from; none: all */
	size_t group_count;
	const char **matches;		/* terms as written; none: everything matches */
	size_t match_count;
	const char **mail_to;		/* as mailbox_parse() reads them; none: it is not mailed */
	size_t mail_to_count;
	const char **languages;		/* primary subtags; none: all */
	size_t language_count;
	int at[DIGEST_MOST_TIMES];	/* minutes after local midnight, ascending */
	size_t at_count;
	int64_t every;			/* seconds, when there is no `at` */
	size_t stories;			/* most stories of an edition */
	size_t words;			/* length of a post */
	bool formats[FORMAT_COUNT];
	const char *template_files[FORMAT_COUNT];	/* NULL: our own template */
	const struct template *templates[FORMAT_COUNT];	/* what is in them, compiled */
	bool write_empty;
	bool rewrite;			/* let the summarizer reword posts */
	int line;
	const char *file;
};

/* One story as told. All borrowed from the arena of its edition. */
struct post {
	int64_t story_id;
	const char *id;			/* "tag:…": how feed readers know the story */
	const char *slug;		/* file name without ending: "2026-11-22-title-words" */
	const char *headline;
	const char *original_url;	/* Original Source Here */
	const char *language;		/* "" if unknown */
	const char **paragraphs;
	size_t paragraph_count;
	const struct article **articles;	/* the lead first, then by role and time */
	size_t article_count;
	size_t independents;
	size_t reprints;
	int64_t time;			/* of the lead */
	double rank;
	bool is_update;			/* told before, and materially changed since */
};

/* A feed that an edition says needs attention. */
struct trouble {
	const char *title;		/* or its URL */
	const char *url;
	const char *problem;		/* one line */
	int64_t since;			/* 0: not known */
	int64_t next_try;		/* 0: never */
	bool is_answering;		/* it is named for something else than failing */
};

struct edition {
	const struct digest_settings *digest;
	const char *name;		/* file name without ending: "2026-11-22T0700" */
	int64_t period_start;		/* UTC seconds; [start, end) */
	int64_t period_end;
	int utc_offset;			/* seconds east: local time when it was made */
	size_t article_count;		/* considered: "12 stories from 214 articles … */
	size_t feed_count;		/* … in 38 feeds … */
	size_t left_out;		/* … 3 left out" */
	struct post *posts;		/* by rank */
	size_t post_count;
	struct trouble *troubles;
	size_t trouble_count;
};

const char *digest_format_ending(enum digest_format format);	/* ".txt"; of an edition's file */
