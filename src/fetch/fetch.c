#include "fetch/fetch.h"

#include <curl/curl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/address.h"
#include "fetch/admission.h"
#include "fetch/guard.h"
#include "fetch/local.h"
#include "fetch/multi.h"
#include "fetch/transfer.h"

enum {
	CONNECTIONS = 64,
	HOST_CONNECTIONS = 1,
	HOST_GAP_MS = 250,
	CONNECT_MS = 15 * 1000,
	TOTAL_MS = 60 * 1000,
	MAX_SIZE = 10 * 1024 * 1024,
	HOPS = 5,			/* redirects followed */
	REST_S = 60,			/* what "too many requests" means if it does not say */
	LONGEST_REST_S = 24 * 3600,
};

struct fetcher {
	uv_loop_t *loop;
	uv_async_t changed;		/* somebody asked or left: see who may go */
	uv_timer_t gap;			/* somebody may go when it is over */
	struct multi *multi;
	struct admission *admission;
	struct fetch *first;		/* all that were not called back, in no order */
	size_t active;
	char *user_agent;
	long connect_ms;
	long total_ms;
	bool is_closing;
	int open_handles;
	fetch_closed_cb closed;
	void *closed_ctx;
};

/*
 *	fetch_start --> hop_ask ..> hop_start --+--> on_transferred --> finish
 *			   ^			|	   |		  ^
 *			   |			+--> on_read ------- ... -+
 *			   +-------- redirect --------------+
 */
struct fetch {
	struct fetcher *fetcher;
	struct fetch *before;
	struct fetch *after;
	struct arena *arena;		/* holds this, and the strings of the request */
	struct fetch_request request;	/* of this hop */
	struct address address;		/* of this hop */
	struct admission_place place;
	struct transfer *transfer;	/* NULL: not under way */
	bool is_reading;		/* a file; that cannot be cancelled */
	int hops;
	bool has_only_moved;		/* every redirect so far was permanent */
	const char *moved_to;
	int64_t started_ms;
	fetch_done_cb done;
	void *ctx;
};

/*
 * The loop's time: how fast requests may follow each other is not for a clock
 * that can be held still.
 */
static int64_t loop_now(const struct fetcher *fetcher)
{
	return (int64_t)uv_now(fetcher->loop);
}

static void link_in(struct fetch *fetch)
{
	struct fetcher *fetcher = fetch->fetcher;

	fetch->after = fetcher->first;
	if (fetch->after != NULL)
		fetch->after->before = fetch;
	fetcher->first = fetch;
	fetcher->active++;
}

static void take_out(struct fetch *fetch)
{
	struct fetcher *fetcher = fetch->fetcher;

	if (fetch->before != NULL)
		fetch->before->after = fetch->after;
	else
		fetcher->first = fetch->after;
	if (fetch->after != NULL)
		fetch->after->before = fetch->before;
	fetcher->active--;
}

static void finish(struct fetch *fetch, struct fetch_response *response)
{
	struct fetcher *fetcher = fetch->fetcher;

	response->url = fetch->request.url;
	response->moved_to = fetch->moved_to;
	response->elapsed_ms = loop_now(fetcher) - fetch->started_ms;
	admission_leave(fetcher->admission, &fetch->place, loop_now(fetcher));
	take_out(fetch);
	uv_async_send(&fetcher->changed);
	fetch->done(fetch->ctx, response);

	transfer_free(fetch->transfer);
	address_clear(&fetch->address);
	arena_free(fetch->arena);
}

/* Ends it without an answer of anybody's. */
__attribute__((format(printf, 4, 5)))
static void fail(struct fetch *fetch, enum feed_result result, int64_t retry_after,
		 const char *format, ...)
{
	struct err err;
	struct fetch_response response = {
		.result = result,
		.error = err.text,
		.body = "",
		.retry_after = retry_after,
		.max_age = -1,
	};
	va_list args;

	va_start(args, format);
	vsnprintf(err.text, sizeof(err.text), format, args);
	va_end(args);
	finish(fetch, &response);
}

static void cancel(struct fetch *fetch)
{
	if (fetch->transfer != NULL)
		multi_remove(fetch->fetcher->multi, transfer_handle(fetch->transfer));
	fail(fetch, FEED_UNREACHABLE, -1, "cancelled");
}

static void hop_ask(struct fetch *fetch)
{
	struct fetcher *fetcher = fetch->fetcher;

	address_clear(&fetch->address);
	address_parse(&fetch->address, fetch->request.url);
	admission_ask(fetcher->admission, &fetch->place, fetch->address.key, loop_now(fetcher));
	uv_async_send(&fetcher->changed);
}

/* What was meant for one host is not for another; once dropped, it stays dropped. */
static void drop_secrets(struct fetch *fetch, const char *target)
{
	struct address next;

	address_parse(&next, target);
	if (!address_may_share(&fetch->address, &next)) {
		fetch->request.credentials = NULL;
		fetch->request.header_count = 0;
	}
	address_clear(&next);
}

static void redirect(struct fetch *fetch, long status)
{
	const char *target = arena_dup(fetch->arena, transfer_redirect(fetch->transfer));

	if (++fetch->hops > HOPS) {
		fail(fetch, FEED_REFUSED, -1, "%s redirects more than %d times",
		     address_name(&fetch->address), HOPS);
		return;
	}
	transfer_free(fetch->transfer);
	fetch->transfer = NULL;
	fetch->has_only_moved &= status == 301 || status == 308;
	if (fetch->has_only_moved)
		fetch->moved_to = target;
	drop_secrets(fetch, target);
	fetch->request.url = target;
	admission_leave(fetch->fetcher->admission, &fetch->place, loop_now(fetch->fetcher));
	hop_ask(fetch);
}

/* Who tells one of us to slow down tells all of us who come to that host. */
static void heed(struct fetch *fetch, const struct fetch_response *response)
{
	int64_t rest = response->retry_after, now = loop_now(fetch->fetcher);

	if (response->result != FEED_THROTTLED)
		return;
	if (rest < 0)
		rest = response->status == 429 ? REST_S : 0;
	if (rest > LONGEST_REST_S)
		rest = LONGEST_REST_S;
	admission_set_rest(fetch->fetcher->admission, fetch->address.key, now + rest * 1000, now);
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void on_transferred(void *ctx, void *owner, CURLcode code)
{
	struct fetch *fetch = owner;
	struct fetch_response response;

	(void)ctx;
	transfer_conclude(fetch->transfer, code, clock_now(), &response);
	if (is_redirect(response.status) && response.result == FEED_HTTP_ERROR &&
	    transfer_redirect(fetch->transfer) != NULL) {
		redirect(fetch, response.status);
		return;
	}
	heed(fetch, &response);
	finish(fetch, &response);
}

static int64_t size_limit(const struct fetch *fetch)
{
	return fetch->request.max_size > 0 ? fetch->request.max_size : MAX_SIZE;
}

static void start_transfer(struct fetch *fetch)
{
	struct fetcher *fetcher = fetch->fetcher;
	const struct transfer_limits limits = {
		.size = size_limit(fetch),
		.connect_ms = fetcher->connect_ms,
		.total_ms = fetcher->total_ms,
	};
	struct err err;

	fetch->transfer = transfer_new(&fetch->request, &fetch->address, &limits,
				       fetcher->user_agent, fetch);
	if (multi_add(fetcher->multi, transfer_handle(fetch->transfer), &err) < 0)
		fail(fetch, FEED_UNREACHABLE, -1, "%s", err.text);
}

static void start_web(struct fetch *fetch)
{
	const struct fetch_request *request = &fetch->request;
	int64_t rest_ms = admission_rest(&fetch->place, loop_now(fetch->fetcher));
	int64_t rest = (rest_ms + 999) / 1000;

	if (rest > 0)
		fail(fetch, FEED_THROTTLED, rest, "%s asked to be left alone for another %lld s",
		     address_name(&fetch->address), (long long)rest);
	else if (!request->allow_private && !str_is_empty(request->proxy) &&
		 !guard_allows_host(fetch->address.host))
		fail(fetch, FEED_REFUSED, -1,
		     "%s is a private address; allow-private=yes permits that",
		     fetch->address.host);
	else
		start_transfer(fetch);
}

static void on_read(void *ctx, const char *bytes, size_t length, const struct err *err)
{
	struct fetch *fetch = ctx;
	struct fetch_response response = {
		.result = FEED_OK,
		.body = bytes,
		.length = length,
		.retry_after = -1,
		.max_age = -1,
	};

	if (fetch->fetcher->is_closing)
		cancel(fetch);
	else if (err != NULL)
		fail(fetch, err->code == ERR_DATA ? FEED_TOO_LARGE : FEED_UNREADABLE, -1, "%s",
		     err->text);
	else
		finish(fetch, &response);
}

static void start_reading(struct fetch *fetch)
{
	char *path = fetch->hops == 0 ? address_path(fetch->request.url) : NULL;

	if (fetch->hops > 0) {
		fail(fetch, FEED_REFUSED, -1, "redirected to a file: address");
	} else if (path == NULL) {
		fail(fetch, FEED_UNREADABLE, -1, "%s names no file of this machine",
		     fetch->request.url);
	} else {
		fetch->is_reading = true;
		local_start(fetch->fetcher->loop, path, (size_t)size_limit(fetch), on_read, fetch);
	}
	free(path);
}

static void hop_start(struct fetch *fetch)
{
	const char *url = fetch->request.url, *scheme = fetch->address.scheme;

	if (fetch->address.kind == ADDRESS_WEB)
		start_web(fetch);
	else if (fetch->address.kind == ADDRESS_FILE)
		start_reading(fetch);
	else if (fetch->hops > 0)
		fail(fetch, FEED_REFUSED, -1, "redirected to what is no http or https address (%s)",
		     *scheme != '\0' ? scheme : "no scheme");
	else
		fail(fetch, FEED_REFUSED, -1, "%s is no http, https or file address", url);
}

static void on_gap_over(uv_timer_t *timer)
{
	struct fetcher *fetcher = timer->data;

	uv_async_send(&fetcher->changed);
}

static void admit(struct fetcher *fetcher)
{
	struct admission_place *place;
	int64_t wait;

	while ((place = admission_next(fetcher->admission, loop_now(fetcher), &wait)) != NULL)
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
	admission_free(fetcher->admission);
	curl_global_cleanup();
	fetcher->closed(fetcher->closed_ctx);
	free(fetcher->user_agent);
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

/* Files that are being read come to their end by themselves. */
static void shut_down(struct fetcher *fetcher)
{
	struct fetch *fetch = fetcher->first, *after;

	for (; fetch != NULL; fetch = after) {
		after = fetch->after;
		if (!fetch->is_reading)
			cancel(fetch);
	}
	if (fetcher->active > 0)
		return;
	uv_close((uv_handle_t *)&fetcher->gap, on_handle_closed);
	uv_close((uv_handle_t *)&fetcher->changed, on_handle_closed);
	multi_close(fetcher->multi, on_multi_closed, fetcher);
}

static void on_changed(uv_async_t *changed)
{
	struct fetcher *fetcher = changed->data;

	if (fetcher->is_closing)
		shut_down(fetcher);
	else
		admit(fetcher);
}

static void copy_request(struct fetch *fetch, const struct fetch_request *request)
{
	struct arena *arena = fetch->arena;
	const char **headers = arena_array(arena, request->header_count, sizeof(*headers));

	for (size_t i = 0; i < request->header_count; i++)
		headers[i] = arena_dup(arena, request->headers[i]);
	fetch->request = *request;
	fetch->request.headers = headers;
	fetch->request.url = arena_dup(arena, request->url);
	fetch->request.etag = arena_dup(arena, request->etag);
	fetch->request.last_modified = arena_dup(arena, request->last_modified);
	fetch->request.accept = arena_dup(arena, request->accept);
	fetch->request.user_agent = arena_dup(arena, request->user_agent);
	fetch->request.credentials = arena_dup(arena, request->credentials);
	fetch->request.proxy = arena_dup(arena, request->proxy);
}

static struct admission *new_admission(const struct fetch_options *options)
{
	struct admission_limits limits = {
		.total = options->connections > 0 ? options->connections : CONNECTIONS,
		.per_host = options->host_connections > 0 ? options->host_connections :
							    HOST_CONNECTIONS,
		.gap_ms = options->host_gap_ms != 0 ? options->host_gap_ms : HOST_GAP_MS,
	};

	if (limits.gap_ms < 0)
		limits.gap_ms = 0;
	return admission_new(&limits);
}

/* Closes the half-built. */
static void on_given_up(uv_handle_t *handle)
{
	free(handle->data);
}

int fetcher_new(struct fetcher **out, uv_loop_t *loop, const struct fetch_options *options,
		struct err *err)
{
	struct fetcher *fetcher = mem_new(sizeof(*fetcher));
	int failed = uv_async_init(loop, &fetcher->changed, on_changed);

	if (failed != 0) {
		free(fetcher);
		return err_set(err, ERR_INTERNAL, "cannot wake the loop: %s", uv_strerror(failed));
	}
	fetcher->changed.data = fetcher;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    multi_new(&fetcher->multi, loop, on_transferred, fetcher, err) < 0) {
		uv_close((uv_handle_t *)&fetcher->changed, on_given_up);
		return err_set(err, ERR_INTERNAL, "libcurl does not start");
	}
	uv_timer_init(loop, &fetcher->gap);
	fetcher->gap.data = fetcher;
	fetcher->open_handles = 3;
	fetcher->loop = loop;
	fetcher->admission = new_admission(options);
	fetcher->user_agent = mem_dup(options->user_agent);
	fetcher->connect_ms = options->connect_timeout_ms > 0 ? options->connect_timeout_ms :
								CONNECT_MS;
	fetcher->total_ms = options->timeout_ms > 0 ? options->timeout_ms : TOTAL_MS;
	*out = fetcher;
	return 0;
}

void fetch_start(struct fetcher *fetcher, const struct fetch_request *request,
		 fetch_done_cb done, void *ctx)
{
	struct arena *arena = arena_new();
	struct fetch *fetch = arena_alloc(arena, sizeof(*fetch));

	fetch->fetcher = fetcher;
	fetch->arena = arena;
	fetch->place.owner = fetch;
	fetch->has_only_moved = true;
	fetch->started_ms = loop_now(fetcher);
	fetch->done = done;
	fetch->ctx = ctx;
	copy_request(fetch, request);
	link_in(fetch);
	hop_ask(fetch);
}

size_t fetcher_active(const struct fetcher *fetcher)
{
	return fetcher->active;
}

void fetcher_close(struct fetcher *fetcher, fetch_closed_cb closed, void *ctx)
{
	fetcher->is_closing = true;
	fetcher->closed = closed;
	fetcher->closed_ctx = ctx;
	uv_async_send(&fetcher->changed);
}
