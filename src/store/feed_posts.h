/*
 * The newest posts of each digest as they stand in its feed: the bytes of each
 * entry, so that what was told stays as it was written.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct store;

enum { FEED_POSTS_KEPT = 50 };		/* of a digest, unless one edition has more */

struct feed_post {
	const char *post_id;		/* "tag:…" */
	int64_t updated;
	const char *bytes;		/* its <entry> */
	size_t length;
};

struct feed_post_list {			/* newest first */
	struct feed_post *items;
	size_t count;
};

/*
 * Adds an edition's posts in place of earlier ones of the same id, and drops
 * the oldest. Within the caller's transaction.
 */
int feed_posts_add(struct store *store, const char *digest, const struct feed_post_list *posts,
		   struct err *err);

int feed_posts_load(struct store *store, struct arena *arena, const char *digest,
		    struct feed_post_list *out, struct err *err);
