#include "job/indexing.h"

#include <stdlib.h>

#include "base/mem.h"
#include "job/env.h"
#include "store/search.h"
#include "store/writer.h"

/*
 *	indexing_start --> add_later --> on_added --> finish
 *	                       ^             |
 *	                       +-- a full batch: there may be more
 *
 * In batches, so that nobody who waits for the writer waits long.
 */
enum { BATCH = 2000 };

struct indexing {
	const struct env *env;
	indexing_done_cb done;
	void *ctx;
	size_t batch;			/* how many the last batch added */
	size_t indexed;
};

static void add_later(struct indexing *indexing);

static void finish(struct indexing *indexing, const struct err *err)
{
	indexing->done(indexing->ctx, indexing->indexed, err);
	free(indexing);
}

static void on_added(void *ctx, const struct err *err)
{
	struct indexing *indexing = ctx;

	if (err == NULL)
		indexing->indexed += indexing->batch;
	if (err == NULL && indexing->batch == BATCH && !indexing->env->is_stopping)
		add_later(indexing);
	else
		finish(indexing, err);
}

static int add(struct store *store, void *ctx, struct err *err)
{
	struct indexing *indexing = ctx;

	return search_index_titles(store, BATCH, &indexing->batch, err);
}

static void add_later(struct indexing *indexing)
{
	writer_submit(indexing->env->writer, add, on_added, indexing);
}

void indexing_start(const struct env *env, indexing_done_cb done, void *ctx)
{
	struct indexing *indexing = mem_new(sizeof(*indexing));

	indexing->env = env;
	indexing->done = done;
	indexing->ctx = ctx;
	add_later(indexing);
}
