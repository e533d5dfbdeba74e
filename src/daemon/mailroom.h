/*
 * Sends rounds of mail when messages may be due: when an edition was planned, and
 * every now and then for what is to be tried again.
 *
 * Apart from the press, which goes on while a mail server takes its time. Belongs
 * to the loop's thread.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct config;
struct env;
struct mailroom;		/* opaque */

struct mailroom_watcher {
	void (*failed)(void *ctx, const struct err *err);	/* the store did; once a round */
	void (*idle)(void *ctx);				/* whenever a round is over */
	void *ctx;
};

struct mailroom *mailroom_new(const struct env *env, const struct mailroom_watcher *watcher);
void mailroom_free(struct mailroom *mailroom);	/* accepts NULL; after mailroom_stop(), when idle */

/*
 * Sends as this config says from the next round on. It must live on, and the last one
 * until then. If it says otherwise than the last one, what was to be tried again later
 * is so at once.
 */
void mailroom_apply(struct mailroom *mailroom, const struct config *config);

/* Sends what a stop or a crash left unsent or is to be tried again, then works by the clock. */
void mailroom_start(struct mailroom *mailroom);

/* There may be messages. One round more, at once or after the one under way; then idle. */
void mailroom_wake(struct mailroom *mailroom);

/* Begins nothing more. A round under way ends within seconds and reports idle. */
void mailroom_stop(struct mailroom *mailroom);

bool mailroom_is_busy(const struct mailroom *mailroom);
