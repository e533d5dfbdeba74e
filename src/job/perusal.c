#include "job/perusal.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "extract/envelope.h"
#include "extract/extract.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "job/warden.h"
#include "job/worker.h"
#include "sandbox/inmate.h"

/*
 *	perusal_start --+--> on_answered ---+--> finish
 *	                +--> on_extracted --+
 */
struct perusal {
	struct arena *arena;
	perusal_done_cb done;
	void *ctx;
	char *bytes;			/* of the page */
	struct extract_source source;
	struct extract article;
	struct err error;
	bool has_article;
};

static void finish(struct perusal *perusal, bool is_poisonous)
{
	perusal->done(perusal->ctx, &(struct perusal_result){
		.article = perusal->has_article ? &perusal->article : NULL,
		.why = perusal->has_article ? NULL : perusal->error.text,
		.is_poisonous = is_poisonous,
	});
	free(perusal->bytes);
	free(perusal);
}

/* What the answer says is not to change while it is looked at: hence the copy. */
static void open_answer(struct perusal *perusal, const struct warden_result *result)
{
	char *answer = mem_dup_bytes(result->answer, result->length);

	perusal->has_article = envelope_open(&perusal->article, perusal->arena, answer,
					     result->length, &perusal->error) == 0;
	free(answer);
}

static void on_answered(void *ctx, const struct warden_result *result)
{
	struct perusal *perusal = ctx;

	if (result->end == WARDEN_ANSWERED)
		open_answer(perusal, result);
	else
		err_set(&perusal->error, ERR_DATA, "%s", result->why);
	finish(perusal, result->end == WARDEN_STOPPED);
}

static void write_request(void *ctx, char *out)
{
	struct perusal *perusal = ctx;

	envelope_write_request(out, &perusal->source);
}

static void send_to_parser(struct perusal *perusal, struct warden *warden)
{
	warden_submit(warden, &(struct warden_errand){
		.work = INMATE_READ_PAGE,
		.length = envelope_request_size(&perusal->source),
		.write = write_request,
		.done = on_answered,
		.ctx = perusal,
	});
}

/* On the pool. */
static void extract(void *ctx)
{
	struct perusal *perusal = ctx;

	perusal->has_article = extract_page(&perusal->article, perusal->arena, &perusal->source,
					    &perusal->error) == 0;
}

static void on_extracted(void *ctx)
{
	finish(ctx, false);
}

void perusal_start(const struct env *env, const struct perusal_order *order,
		   perusal_done_cb done, void *ctx)
{
	const struct fetch_response *page = order->page;
	struct perusal *perusal = mem_new(sizeof(*perusal));

	perusal->arena = order->arena;
	perusal->done = done;
	perusal->ctx = ctx;
	perusal->bytes = mem_dup_bytes(page->body, page->length);
	perusal->source = (struct extract_source){
		.bytes = perusal->bytes,
		.length = page->length,
		.url = arena_dup(order->arena, page->url),
		.content_type = arena_dup(order->arena, page->content_type),
	};
	if (env->warden != NULL)
		send_to_parser(perusal, env->warden);
	else
		worker_submit(env->loop, extract, on_extracted, perusal);
}
