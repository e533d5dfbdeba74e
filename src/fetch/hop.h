/*
 * The story of one fetch: hop by hop, each admitted anew. Private to this folder.
 */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <uv.h>

#include "fetch/address.h"
#include "fetch/admission.h"
#include "fetch/fetch.h"

struct multi;
struct transfer;

enum { REST_MOST = 24 * 3600 };		/* seconds for which a host is left alone */

/* All fetches of a fetcher, and what they share. */
struct fetches {
	uv_loop_t *loop;
	uv_async_t changed;		/* somebody asked or left: see who may go */
	struct multi *multi;
	struct admission *admission;
	struct fetch *first;		/* those that were not called back, in no order */
	size_t active;			/* how many these are */
	char *user_agent;
	long connect_ms;
	long total_ms;
	fetch_rest_cb rested;
	void *rested_ctx;
	bool is_closing;
};

/*
 *	hop_begin --> ask ..> hop_start --+--> hop_on_transferred --> finish
 *		       ^                  |             |                ^
 *		       |                  +--> on_read -|----------------+
 *		       +------------- redirect ---------+
 */
struct fetch {
	struct fetches *all;
	struct fetch *before;
	struct fetch *after;
	struct fetch_request request;	/* of this hop, a copy */
	struct address address;		/* of this hop */
	struct admission_place place;
	struct transfer *transfer;	/* NULL: not under way */
	bool is_reading;		/* a file; that cannot be cancelled */
	int hops;
	bool has_only_moved;		/* every redirect so far was permanent */
	char *moved_to;			/* where these led, or NULL */
	int64_t started_ms;
	fetch_done_cb done;
	void *ctx;
};

/*
 * The loop's time: how fast requests may follow each other is not for a clock
 * that can be held still.
 */
int64_t fetches_now(const struct fetches *all);

/* Queues for the URL of the request; hop_start() is for when its turn has come. */
void hop_begin(struct fetch *fetch);
void hop_start(struct fetch *fetch);

void hop_on_transferred(void *all, void *fetch, CURLcode code);	/* a multi_done_cb */

/* Ends it wherever it is, unless it is reading a file: that ends by itself. */
void hop_cancel(struct fetch *fetch);
