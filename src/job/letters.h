/*
 * The messages that bring an edition to its readers.
 */
#pragma once

#include <stdint.h>

#include "store/outbox.h"

struct arena;
struct config;
struct edition;
struct told_list;

/*
 * One for each of the edition's digest's `mail-to`, written at `now`; none if it has
 * none. `told` is what was told before: an update answers the newest edition that
 * had the story. All is in the arena.
 */
struct outbox_batch letters_write(struct arena *arena, const struct config *config,
				  const struct edition *edition, const struct told_list *told,
				  int64_t now);
