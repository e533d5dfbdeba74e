#include "fetch/local.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

struct local {
	uv_work_t work;
	char *path;
	size_t limit;
	struct buf bytes;
	struct err err;
	int failed;
	local_done_cb done;
	void *ctx;
};

/* On the pool. A pipe or a device might never end. */
static void on_work(uv_work_t *work)
{
	struct local *local = work->data;
	struct stat about;

	if (stat(local->path, &about) == 0 && !S_ISREG(about.st_mode))
		local->failed = err_set(&local->err, ERR_NO_INPUT, "%s is not a file", local->path);
	else
		local->failed = file_read(local->path, local->limit, &local->bytes, &local->err);
}

static void on_worked(uv_work_t *work, int status)
{
	struct local *local = work->data;

	(void)status;		/* nobody cancels it */
	if (local->failed)
		local->done(local->ctx, NULL, 0, &local->err);
	else
		local->done(local->ctx, buf_text(&local->bytes), local->bytes.length, NULL);
	buf_clear(&local->bytes);
	free(local->path);
	free(local);
}

void local_start(uv_loop_t *loop, const char *path, size_t limit, local_done_cb done, void *ctx)
{
	struct local *local = mem_new(sizeof(*local));

	local->work.data = local;
	local->path = mem_dup(path);
	local->limit = limit;
	local->done = done;
	local->ctx = ctx;
	uv_queue_work(loop, &local->work, on_work, on_worked);
}
