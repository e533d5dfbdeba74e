/*
 * How the feeds of the config are, for the page that tells it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "render/health.h"

struct arena;
struct config;
struct map;

enum { CONDITION_MOST = 500 };		/* feeds on the page: it is written with each edition */

struct condition {
	struct feed_health *feeds;	/* in the config's order */
	size_t count;
	size_t more;			/* feeds that are left out */
};

/* On the loop, from struct subscription by feed id; into the arena. */
void condition_collect(struct condition *out, struct arena *arena, const struct config *config,
		       const struct map *subscriptions, int64_t now);
