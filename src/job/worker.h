/*
 * The pool: pure work on other threads, while the loop goes on.
 *
 * How much is under way is bounded by who submits: a poll is admitted by the
 * roster, and editions are made one at a time.
 */
#pragma once

#include <uv.h>

typedef void (*worker_cb)(void *ctx);

/*
 * Runs work(ctx) on a pool thread, then done(ctx) on the loop, exactly once.
 * The work touches ctx and nothing else; until it is done the loop leaves ctx
 * alone.
 */
void worker_submit(uv_loop_t *loop, worker_cb work, worker_cb done, void *ctx);
