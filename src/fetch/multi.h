/*
 * libcurl's transfers on a libuv loop.
 *
 * Nothing here knows what is transferred: easy handles go in, and come back
 * with a result. Nothing wakes the loop while nothing happens.
 */
#pragma once

#include <curl/curl.h>
#include <uv.h>

#include "base/err.h"

struct multi;			/* opaque */

/*
 * A transfer is over; its handle is to be removed, now or, with a connection that is
 * still of use, later. `transfer` is what CURLOPT_PRIVATE says. From the loop; may
 * add and remove transfers.
 */
typedef void (*multi_done_cb)(void *ctx, void *transfer, CURLcode code);
typedef void (*multi_closed_cb)(void *ctx);

int multi_new(struct multi **out, uv_loop_t *loop, multi_done_cb done, void *ctx,
	      struct err *err);

/* `done` is called exactly once and later, unless the handle is removed before. */
int multi_add(struct multi *multi, CURL *easy, struct err *err);
void multi_remove(struct multi *multi, CURL *easy);

/* No transfer may be left, and none be about to call back. Frees the multi, calls `closed`. */
void multi_close(struct multi *multi, multi_closed_cb closed, void *ctx);
