/*
 * Puts every new article where it belongs: into a story.
 *
 * The newsroom remembers the stories of the last days (story/cluster.h) from
 * one call to the next, and learns them from the store after a restart.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct env;
struct newsroom;		/* opaque */

enum { NEWSROOM_WINDOW = 10 * 24 * 3600 };	/* seconds an article can be joined */

/* Called exactly once for every newsroom_start(), always later and from the loop. */
typedef void (*newsroom_done_cb)(void *ctx, size_t placed, const struct err *err);

struct newsroom *newsroom_new(const struct env *env);
void newsroom_free(struct newsroom *newsroom);		/* accepts NULL; not while it works */

/* Places all articles that were stored so far. One at a time. */
void newsroom_start(struct newsroom *newsroom, newsroom_done_cb done, void *ctx);
