/*
 * A fetcher and a server on one loop: the world of a test that fetches.
 */
#pragma once

#include <uv.h>

#include "fetch/fetch.h"

struct arena;
struct http_reply;
struct http_server;

struct world {
	uv_loop_t loop;
	struct http_server *server;	/* listens on 127.0.0.1 and 127.0.0.2 */
	struct fetcher *fetcher;	/* eight connections, no gaps; NULL once a test closed it */
	struct arena *arena;
};

/* What a response said, kept past its callback. */
struct outcome {
	int calls;
	struct fetch_response response;
	struct arena *arena;		/* the world's: for the caller to set */
};

/* For cmocka. The end fails if anything is left open. */
int world_begin(void **state);
int world_begin_impatient(void **state);	/* half a second is too long for it */
int world_end(void **state);

/* Fetches and waits for the answer; its strings are the world's. */
struct fetch_response world_fetch(struct world *world, const struct fetch_request *request);
struct fetch_response world_get(struct world *world, const char *path);

void world_reply(struct world *world, const struct http_reply *reply);
void world_redirect(struct world *world, const char *path, int status, const char *target);

void world_keep(void *outcome, const struct fetch_response *response);	/* a fetch_done_cb */
void world_note_closed(void *is_closed);				/* a fetch_closed_cb */

void world_assert_has(const char *text, const char *part);
void world_assert_lacks(const char *text, const char *part);
