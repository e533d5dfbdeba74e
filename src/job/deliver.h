/*
 * Writes the files of every edition that is planned but not written.
 *
 * The last step of publishing, and the first after a crash: what a planned
 * edition consists of is in the store, so writing it again gives the same files.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct env;

/*
 * Called exactly once for every deliver_start(), always later and from the
 * loop. If a file cannot be written *err says so, and its edition stays
 * planned, to be tried again.
 */
typedef void (*deliver_done_cb)(void *ctx, size_t delivered, const struct err *err);

/* `output` is the directory of the digests; copied. */
void deliver_start(const struct env *env, const char *output, deliver_done_cb done, void *ctx);
