/*
 * Collects the articles behind entries: considers which pages are wanted, and has
 * them asked for, one at a time from each site and some sites at once.
 *
 * What is to be asked for is in the store, so nothing is lost by a restart. Belongs
 * to the loop's thread.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct collect_outcome;
struct collector;		/* opaque */
struct env;

/* Told of every page; see collect_done_cb. */
typedef void (*collector_collected_cb)(void *ctx, const struct collect_outcome *outcome,
				       const struct err *err);

/* Told of trouble with the store outside of one page. */
typedef void (*collector_failed_cb)(void *ctx, const struct err *err);

/* Told whenever no page is due any more, or none can be had for now. */
typedef void (*collector_idle_cb)(void *ctx);

struct collector_watcher {
	collector_collected_cb collected;
	collector_failed_cb failed;
	collector_idle_cb idle;
	void *ctx;
};

struct collector *collector_new(const struct env *env, const struct collector_watcher *watcher);
void collector_free(struct collector *collector);	/* accepts NULL; stopped, and idle */

/* Takes up what is due, now and from now on. */
void collector_start(struct collector *collector);

/* There are new entries, or edited ones. Nothing before collector_start(). */
void collector_note_entries(struct collector *collector);

/* Begins nothing more. Pages under way still report. */
void collector_stop(struct collector *collector);

bool collector_is_busy(const struct collector *collector);
