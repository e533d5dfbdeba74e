/*
 * An edition as it would be now, from a store that is only read: nothing is
 * written, and nothing learnt from it is kept.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

struct composition;
struct config;
struct store;

/*
 * Loads what composition_init() began, on this thread, so that it can be
 * ranked. Articles that are in no story yet are placed, as the daemon would.
 */
int preview_load(struct composition *composition, const struct config *config,
		 struct store *store, struct err *err);

/* The same, and composes it. */
int preview_make(struct composition *composition, const struct config *config,
		 struct store *store, struct err *err);
