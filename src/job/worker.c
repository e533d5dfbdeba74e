#include "job/worker.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

struct task {
	uv_work_t request;
	worker_cb work;
	worker_cb done;
	void *ctx;
};

static void on_work(uv_work_t *request)
{
	struct task *task = request->data;

	task->work(task->ctx);
}

static void on_done(uv_work_t *request, int status)
{
	struct task *task = request->data;
	worker_cb done = task->done;
	void *ctx = task->ctx;

	assert(status == 0);		/* nobody cancels */
	(void)status;
	free(task);
	done(ctx);
}

void worker_submit(uv_loop_t *loop, worker_cb work, worker_cb done, void *ctx)
{
	struct task *task = mem_new(sizeof(*task));

	task->request.data = task;
	task->work = work;
	task->done = done;
	task->ctx = ctx;
	uv_queue_work(loop, &task->request, on_work, on_done);
}
