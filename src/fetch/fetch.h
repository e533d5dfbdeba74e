/*
 * Download many URLs at once without blocking, politely and within bounds.
 *
 * A fetcher belongs to one event loop and is used from that loop's thread. It
 * admits requests as fetch_options allow, follows redirects itself so that each
 * hop meets the same rules, and refuses addresses that strangers have no
 * business sending us to. Credentials and headers stay with the host (and its
 * https) that the request names.
 *
 * A host that answers 429, 503 or 403 and says when to come back is left alone
 * until then, a day at most: requests to it meanwhile are FEED_THROTTLED, with
 * status 0 and the rest of that time, and nobody is asked; short rests are waited
 * out instead. Without a time, 429 and 503 mean a minute, 403 a few seconds.
 *
 * Hosts that are reached at one address count as one, once that is known.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#include "base/err.h"
#include "model/contact.h"
#include "model/feed.h"

struct fetcher;			/* opaque; keeps its loop alive until it is closed */

/*
 * A host asked to be left alone for so many seconds from now. `host` names it as
 * fetcher_set_rest() takes it, and is valid during the callback only.
 */
typedef void (*fetch_rest_cb)(void *ctx, const char *host, int64_t seconds);

struct fetch_options {
	const char *user_agent;		/* copied */
	size_t connections;		/* requests under way at once; 0: 64 */
	size_t host_connections;	/* to one host; 0: 1 */
	int64_t host_gap_ms;		/* between two requests to one host; 0: 250; -1: none */
	long connect_timeout_ms;	/* 0: 15 s */
	long timeout_ms;		/* of each hop; 0: 60 s */
	fetch_rest_cb rested;		/* NULL: nobody keeps it */
	void *ctx;			/* of that */
};

/* Copied by fetch_start(). Headers are sent verbatim. */
struct fetch_request {
	const char *url;		/* http, https, or file: where the config names it */
	const char *etag;		/* as If-None-Match; NULL: none */
	const char *last_modified;	/* as If-Modified-Since; NULL: none */
	const char *accept;		/* NULL: feed types */
	const char *user_agent;		/* NULL: the fetcher's */
	const char *const *headers;
	size_t header_count;
	const char *credentials;	/* "user:password"; NULL: none */
	const char *proxy;		/* NULL: none, whatever the environment says */
	const char *post;		/* JSON, sent without following redirects; NULL: GET */
	int64_t max_size;		/* decoded bytes; 0: 10 MiB; at most 1 GiB */
	long timeout_ms;		/* of it all, however slow; 0: the fetcher's */
	bool allow_private;
	bool stays;			/* a redirect is not followed: it is told as an answer */
};

/* Valid during the callback only. */
struct fetch_response {
	enum feed_result result;	/* FEED_OK (2xx), FEED_NOT_MODIFIED, or what went wrong */
	const char *error;		/* one line, when it went wrong; else NULL */
	long status;			/* HTTP; 0 if there was no answer, or a file */
	enum contact contact;
	const char *host;		/* who was asked last: host:port, or a URL not of the web */
	const char *url;		/* of the last hop */
	const char *moved_to;		/* where a chain of 301 and 308 led; NULL: none did */
	const char *redirect;		/* where one led that was not followed; or NULL */
	const char *body;		/* decoded; "" unless FEED_OK */
	size_t length;
	const char *content_type;	/* these four verbatim, or NULL */
	const char *etag;
	const char *last_modified;
	const char *link;		/* Link headers, joined by ", " */
	int64_t retry_after;		/* seconds; -1: not said */
	int64_t max_age;		/* seconds; -1: not said */
	int64_t elapsed_ms;
};

/*
 * Called exactly once for every fetch_start(), always later and from the loop. It
 * may start further fetches and close the fetcher.
 */
typedef void (*fetch_done_cb)(void *ctx, const struct fetch_response *response);
typedef void (*fetch_closed_cb)(void *ctx);

int fetcher_new(struct fetcher **out, uv_loop_t *loop, const struct fetch_options *options,
		struct err *err);

void fetch_start(struct fetcher *fetcher, const struct fetch_request *request,
		 fetch_done_cb done, void *ctx);

/* What a host asked for earlier, perhaps of another process. */
void fetcher_set_rest(struct fetcher *fetcher, const char *host, int64_t seconds);

size_t fetcher_active(const struct fetcher *fetcher);	/* requests not yet called back */

/*
 * Ends what is under way, calling back each with FEED_UNREACHABLE and the
 * error "cancelled", then frees the fetcher and calls `closed` from the loop.
 * What these callbacks start is cancelled too.
 */
void fetcher_close(struct fetcher *fetcher, fetch_closed_cb closed, void *ctx);
