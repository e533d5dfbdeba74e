/*
 * Makes editions when they are due: places articles, publishes, delivers, and
 * drops texts that nobody keeps; one thing at a time.
 *
 * Belongs to the loop's thread.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct config;
struct digest_settings;
struct env;
struct press;			/* opaque */
struct published;

/* Told of every edition that was planned, or that failed, or that had nothing to tell. */
typedef void (*press_published_cb)(void *ctx, const struct digest_settings *digest,
				   const struct published *published, const struct err *err);

/* Told of trouble outside of one edition: placing articles, or writing files. */
typedef void (*press_failed_cb)(void *ctx, const struct err *err);

/* Told whenever all that was due is done. */
typedef void (*press_idle_cb)(void *ctx);

struct press_watcher {
	press_published_cb published;
	press_failed_cb failed;
	press_idle_cb idle;
	void *ctx;
};

struct press *press_new(const struct env *env, const struct press_watcher *watcher);
void press_free(struct press *press);		/* accepts NULL; after press_stop(), when idle */

/* Works for this config from now on, which must live on. Not while it is busy. */
void press_apply(struct press *press, const struct config *config);

/* Delivers what a crash left planned, then works by the clock. */
void press_start(struct press *press);

/* There are new entries to place, or the page of one came; or every feed has had its first poll. */
void press_note_entries(struct press *press);
void press_note_page(struct press *press);
void press_note_first_round(struct press *press);

/* Delivers, places, and publishes every digest now, then reports idle. */
void press_run_once(struct press *press);

/* Begins nothing more. What is under way ends and reports idle. */
void press_stop(struct press *press);

bool press_is_busy(const struct press *press);

/* Whether nothing is left over that failed, to be tried again. */
bool press_is_well(const struct press *press);
