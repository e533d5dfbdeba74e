#include "fetch/hop.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/guard.h"
#include "fetch/local.h"
#include "fetch/multi.h"
#include "fetch/request.h"
#include "fetch/transfer.h"

enum {
	MAX_SIZE = 10 * 1024 * 1024,
	LARGEST_MAX_SIZE = 1024 * 1024 * 1024,	/* whatever is asked for: it is held in memory */
	HOPS = 5,			/* redirects followed */
	WAITED_OUT_S = 15,		/* a shorter rest is waited out, not told to callers */
};

static const char cancelled[] = "cancelled";

static void link_in(struct fetch *fetch)
{
	struct fetches *all = fetch->all;

	fetch->after = all->first;
	if (fetch->after != NULL)
		fetch->after->before = fetch;
	all->first = fetch;
	all->active++;
}

static void take_out(struct fetch *fetch)
{
	struct fetches *all = fetch->all;

	if (fetch->before != NULL)
		fetch->before->after = fetch->after;
	else
		all->first = fetch->after;
	if (fetch->after != NULL)
		fetch->after->before = fetch->before;
	all->active--;
}

static void finish(struct fetch *fetch, struct fetch_response *response)
{
	struct fetches *all = fetch->all;

	response->url = fetch->request.url;
	response->host = fetch->address.key;
	if (response->contact == CONTACT_LOST && fetch->hops > 0)
		response->contact = CONTACT_NONE;	/* somebody sent us there */
	response->moved_to = fetch->moved_to;
	response->elapsed_ms = fetches_now(all) - fetch->started_ms;
	admission_leave(all->admission, &fetch->place, fetches_now(all));
	take_out(fetch);
	uv_async_send(&all->changed);
	fetch->done(fetch->ctx, response);

	transfer_free(fetch->transfer);
	address_clear(&fetch->address);
	request_clear(&fetch->request);
	free(fetch->moved_to);
	free(fetch);
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

static void ask(struct fetch *fetch)
{
	struct fetches *all = fetch->all;

	address_clear(&fetch->address);
	address_parse(&fetch->address, fetch->request.url);
	admission_ask(all->admission, &fetch->place, fetch->address.key, fetches_now(all));
	uv_async_send(&all->changed);
}

/* What was meant for one host is not for another; once dropped, it stays dropped. */
static void drop_secrets(struct fetch *fetch, const char *target)
{
	struct address next;

	address_parse(&next, target);
	if (!address_may_share(&fetch->address, &next))
		request_drop_secrets(&fetch->request);
	address_clear(&next);
}

static void redirect(struct fetch *fetch, const char *target, long status)
{
	if (++fetch->hops > HOPS) {
		fail(fetch, FEED_REFUSED, -1, "%s redirects more than %d times",
		     address_name(&fetch->address), HOPS);
		return;
	}
	transfer_free(fetch->transfer);
	fetch->transfer = NULL;
	drop_secrets(fetch, target);
	request_set_url(&fetch->request, target);
	fetch->has_only_moved &= status == 301 || status == 308;
	if (fetch->has_only_moved) {
		free(fetch->moved_to);
		fetch->moved_to = mem_dup(target);
	}
	admission_leave(fetch->all->admission, &fetch->place, fetches_now(fetch->all));
	ask(fetch);
}

/*
 * Answers that mean "slow down", and the seconds meant where none are said. A 403
 * may be about one feed only, and some hosts send it for 429: it costs the others
 * a pause and no more.
 */
static const struct {
	long status;
	int64_t rest;
} reproaches[] = {
	{403, 10},
	{429, 60},
	{503, 60},
};

/* Seconds for which the host wants to be left alone. */
static int64_t wanted_rest(const struct fetch_response *response)
{
	for (size_t i = 0; i < sizeof(reproaches) / sizeof(reproaches[0]); i++) {
		if (reproaches[i].status != response->status)
			continue;
		if (response->retry_after < 0)
			return reproaches[i].rest;
		return response->retry_after < REST_MOST ? response->retry_after : REST_MOST;
	}
	return 0;
}

/* Who tells one of us to slow down tells all of us who come to that host. */
static void heed(struct fetch *fetch, const struct fetch_response *response)
{
	int64_t now = fetches_now(fetch->all), rest = wanted_rest(response);
	struct admission *admission = fetch->all->admission;

	if (rest > WAITED_OUT_S) {
		admission_set_rest(admission, fetch->address.key, now + rest * 1000, now);
		if (fetch->all->rested != NULL)
			fetch->all->rested(fetch->all->rested_ctx, fetch->address.key, rest);
	} else if (rest > 0) {
		admission_hold(admission, fetch->address.key, now + rest * 1000, now);
	}
}

/* Whoever else is reached at the same address takes turns with this host from now on. */
static void note_peer(struct fetch *fetch)
{
	const char *peer = transfer_peer(fetch->transfer);

	if (peer != NULL)
		admission_join(fetch->all->admission, fetch->address.key, peer,
			       fetches_now(fetch->all));
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static int64_t size_limit(const struct fetch *fetch)
{
	int64_t wanted = fetch->request.max_size;

	if (wanted <= 0)
		return MAX_SIZE;
	return wanted < LARGEST_MAX_SIZE ? wanted : LARGEST_MAX_SIZE;
}

static void start_transfer(struct fetch *fetch)
{
	struct fetches *all = fetch->all;
	const struct transfer_limits limits = {
		.size = size_limit(fetch),
		.connect_ms = all->connect_ms,
		.total_ms = fetch->request.timeout_ms > 0 ? fetch->request.timeout_ms :
							    all->total_ms,
		.is_last = !admission_is_awaited(&fetch->place),
	};
	struct err err;

	fetch->transfer = transfer_new(&fetch->request, &fetch->address, &limits,
				       all->user_agent, fetch);
	if (multi_add(all->multi, transfer_handle(fetch->transfer), &err) < 0)
		fail(fetch, FEED_UNREACHABLE, -1, "%s", err.text);
}

static void start_web(struct fetch *fetch)
{
	const struct fetch_request *request = &fetch->request;
	int64_t rest_ms = admission_rest(fetch->all->admission, fetch->address.key,
					 fetches_now(fetch->all));
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

	if (fetch->all->is_closing)
		fail(fetch, FEED_UNREACHABLE, -1, "%s", cancelled);
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
		local_start(fetch->all->loop, path, (size_t)size_limit(fetch), on_read, fetch);
	}
	free(path);
}

int64_t fetches_now(const struct fetches *all)
{
	return (int64_t)uv_now(all->loop);
}

void hop_begin(struct fetch *fetch)
{
	link_in(fetch);
	ask(fetch);
}

void hop_start(struct fetch *fetch)
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

void hop_on_transferred(void *ctx, void *owner, CURLcode code)
{
	struct fetch *fetch = owner;
	struct fetch_response response;
	char *target = NULL;

	(void)ctx;
	multi_remove(fetch->all->multi, transfer_handle(fetch->transfer));
	note_peer(fetch);
	transfer_conclude(fetch->transfer, code, clock_now(), &response);
	if (response.result == FEED_HTTP_ERROR && is_redirect(response.status) &&
	    fetch->request.post == NULL)
		target = transfer_redirect(fetch->transfer);
	if (target != NULL && !fetch->request.stays) {
		redirect(fetch, target, response.status);
	} else {
		response.redirect = target;
		heed(fetch, &response);
		finish(fetch, &response);
	}
	free(target);
}

void hop_cancel(struct fetch *fetch)
{
	if (fetch->is_reading)
		return;
	if (fetch->transfer != NULL)
		multi_remove(fetch->all->multi, transfer_handle(fetch->transfer));
	fail(fetch, FEED_UNREACHABLE, -1, "%s", cancelled);
}
