/*
 * Puts every new article where it belongs: into a story.
 *
 * The newsroom remembers the stories of the last days (story/cluster.h) from
 * one call to the next, and learns them from the store after a restart.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct env;
struct newsroom;		/* opaque */

enum { NEWSROOM_WINDOW = 10 * 24 * 3600 };	/* seconds an article can be joined */

struct newsroom_report {
	size_t placed;
	bool is_awaiting;		/* articles were left whose pages may yet come */
};

/* Called exactly once for every newsroom_start(), always later and from the loop. */
typedef void (*newsroom_done_cb)(void *ctx, const struct newsroom_report *report,
				 const struct err *err);

struct newsroom *newsroom_new(const struct env *env);
void newsroom_free(struct newsroom *newsroom);		/* accepts NULL; not while it works */

/*
 * Places all articles that were stored so far, but for those that came within the
 * last `patience` seconds and await their pages. One at a time.
 */
void newsroom_start(struct newsroom *newsroom, int64_t patience, newsroom_done_cb done, void *ctx);
