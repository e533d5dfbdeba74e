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
 * Composes what composition_init() began, on this thread. Articles that are in
 * no story yet are placed first, as the daemon would place them.
 */
int preview_make(struct composition *composition, const struct config *config,
		 struct store *store, struct err *err);
