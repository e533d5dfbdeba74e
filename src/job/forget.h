/*
 * Drops the texts of entries that are older than the user keeps them. The
 * entries stay known, so that none of them is ever new again.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct env;

/* Called exactly once for every forget_start(), always later and from the loop. */
typedef void (*forget_done_cb)(void *ctx, size_t forgotten, const struct err *err);

/* `before` is in UTC seconds and meant of first_seen. */
void forget_start(const struct env *env, int64_t before, forget_done_cb done, void *ctx);
