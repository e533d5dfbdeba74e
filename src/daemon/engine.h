/*
 * Everything that works, built, joined, stopped and taken down in order: the
 * loop, the store and its writer, the fetcher, the roster, the collector, the press
 * and the mailroom.
 *
 * `granola run` and `granola once` each drive one.
 */
#pragma once

#include <stddef.h>
#include <uv.h>

#include "base/err.h"
#include "job/env.h"

struct collect_outcome;
struct collector;
struct config;
struct digest_settings;
struct feed_state;
struct poll_outcome;
struct published;
struct store;
struct subscription;
struct vigil_news;

/* What an engine tells; each may be NULL. */
struct engine_watcher {
	void (*polled)(void *ctx, const struct subscription *subscription,
		       const struct poll_outcome *outcome, const struct err *err);
	void (*polls_idle)(void *ctx);		/* nothing is being polled, nothing is due */
	void (*collected)(void *ctx, const struct collect_outcome *outcome,
			  const struct err *err);
	void (*pages_idle)(void *ctx);		/* no page of an entry is to be had for now */
	void (*published)(void *ctx, const struct digest_settings *digest,
			  const struct published *published, const struct err *err);
	void (*failed)(void *ctx, const struct err *err);	/* the collector, or the press */
	void (*network)(void *ctx, const struct vigil_news *news);	/* went down, is back */
	void (*press_idle)(void *ctx);
	void (*mail_idle)(void *ctx);		/* no message is due */
	void *ctx;
};

struct engine {
	uv_loop_t loop;
	struct env env;
	struct config *config;
	struct store *store;
	struct roster *roster;
	struct collector *collector;
	struct press *press;
	struct mailroom *mailroom;
	struct engine_watcher watcher;
	bool is_writer_closing;
};

/*
 * Opens the store, and begins to follow the config's feeds. Takes the config,
 * whether it succeeds or not. Nothing is polled or printed yet.
 */
int engine_open(struct engine *engine, struct config *config,
		const struct engine_watcher *watcher, struct err *err);

/* Follows another config from now on; takes it and its states. Not while the press is busy. */
void engine_apply(struct engine *engine, struct config *config, struct feed_state *states);

/*
 * Begins to stop: no new polls, pages or editions, requests under way are cancelled,
 * what has been fetched is still stored. engine_run() then returns.
 */
void engine_stop(struct engine *engine);

/* Runs the loop until engine_stop() has done its work. */
void engine_run(struct engine *engine);

/* Takes down what engine_run() left; only after it returned, or engine_open() failed. */
void engine_close(struct engine *engine);
