#include "store/writer.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/store.h"

enum {
	PATIENCE_MS	= 25,		/* how long a commit waits for company … */
	MOST_WAITS	= 8,		/* … and again, as long as some comes … */
	CROWD		= 250,		/* … unless so many pieces are there */
};

/*
 *	writer_submit --> waiting --> run_group --> finished --> on_finished --> done
 *	    loop           queue       thread        queue          loop
 */

struct piece {
	struct piece *next;
	writer_work_cb work;
	writer_done_cb done;
	void *ctx;
	bool has_failed;
	struct err err;
};

struct queue {			/* zeroed is empty */
	struct piece *first;
	struct piece *last;
};

struct writer {
	struct store *store;
	uv_thread_t thread;
	uv_async_t async;
	writer_closed_cb closed;
	void *closed_ctx;

	uv_mutex_t mutex;		/* guards all below */
	uv_cond_t changed;
	struct queue waiting;
	size_t waiting_count;
	bool is_wanted_now;		/* by one of those that wait, or to close */
	struct queue finished;
	bool is_closing;
	bool has_ended;
};

/* Moves everything in `from` to the end of `to`. */
static void queue_append(struct queue *to, struct queue *from)
{
	if (from->first == NULL)
		return;
	if (to->first == NULL)
		to->first = from->first;
	else
		to->last->next = from->first;
	to->last = from->last;
	*from = (struct queue){0};
}

static void fail_group(struct queue *group, const struct err *err)
{
	struct piece *piece;

	for (piece = group->first; piece != NULL; piece = piece->next) {
		if (piece->has_failed)
			continue;
		piece->has_failed = true;
		piece->err = *err;
	}
}

static int run_piece(struct store *store, struct piece *piece)
{
	if (store_begin(store, &piece->err) < 0)
		return -1;
	if (piece->work(store, piece->ctx, &piece->err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, &piece->err);
}

static void run_group(struct store *store, struct queue *group)
{
	struct piece *piece;
	struct err err;

	if (store_begin(store, &err) < 0) {
		fail_group(group, &err);
		return;
	}
	for (piece = group->first; piece != NULL; piece = piece->next)
		piece->has_failed = run_piece(store, piece) < 0;
	if (store_commit(store, &err) < 0)
		fail_group(group, &err);
}

/* Of what can wait, a disk that is asked to sync does more in one commit than in many. */
static void wait_for_company(struct writer *writer)
{
	size_t count = 0;
	int waits = 0;

	while (!writer->is_wanted_now && writer->waiting_count < CROWD &&
	       writer->waiting_count > count && waits < MOST_WAITS) {
		count = writer->waiting_count;
		if (uv_cond_timedwait(&writer->changed, &writer->mutex,
				      (uint64_t)PATIENCE_MS * 1000 * 1000) != 0)
			waits++;
	}
}

/* Waits for work; false once there is none and there will be no more. */
static bool take_group(struct writer *writer, struct queue *group)
{
	uv_mutex_lock(&writer->mutex);
	while (writer->waiting.first == NULL && !writer->is_closing)
		uv_cond_wait(&writer->changed, &writer->mutex);
	wait_for_company(writer);
	queue_append(group, &writer->waiting);
	writer->waiting_count = 0;
	writer->is_wanted_now = writer->is_closing;
	writer->has_ended = group->first == NULL;
	uv_mutex_unlock(&writer->mutex);
	return group->first != NULL;
}

static void hand_back(struct writer *writer, struct queue *group)
{
	uv_mutex_lock(&writer->mutex);
	queue_append(&writer->finished, group);
	uv_mutex_unlock(&writer->mutex);
	uv_async_send(&writer->async);
}

static void on_thread(void *ctx)
{
	struct writer *writer = ctx;
	struct queue group = {0};

	while (take_group(writer, &group)) {
		run_group(writer->store, &group);
		hand_back(writer, &group);
	}
	uv_async_send(&writer->async);
}

static void destroy(struct writer *writer)
{
	uv_cond_destroy(&writer->changed);
	uv_mutex_destroy(&writer->mutex);
	free(writer);
}

/* Also after a thread that could not start: then there is nobody to tell. */
static void on_closed(uv_handle_t *handle)
{
	struct writer *writer = handle->data;
	writer_closed_cb closed = writer->closed;
	void *ctx = writer->closed_ctx;

	destroy(writer);
	if (closed != NULL)
		closed(ctx);
}

static void deliver(struct queue *finished)
{
	struct piece *piece, *next;

	for (piece = finished->first; piece != NULL; piece = next) {
		next = piece->next;
		piece->done(piece->ctx, piece->has_failed ? &piece->err : NULL);
		free(piece);
	}
}

static void on_finished(uv_async_t *async)
{
	struct writer *writer = async->data;
	struct queue finished = {0};
	bool has_ended;

	uv_mutex_lock(&writer->mutex);
	queue_append(&finished, &writer->finished);
	has_ended = writer->has_ended;
	uv_mutex_unlock(&writer->mutex);
	deliver(&finished);
	if (has_ended && !uv_is_closing((uv_handle_t *)async)) {
		uv_thread_join(&writer->thread);
		uv_close((uv_handle_t *)async, on_closed);
	}
}

static int report(int result, const char *doing, struct err *err)
{
	return result == 0 ? 0 : err_set(err, ERR_INTERNAL, "cannot %s: %s", doing,
					 uv_strerror(result));
}

int writer_new(struct writer **out, uv_loop_t *loop, struct store *store, struct err *err)
{
	struct writer *writer = mem_new(sizeof(*writer));

	writer->store = store;
	writer->async.data = writer;
	if (uv_mutex_init(&writer->mutex) != 0 || uv_cond_init(&writer->changed) != 0)
		abort();		/* only without memory */
	if (report(uv_async_init(loop, &writer->async, on_finished), "wake the loop", err) < 0) {
		destroy(writer);
		return -1;
	}
	if (report(uv_thread_create(&writer->thread, on_thread, writer), "start a thread",
		   err) < 0) {
		uv_close((uv_handle_t *)&writer->async, on_closed);
		return -1;
	}
	*out = writer;
	return 0;
}

/* Wakes the thread only for what it waits for: the first piece, a crowd, or haste. */
static void submit(struct writer *writer, const struct piece *as, bool is_wanted_now)
{
	struct piece *piece = mem_new(sizeof(*piece));
	struct queue one = { piece, piece };

	*piece = *as;
	uv_mutex_lock(&writer->mutex);
	assert(!writer->is_closing);
	queue_append(&writer->waiting, &one);
	writer->waiting_count++;
	if (is_wanted_now)
		writer->is_wanted_now = true;
	if (writer->is_wanted_now || writer->waiting_count == 1 || writer->waiting_count == CROWD)
		uv_cond_signal(&writer->changed);
	uv_mutex_unlock(&writer->mutex);
}

void writer_submit(struct writer *writer, writer_work_cb work, writer_done_cb done, void *ctx)
{
	submit(writer, &(struct piece){ .work = work, .done = done, .ctx = ctx }, true);
}

void writer_submit_soon(struct writer *writer, writer_work_cb work, writer_done_cb done, void *ctx)
{
	submit(writer, &(struct piece){ .work = work, .done = done, .ctx = ctx }, false);
}

void writer_close(struct writer *writer, writer_closed_cb closed, void *ctx)
{
	writer->closed = closed;
	writer->closed_ctx = ctx;
	uv_mutex_lock(&writer->mutex);
	assert(!writer->is_closing);
	writer->is_closing = true;
	writer->is_wanted_now = true;
	uv_cond_signal(&writer->changed);
	uv_mutex_unlock(&writer->mutex);
}
