#include "job/truce.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "store/rests.h"
#include "store/writer.h"

struct truce {
	struct rest rest;
	char *host;
};

static int store(struct store *store, void *ctx, struct err *err)
{
	const struct truce *truce = ctx;

	return rests_save(store, &truce->rest, err);
}

/* What could not be stored holds for as long as this process lives. */
static void on_stored(void *ctx, const struct err *err)
{
	struct truce *truce = ctx;

	if (err != NULL)
		log_error("%s asked to be left alone: could not be stored: %s", truce->host,
			  err->text);
	free(truce->host);
	free(truce);
}

int truce_resume(struct env *env, struct store *store, struct err *err)
{
	struct arena *arena = arena_new();
	int64_t now = clock_now();
	struct rest_list rests;
	int result = rests_load(store, arena, now, &rests, err);
	size_t i;

	for (i = 0; result == 0 && i < rests.count; i++)
		fetcher_set_rest(env->fetcher, rests.items[i].host, rests.items[i].until - now);
	arena_free(arena);
	return result;
}

void truce_note(void *ctx, const char *host, int64_t seconds)
{
	const struct env *env = ctx;
	struct truce *truce = mem_new(sizeof(*truce));

	truce->host = mem_dup(host);
	truce->rest = (struct rest){ truce->host, clock_now() + seconds };
	writer_submit_soon(env->writer, store, on_stored, truce);
}
