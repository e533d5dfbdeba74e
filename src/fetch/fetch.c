#include "fetch/fetch.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fetch/admission.h"
#include "fetch/hop.h"
#include "fetch/multi.h"
#include "fetch/request.h"

enum {
	CONNECTIONS = 64,
	HOST_CONNECTIONS = 1,
	HOST_GAP_MS = 250,
	CONNECT_MS = 15 * 1000,
	TOTAL_MS = 60 * 1000,
};

struct fetcher {
	struct fetches all;
	uv_timer_t gap;			/* somebody may go when it is over */
	int open_handles;
	fetch_closed_cb closed;
	void *closed_ctx;
};

static void on_gap_over(uv_timer_t *timer)
{
	struct fetcher *fetcher = timer->data;

	uv_async_send(&fetcher->all.changed);
}

static void admit(struct fetcher *fetcher)
{
	struct fetches *all = &fetcher->all;
	struct admission_place *place;
	int64_t wait;

	while ((place = admission_next(all->admission, fetches_now(all), &wait)) != NULL)
		hop_start(place->owner);
	if (wait >= 0)
		uv_timer_start(&fetcher->gap, on_gap_over, (uint64_t)wait, 0);
	else
		uv_timer_stop(&fetcher->gap);
}

static void handle_gone(struct fetcher *fetcher)
{
	if (--fetcher->open_handles > 0)
		return;
	admission_free(fetcher->all.admission);
	fetcher->closed(fetcher->closed_ctx);
	free(fetcher->all.user_agent);
	free(fetcher);
}

static void on_handle_closed(uv_handle_t *handle)
{
	handle_gone(handle->data);
}

static void on_multi_closed(void *ctx)
{
	handle_gone(ctx);
}

/* Once all were called back, closes what the fetcher has open. */
static void shut_down(struct fetcher *fetcher)
{
	struct fetch *fetch = fetcher->all.first, *after;

	for (; fetch != NULL; fetch = after) {
		after = fetch->after;
		hop_cancel(fetch);
	}
	if (fetcher->all.active > 0)
		return;
	uv_close((uv_handle_t *)&fetcher->gap, on_handle_closed);
	uv_close((uv_handle_t *)&fetcher->all.changed, on_handle_closed);
	multi_close(fetcher->all.multi, on_multi_closed, fetcher);
}

static void on_changed(uv_async_t *changed)
{
	struct fetcher *fetcher = changed->data;

	if (fetcher->all.is_closing)
		shut_down(fetcher);
	else
		admit(fetcher);
}

static long or_else(long value, long otherwise)
{
	return value > 0 ? value : otherwise;
}

static struct admission *new_admission(const struct fetch_options *options)
{
	const struct admission_limits limits = {
		.total = (size_t)or_else((long)options->connections, CONNECTIONS),
		.per_host = (size_t)or_else((long)options->host_connections, HOST_CONNECTIONS),
		.gap_ms = options->host_gap_ms < 0 ? 0 :
			  or_else((long)options->host_gap_ms, HOST_GAP_MS),
	};

	return admission_new(&limits);
}

static void on_given_up(uv_handle_t *handle)
{
	free(handle->data);
}

int fetcher_new(struct fetcher **out, uv_loop_t *loop, const struct fetch_options *options,
		struct err *err)
{
	struct fetcher *fetcher = mem_new(sizeof(*fetcher));
	int failed = uv_async_init(loop, &fetcher->all.changed, on_changed);

	if (failed != 0) {
		free(fetcher);
		return err_set(err, ERR_INTERNAL, "cannot wake the loop: %s", uv_strerror(failed));
	}
	fetcher->all.changed.data = fetcher;
	if (multi_new(&fetcher->all.multi, loop, hop_on_transferred, &fetcher->all, err) < 0) {
		uv_close((uv_handle_t *)&fetcher->all.changed, on_given_up);
		return -1;
	}
	uv_timer_init(loop, &fetcher->gap);
	fetcher->gap.data = fetcher;
	fetcher->open_handles = 3;
	fetcher->all.loop = loop;
	fetcher->all.admission = new_admission(options);
	fetcher->all.user_agent = mem_dup(options->user_agent);
	fetcher->all.connect_ms = or_else(options->connect_timeout_ms, CONNECT_MS);
	fetcher->all.rested = options->rested;
	fetcher->all.rested_ctx = options->ctx;
	fetcher->all.total_ms = or_else(options->timeout_ms, TOTAL_MS);
	*out = fetcher;
	return 0;
}

void fetch_start(struct fetcher *fetcher, const struct fetch_request *request,
		 fetch_done_cb done, void *ctx)
{
	struct fetch *fetch = mem_new(sizeof(*fetch));

	fetch->all = &fetcher->all;
	fetch->place.owner = fetch;
	fetch->has_only_moved = true;
	fetch->started_ms = fetches_now(&fetcher->all);
	fetch->done = done;
	fetch->ctx = ctx;
	request_copy(&fetch->request, request);
	hop_begin(fetch);
}

void fetcher_set_rest(struct fetcher *fetcher, const char *host, int64_t seconds)
{
	int64_t now = fetches_now(&fetcher->all);

	if (seconds > REST_MOST)
		seconds = REST_MOST;
	if (seconds > 0)
		admission_set_rest(fetcher->all.admission, host, now + seconds * 1000, now);
}

size_t fetcher_active(const struct fetcher *fetcher)
{
	return fetcher->all.active;
}

void fetcher_close(struct fetcher *fetcher, fetch_closed_cb closed, void *ctx)
{
	fetcher->all.is_closing = true;
	fetcher->closed = closed;
	fetcher->closed_ctx = ctx;
	uv_async_send(&fetcher->all.changed);
}
