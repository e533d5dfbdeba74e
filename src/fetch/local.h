/*
 * Files of this machine, read whole on the thread pool.
 */
#pragma once

#include <stddef.h>
#include <uv.h>

#include "base/err.h"

/* The bytes, or NULL and why not: ERR_NO_INPUT, ERR_IO, or ERR_DATA if there are too many. */
typedef void (*local_done_cb)(void *ctx, const char *bytes, size_t length,
			      const struct err *err);

/* Reads a regular file of at most `limit` bytes. `done` is called exactly once, from the loop. */
void local_start(uv_loop_t *loop, const char *path, size_t limit, local_done_cb done, void *ctx);
