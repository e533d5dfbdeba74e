/*
 * Hosts that asked to be left alone, and until when: what they asked for holds
 * across restarts.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct store;

struct rest {
	const char *host;		/* as the fetcher names it */
	int64_t until;			/* UTC seconds */
};

struct rest_list {
	struct rest *items;
	size_t count;
};

/* Notes a rest; one that ends sooner than what is noted already changes nothing. */
int rests_save(struct store *store, const struct rest *rest, struct err *err);

/* Forgets those that are over, and loads the others into the arena. */
int rests_load(struct store *store, struct arena *arena, int64_t now, struct rest_list *out,
	       struct err *err);
