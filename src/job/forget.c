#include "job/forget.h"

#include <stdlib.h>

#include "base/mem.h"
#include "job/env.h"
#include "store/articles.h"
#include "store/entries.h"
#include "store/writer.h"

/*
 *	forget_start --> drop_later --> on_dropped --> finish
 *	                     ^              |
 *	                     +-- a full batch: there may be more
 *
 * In batches, so that nobody who waits for the writer waits long.
 */
enum { BATCH = 500 };

struct forget {
	const struct env *env;
	int64_t before;
	forget_done_cb done;
	void *ctx;
	size_t batch;			/* how many the last batch dropped */
	size_t forgotten;
};

static void drop_later(struct forget *forget);

static void finish(struct forget *forget, const struct err *err)
{
	forget->done(forget->ctx, forget->forgotten, err);
	free(forget);
}

static void on_dropped(void *ctx, const struct err *err)
{
	struct forget *forget = ctx;

	if (err == NULL)
		forget->forgotten += forget->batch;
	if (err == NULL && forget->batch == BATCH && !forget->env->is_stopping)
		drop_later(forget);
	else
		finish(forget, err);
}

static int drop(struct store *store, void *ctx, struct err *err)
{
	struct forget *forget = ctx;

	if (articles_forget(store, forget->before, BATCH, err) < 0)
		return -1;
	return entries_forget_texts(store, forget->before, BATCH, &forget->batch, err);
}

static void drop_later(struct forget *forget)
{
	writer_submit(forget->env->writer, drop, on_dropped, forget);
}

void forget_start(const struct env *env, int64_t before, forget_done_cb done, void *ctx)
{
	struct forget *forget = mem_new(sizeof(*forget));

	forget->env = env;
	forget->before = before;
	forget->done = done;
	forget->ctx = ctx;
	drop_later(forget);
}
