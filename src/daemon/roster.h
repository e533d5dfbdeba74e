/*
 * Every feed that is followed, each polled when it is due.
 *
 * One timer, set to whoever is due first. Belongs to the loop's thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct config;
struct env;
struct feed_state;
struct map;
struct poll_outcome;
struct roster;			/* opaque */
struct subscription;

/* Told of every poll that ends; see poll_done_cb. */
typedef void (*roster_polled_cb)(void *ctx, const struct subscription *subscription,
				 const struct poll_outcome *outcome, const struct err *err);

/* Told whenever the last poll under way has ended and none is due, or has its turn at a start. */
typedef void (*roster_idle_cb)(void *ctx);

struct roster_watcher {
	roster_polled_cb polled;
	roster_idle_cb idle;
	void *ctx;
};

struct roster *roster_new(const struct env *env, const struct roster_watcher *watcher);
void roster_free(struct roster *roster);	/* accepts NULL; after roster_stop() */

/* All subscriptions by feed id, for struct env; as long as the roster. */
const struct map *roster_subscriptions(const struct roster *roster);

/*
 * Follows exactly the feeds of this config, whose states (in its order) it
 * takes: those it follows already keep their own, and poll on undisturbed. The
 * config must live until the next call, or the roster's end.
 */
void roster_apply(struct roster *roster, const struct config *config, struct feed_state *states);

/*
 * Begins to poll whatever is due, now and from now on. Of many that are due
 * already each gets its turn within minutes; so do those a config adds.
 */
void roster_start(struct roster *roster);

/*
 * Polls what is due, or if `force` all that a person may refresh, once each, then
 * reports idle and polls no more.
 */
void roster_run_once(struct roster *roster, bool force);

/* What came of a person's wish to have feeds polled now; counts of feeds. */
struct roster_refresh {
	size_t begun;			/* due now */
	size_t polling;			/* being polled already */
	size_t too_soon;		/* polled less than a minute ago */
	size_t told_to_wait;		/* their hosts want to be left alone */
	size_t gone;
	const struct subscription *subscription;	/* the last of them; NULL: there is none */
	int64_t wait;			/* seconds until that one may be asked for again */
};

/* Makes one feed due now, or all if the URL is NULL, as far as politeness allows. */
void roster_refresh(struct roster *roster, const char *url, struct roster_refresh *out);

/* Whether the feed of this URL is followed. */
bool roster_follows(const struct roster *roster, const char *url);

/*
 * The network is back that was missed since then: nothing is held against those who
 * could not be reached, and whatever is due has its turn. While the env's vigil calls
 * it down, only one poll is begun now and then; a roster that runs once gives up.
 */
void roster_note_network(struct roster *roster, int64_t since);

/* Starts no more polls and closes the timer; those under way still report. */
void roster_stop(struct roster *roster);

size_t roster_overdue(const struct roster *roster);	/* due, and not begun */
size_t roster_polling(const struct roster *roster);	/* polls under way */
size_t roster_count(const struct roster *roster);	/* feeds followed */
