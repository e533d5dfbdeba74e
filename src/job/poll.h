/*
 * One poll of one feed: ask, parse, store; then know when to ask again.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"
#include "model/feed.h"

struct env;
struct subscription;

struct poll_outcome {
	enum feed_result result;
	const char *error;		/* one line when it failed, else NULL */
	size_t added;			/* entries that are new … */
	size_t changed;			/* … or were edited */
	bool is_excused;		/* our network is down: nothing was kept */
	const char *moved_to;		/* where it is asked for from now on; NULL: as before */
};

/*
 * Called exactly once for every poll_start(), always later and from the loop.
 * By then the subscription's state is what the store holds. If the store
 * failed, *err says so, nothing was kept, and the feed is due again soon.
 */
typedef void (*poll_done_cb)(void *ctx, struct subscription *subscription,
			     const struct poll_outcome *outcome, const struct err *err);

/* The subscription must not be polling already, and lives until it is called back. */
void poll_start(const struct env *env, struct subscription *subscription, poll_done_cb done,
		void *ctx);
