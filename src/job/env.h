/*
 * What every job needs: the loop and who stands around it.
 */
#pragma once

#include <stdbool.h>
#include <uv.h>

struct fetcher;
struct map;
struct vigil;
struct warden;
struct writer;

struct env {
	uv_loop_t *loop;
	struct fetcher *fetcher;
	struct writer *writer;
	struct warden *warden;		/* NULL: feeds are parsed in this process */
	struct vigil *vigil;		/* NULL: whoever cannot be reached has failed */
	const struct map *subscriptions;	/* struct subscription, by feed id */
	bool is_stopping;			/* what was cut off now is nobody's fault */
};
