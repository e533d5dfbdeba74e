/*
 * The writer thread: runs work on the store and commits it in groups.
 *
 * Everything that waits when the thread is free becomes one transaction, each
 * piece of work a savepoint of its own: one that fails is undone and fails
 * alone. A commit that fails fails them all.
 */
#pragma once

#include <uv.h>

#include "base/err.h"

struct store;
struct writer;			/* opaque */

/* On the writer's thread. Touches the store and ctx, nothing else. */
typedef int (*writer_work_cb)(struct store *store, void *ctx, struct err *err);

/* On the loop, once the work is safely on disk (err is NULL) or has failed. */
typedef void (*writer_done_cb)(void *ctx, const struct err *err);
typedef void (*writer_closed_cb)(void *ctx);

/* The store stays the caller's, who leaves it alone until the writer is closed. */
int writer_new(struct writer **out, uv_loop_t *loop, struct store *store, struct err *err);

/* `done` is called exactly once, later. ctx must live until then. */
void writer_submit(struct writer *writer, writer_work_cb work, writer_done_cb done, void *ctx);

/*
 * The same for what can wait for others to be committed with, some milliseconds, or a
 * fifth of a second while more and more come: the disk syncs once for all of them.
 * Order is kept.
 */
void writer_submit_soon(struct writer *writer, writer_work_cb work, writer_done_cb done,
			void *ctx);

/* Finishes all that was submitted, ends the thread, frees the writer, calls `closed`. */
void writer_close(struct writer *writer, writer_closed_cb closed, void *ctx);
