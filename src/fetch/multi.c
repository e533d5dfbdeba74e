#include "fetch/multi.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "fetch/libcurl.h"

/*
 * The most idle connections kept. That there are fewer is up to who starts
 * transfers: libcurl 7.88 never forgets the host of one that it makes room by
 * closing, and looks through all of them the next time.
 */
enum { IDLE_CONNECTIONS = 64 };

struct multi {
	CURLM *curl;
	uv_loop_t *loop;
	uv_timer_t timer;		/* when curl wants to be called */
	size_t open_handles;		/* of libuv: the timer and the watches */
	multi_done_cb done;
	void *ctx;
	multi_closed_cb closed;
	void *closed_ctx;
};

/* One socket that curl waits for. */
struct watch {
	uv_poll_t poll;
	struct multi *multi;
	curl_socket_t socket;
	int events;
};

/*
 * Every time curl was called it may have finished something, whatever it says
 * about how much is still running; who asks only then loses the last one.
 */
static void drain(struct multi *multi)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(multi->curl, &left)) != NULL) {
		CURL *easy = message->easy_handle;
		CURLcode code = message->data.result;
		void *transfer = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
		multi->done(multi->ctx, transfer, code);
	}
}

static void run(struct multi *multi, curl_socket_t socket, int flags)
{
	CURLMcode code;
	int running;

	code = curl_multi_socket_action(multi->curl, socket, flags, &running);
	if (code != CURLM_OK)
		log_error("libcurl: %s", curl_multi_strerror(code));
	drain(multi);
}

static void on_poll(uv_poll_t *handle, int status, int events)
{
	struct watch *watch = handle->data;
	int flags = 0;

	if (events & UV_READABLE)
		flags |= CURL_CSELECT_IN;
	if (events & UV_WRITABLE)
		flags |= CURL_CSELECT_OUT;
	/* With IN, curl reads and learns what the matter really is. */
	if (status < 0)
		flags |= CURL_CSELECT_ERR | CURL_CSELECT_IN;
	run(watch->multi, watch->socket, flags);
	/* libuv stops polling after an error, but it is for curl to lose interest. */
	if (status < 0 && !uv_is_closing((uv_handle_t *)handle))
		uv_poll_start(handle, watch->events, on_poll);
}

static void watch_start(struct watch *watch)
{
	int failed = uv_poll_start(&watch->poll, watch->events, on_poll);

	/* Its transfer then ends by its time limit; the others go on. */
	if (failed != 0)
		log_error("watch a socket: %s", uv_strerror(failed));
}

static void on_timer(uv_timer_t *timer)
{
	run(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

static int on_timer_wanted(CURLM *curl, long timeout_ms, void *ctx)
{
	struct multi *multi = ctx;

	(void)curl;
	if (timeout_ms < 0)
		uv_timer_stop(&multi->timer);
	else	/* before libuv 1.48, 0 in a timer's callback would run again at once */
		uv_timer_start(&multi->timer, on_timer,
			       timeout_ms > 1 ? (uint64_t)timeout_ms : 1, 0);
	return 0;
}

static void handle_gone(struct multi *multi)
{
	if (--multi->open_handles > 0)
		return;
	multi->closed(multi->closed_ctx);
	free(multi);
}

static void on_watch_closed(uv_handle_t *handle)
{
	struct watch *watch = handle->data;
	struct multi *multi = watch->multi;

	free(watch);
	handle_gone(multi);
}

static void watch_close(struct watch *watch)
{
	curl_multi_assign(watch->multi->curl, watch->socket, NULL);
	uv_close((uv_handle_t *)&watch->poll, on_watch_closed);
}

static struct watch *watch_new(struct multi *multi, curl_socket_t socket)
{
	struct watch *watch = mem_new(sizeof(*watch));
	int failed = uv_poll_init_socket(multi->loop, &watch->poll, socket);

	if (failed != 0) {
		log_error("watch a socket: %s", uv_strerror(failed));
		free(watch);
		return NULL;
	}
	watch->poll.data = watch;
	watch->multi = multi;
	watch->socket = socket;
	multi->open_handles++;
	curl_multi_assign(multi->curl, socket, watch);
	return watch;
}

/* Always 0: anything else would end all transfers, not just this one. */
static int on_socket_wanted(CURL *easy, curl_socket_t socket, int what, void *ctx, void *assigned)
{
	struct watch *watch = assigned;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (watch != NULL)
			watch_close(watch);
		return 0;
	}
	if (watch == NULL)
		watch = watch_new(ctx, socket);
	if (watch == NULL)
		return 0;
	watch->events = (what & CURL_POLL_IN ? UV_READABLE : 0) |
			(what & CURL_POLL_OUT ? UV_WRITABLE : 0);
	watch_start(watch);
	return 0;
}

static void on_timer_closed(uv_handle_t *handle)
{
	handle_gone(handle->data);
}

int multi_new(struct multi **out, uv_loop_t *loop, multi_done_cb done, void *ctx, struct err *err)
{
	struct multi *multi;
	CURLM *curl;

	if (libcurl_load(err) < 0)
		return -1;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_INTERNAL, "libcurl does not start");
	curl = curl_multi_init();
	if (curl == NULL) {
		curl_global_cleanup();
		return err_set(err, ERR_INTERNAL, "libcurl has no memory");
	}
	multi = mem_new(sizeof(*multi));
	multi->curl = curl;
	multi->loop = loop;
	multi->done = done;
	multi->ctx = ctx;
	uv_timer_init(loop, &multi->timer);
	multi->timer.data = multi;
	multi->open_handles = 1;
	curl_multi_setopt(curl, CURLMOPT_SOCKETFUNCTION, on_socket_wanted);
	curl_multi_setopt(curl, CURLMOPT_SOCKETDATA, multi);
	curl_multi_setopt(curl, CURLMOPT_TIMERFUNCTION, on_timer_wanted);
	curl_multi_setopt(curl, CURLMOPT_TIMERDATA, multi);
	curl_multi_setopt(curl, CURLMOPT_MAXCONNECTS, (long)IDLE_CONNECTIONS);
	/* A server that ends a shared HTTP/2 connection would end all on it. */
	curl_multi_setopt(curl, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
	*out = multi;
	return 0;
}

int multi_add(struct multi *multi, CURL *easy, struct err *err)
{
	CURLMcode code = curl_multi_add_handle(multi->curl, easy);

	if (code != CURLM_OK)
		return err_set(err, ERR_INTERNAL, "libcurl: %s", curl_multi_strerror(code));
	return 0;
}

void multi_remove(struct multi *multi, CURL *easy)
{
	curl_multi_remove_handle(multi->curl, easy);
}

void multi_close(struct multi *multi, multi_closed_cb closed, void *ctx)
{
	multi->closed = closed;
	multi->closed_ctx = ctx;
	/* This calls back for the sockets of idle connections, and may want the timer. */
	curl_multi_cleanup(multi->curl);
	curl_global_cleanup();
	uv_timer_stop(&multi->timer);
	uv_close((uv_handle_t *)&multi->timer, on_timer_closed);
}
