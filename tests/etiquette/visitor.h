/*
 * A reader of feeds and a publisher on one loop: all of the pipeline that asks,
 * and a server that remembers how it was asked. The clock is held, and moved by
 * the test.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#include "config/config.h"
#include "job/collect.h"
#include "job/env.h"
#include "job/subscription.h"
#include "support/http_server.h"

enum {
	VISITOR_START	= 1795330800,	/* Sunday, 22 November 2026, 07:00 UTC */
	VISITOR_MOST	= 256,		/* feeds */
};

struct fetcher;
struct map;
struct roster;
struct store;
struct writer;

struct visitor {
	uv_loop_t loop;
	struct http_server *server;	/* listens on 127.0.0.1 and 127.0.0.2 */
	int64_t gap_ms;			/* between requests to one host; -1, as at first: none */
	char *directory;		/* of the store */

	struct feed_settings settings[VISITOR_MOST];
	struct subscription feeds[VISITOR_MOST];
	struct config config;		/* these settings */

	struct store *store;		/* NULL: nothing is running */
	struct env env;
	struct map *subscriptions;
	struct roster *roster;		/* NULL: the test polls by itself */
	size_t polling;
	size_t polled;
	size_t added;			/* entries, by the last poll */
	size_t moves;			/* that we were told about */
	size_t pages;			/* collected, or tried to */
	struct collect_outcome page;	/* the last of them; without its strings */
};

struct visitor *visitor_new(void);
int visitor_free(struct visitor *visitor);	/* -1 if anything is left open */

/* Follows a feed of the server, or any; it may be private. Valid as long as the visitor. */
struct subscription *visitor_follow(struct visitor *visitor, size_t host, const char *path);
struct subscription *visitor_follow_url(struct visitor *visitor, const char *url);

/* Starts a poll, and waits for all that were started. */
void visitor_start(struct visitor *visitor, struct subscription *feed);
void visitor_finish(struct visitor *visitor);
enum feed_result visitor_poll(struct visitor *visitor, struct subscription *feed);

/*
 * Lets the roster poll what is due as in the daemon, for so long by the wall's
 * clock, or until so many polls have ended.
 */
void visitor_run(struct visitor *visitor, unsigned ms);
void visitor_run_until(struct visitor *visitor, size_t polled);

/* Ends everything, as a restart does, and moves the clock. */
void visitor_wait(struct visitor *visitor, int64_t seconds);

/* Moves the clock under the roster while it runs. */
void visitor_move(struct visitor *visitor, int64_t seconds);

/* How many polls a person's wish to refresh the feed has the roster begin. */
size_t visitor_refresh(struct visitor *visitor, const struct subscription *feed);

int64_t visitor_due_in(const struct subscription *feed);

/* Collects the articles of the entries there are, until no page is due for now. */
void visitor_collect(struct visitor *visitor);

/*
 * The same, and polls another feed once a site's robots.txt and first page were asked
 * for, whose entries are collected as well.
 */
void visitor_collect_and_poll(struct visitor *visitor, struct subscription *feed);

/* The text that digests are made of, of an entry; to be freed. They count from 1. */
char *visitor_text(struct visitor *visitor, size_t number);

/* What the server answers; `headers` may be NULL. */
void visitor_answer(struct visitor *visitor, const char *path, int status, const char *headers,
		    const char *body);

size_t visitor_requests(const struct visitor *visitor);

/* A header of the last request, valid until the next call; NULL if it was not sent. */
const char *visitor_header(const struct visitor *visitor, const char *name);
