/*
 * An edition as files: what users read.
 *
 * Pure and deterministic: the same edition gives the same bytes. Paths are
 * relative to the output directory; slashes part directories.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/digest.h"

struct arena;
struct buf;
struct feed_health;

struct rendered_file {
	const char *path;
	const char *bytes;
	size_t length;
};

/* A post as it stands in its digest's feed. */
struct posted {
	const char *id;
	int64_t updated;
	const char *bytes;		/* its <entry> */
	size_t length;
};

struct rendered {			/* all in the arena it was rendered into */
	struct rendered_file *files;
	size_t count;
	size_t capacity;
	struct posted *posted;		/* this edition's, for feeds to come; if it has a feed */
	size_t posted_count;
};

/* An edition that exists, for the archive and the index. */
struct archived {
	const char *digest_slug;
	const char *digest_name;
	const char *name;		/* "2026-11-22T0700" */
	int64_t period_end;
	size_t story_count;
	const char *headline;		/* of its first story, or "" */
	bool has_html;			/* so that the index of all digests can lead to it */
};

struct render_context {
	const struct archived *recent;	/* editions of this digest, this one first */
	size_t recent_count;
	const struct archived *month;	/* those of the month of this one, this one first */
	size_t month_count;
	const char **months;		/* of which there are editions: "2026-11"; that one first */
	size_t month_total;
	const struct archived *newest;	/* the newest edition of every digest, by digest name */
	size_t newest_count;
	const char *sources;		/* of this digest, as OPML */
	const struct feed_health *health;	/* of all feeds, or as many as are to be shown */
	size_t health_count;
	size_t health_more;		/* feeds that are not */
	const struct posted *posted;	/* of earlier editions, newest first */
	size_t posted_count;
	size_t most_posted;		/* in the digest's feed, unless this edition has more */
	size_t mail_failing;		/* messages that could not be sent so far … */
	size_t mail_given_up;		/* … and of late, for good */
};

/*
 * The edition in each of its digest's formats, a post per story, `latest`
 * links, two pages of the digest's archive and the index of all digests.
 */
void render_edition(struct rendered *out, struct arena *arena, const struct edition *edition,
		    const struct render_context *context);

/* The edition alone in one format: for the screen. */
void render_to(struct buf *out, const struct edition *edition, enum digest_format format);
