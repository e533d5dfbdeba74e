/*
 * Makes the titles of entries that came in known to the index that searches
 * use. Polls leave it undone: it is cheaper by the batch, and nobody waits.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct env;

/* Called exactly once for every indexing_start(), always later and from the loop. */
typedef void (*indexing_done_cb)(void *ctx, size_t indexed, const struct err *err);

void indexing_start(const struct env *env, indexing_done_cb done, void *ctx);
