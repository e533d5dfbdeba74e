/*
 * A feed that is being followed: what its user wants of it, and what we know.
 *
 * Owned by the roster (daemon/roster.h), used on the loop's thread. Reloading
 * the configuration repoints `settings`; nobody keeps that pointer.
 */
#pragma once

#include <stdbool.h>

#include "base/heap.h"
#include "model/feed.h"

struct subscription {
	struct heap_node due;			/* keyed by state.next_due */
	const struct feed_settings *settings;
	struct feed_state state;		/* as last committed; its url never moves */
	bool is_polling;
	bool is_removed;			/* no longer configured; freed after its poll */
};

struct arena;
struct map;

/* A copy of what a digest calls it: its title, or its URL without a password that may be in it. */
const char *subscription_title(struct arena *arena, const struct subscription *subscription);

/* By URL what is given by id; to be freed, and before any of them is. */
struct map *subscription_index(const struct map *subscriptions);
