/*
 * Feeds in the store: what we remember of each between polls.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/feed.h"

struct store;

/* The feeds that are to be polled. */
struct feed_selection {
	const struct feed_settings *settings;
	size_t count;
	int64_t now;			/* when those that are new were added */
};

/*
 * Makes exactly these feeds the ones that are polled: new ones are added, due
 * at once; ones that returned keep their state; the others stop and keep their
 * history. Then loads the state of each, in the order given: (*out)[i] is that
 * of selection->settings[i]. To be freed with feed_states_free().
 */
int feeds_upsert(struct store *store, const struct feed_selection *selection,
		 struct feed_state **out, struct err *err);

/* Replaces what is stored of the feed with state->id. */
int feeds_save_state(struct store *store, const struct feed_state *state, struct err *err);

/* All polled feeds, by id; for readers. */
int feeds_load(struct store *store, struct feed_state **out, size_t *count, struct err *err);

void feed_states_free(struct feed_state *states, size_t count);	/* accepts NULL */
