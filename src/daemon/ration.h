/*
 * How many lines of a kind are logged in a minute: when a network goes away, all
 * feeds say so at once.
 *
 * Belongs to one thread. Zeroed is ready.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RATION_LINES = 20, RATION_SECONDS = 60 };

struct ration {
	int64_t since;			/* when this minute began */
	size_t taken;			/* in this minute, with those that were refused */
};

/* Whether there may be another line. */
bool ration_take(struct ration *ration, int64_t now);

/* How many were refused in a minute that is over, to be said once; else 0. */
size_t ration_settle(struct ration *ration, int64_t now);
