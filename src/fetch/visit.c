#include "fetch/visit.h"

#include <assert.h>
#include <stdlib.h>
#include <uv.h>

#include "base/mem.h"
#include "fetch/fetch.h"

struct visiting {
	struct fetcher *fetcher;
	struct visit *visit;
	struct err *err;
	int result;
};

/* Who must act: trouble that may pass is nobody's. */
static enum err_code code_of(const struct fetch_response *response)
{
	switch (response->result) {
	case FEED_UNREACHABLE:
	case FEED_THROTTLED:
	case FEED_CUT_SHORT:
		return ERR_TRY_LATER;
	case FEED_HTTP_ERROR:
		return response->status >= 500 ? ERR_TRY_LATER : ERR_NO_INPUT;
	case FEED_TOO_LARGE:
		return ERR_DATA;
	default:
		return ERR_NO_INPUT;
	}
}

static void on_closed(void *ctx)
{
	struct visiting *visiting = ctx;

	visiting->fetcher = NULL;
}

static void on_fetched(void *ctx, const struct fetch_response *response)
{
	struct visiting *visiting = ctx;

	fetcher_close(visiting->fetcher, on_closed, visiting);
	if (response->result != FEED_OK) {
		visiting->result = err_set(visiting->err, code_of(response), "%s",
					   response->error != NULL
						   ? response->error
						   : feed_result_text(response->result));
		return;
	}
	visiting->result = 0;
	*visiting->visit = (struct visit){
		.url = mem_dup(response->url),
		.content_type = mem_dup(response->content_type),
		.body = mem_dup_bytes(response->body, response->length),
		.length = response->length,
	};
}

int visit_fetch(struct visit *visit, const struct fetch_request *request, struct err *err)
{
	struct visiting visiting = {.visit = visit, .err = err, .result = -1};
	struct fetch_options options = {.user_agent = request->user_agent};
	uv_loop_t loop;
	int open_handles;

	uv_loop_init(&loop);
	if (fetcher_new(&visiting.fetcher, &loop, &options, err) == 0)
		fetch_start(visiting.fetcher, request, on_fetched, &visiting);
	uv_run(&loop, UV_RUN_DEFAULT);
	open_handles = uv_loop_close(&loop);
	assert(open_handles == 0);
	(void)open_handles;
	return visiting.result;
}

void visit_clear(struct visit *visit)
{
	free(visit->url);
	free(visit->content_type);
	free(visit->body);
	*visit = (struct visit){0};
}
