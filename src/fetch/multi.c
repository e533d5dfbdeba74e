#include "fetch/multi.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "fetch/libcurl.h"

/*
 * The most idle connections kept. That there are fewer is up to who starts
 * transfers: libcurl 7.88 never forgets the host of one that it makes room by
 * closing, and looks through all of them the next time.
 */
enum { IDLE_CONNECTIONS = 64, EVENTS_AT_ONCE = 64 };

struct multi {
	CURLM *curl;
	int sockets;			/* curl's, in an epoll set of their own */
	uv_poll_t poll;			/* whether there is an event in that */
	uv_timer_t timer;		/* when curl wants to be called */
	size_t open_handles;		/* of libuv */
	multi_done_cb done;
	void *ctx;
	multi_closed_cb closed;
	void *closed_ctx;
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

static int flags_of(uint32_t events)
{
	int flags = 0;

	if (events & EPOLLIN)
		flags |= CURL_CSELECT_IN;
	if (events & EPOLLOUT)
		flags |= CURL_CSELECT_OUT;
	/* With IN, curl reads and learns what the matter really is. */
	if (events & (EPOLLERR | EPOLLHUP))
		flags |= CURL_CSELECT_ERR | CURL_CSELECT_IN;
	return flags;
}

/*
 * What curl does for one socket may close another that has an event, too, and open a new
 * one of that number: curl then looks at it, and there is nothing yet.
 */
static void on_poll(uv_poll_t *poll, int status, int unused)
{
	struct multi *multi = poll->data;
	struct epoll_event events[EVENTS_AT_ONCE];
	int count, i;

	(void)status;
	(void)unused;
	count = epoll_wait(multi->sockets, events, EVENTS_AT_ONCE, 0);
	for (i = 0; i < count; i++)
		run(multi, events[i].data.fd, flags_of(events[i].events));
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

/*
 * Always 0: anything else would end all transfers, not just this one. One whose socket
 * cannot be watched ends by its time limit.
 */
static int on_socket_wanted(CURL *easy, curl_socket_t socket, int what, void *ctx, void *assigned)
{
	struct multi *multi = ctx;
	struct epoll_event event = {
		.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) |
			  (what & CURL_POLL_OUT ? EPOLLOUT : 0u),
		.data.fd = socket,
	};

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		epoll_ctl(multi->sockets, EPOLL_CTL_DEL, socket, NULL);
		return 0;
	}
	if (epoll_ctl(multi->sockets, assigned == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket,
		      &event) < 0)
		log_error("watch a socket: %s", strerror(errno));
	else
		curl_multi_assign(multi->curl, socket, multi);
	return 0;
}

static int refuse(struct err *err, const char *why)
{
	curl_global_cleanup();
	return err_set(err, ERR_INTERNAL, "libcurl %s", why);
}

static void set_options(struct multi *multi)
{
	CURLM *curl = multi->curl;

	curl_multi_setopt(curl, CURLMOPT_SOCKETFUNCTION, on_socket_wanted);
	curl_multi_setopt(curl, CURLMOPT_SOCKETDATA, multi);
	curl_multi_setopt(curl, CURLMOPT_TIMERFUNCTION, on_timer_wanted);
	curl_multi_setopt(curl, CURLMOPT_TIMERDATA, multi);
	curl_multi_setopt(curl, CURLMOPT_MAXCONNECTS, (long)IDLE_CONNECTIONS);
	/* A server that ends a shared HTTP/2 connection would end all on it. */
	curl_multi_setopt(curl, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

/* libuv would ask for each socket twice as often, and needs some memory for it. */
static int watch(struct multi *multi, uv_loop_t *loop)
{
	multi->sockets = epoll_create1(EPOLL_CLOEXEC);
	if (multi->sockets < 0)
		return -1;
	if (uv_poll_init(loop, &multi->poll, multi->sockets) != 0) {
		close(multi->sockets);
		return -1;
	}
	uv_poll_start(&multi->poll, UV_READABLE, on_poll);
	uv_timer_init(loop, &multi->timer);
	multi->poll.data = multi->timer.data = multi;
	multi->open_handles = 2;
	return 0;
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
	if (curl == NULL)
		return refuse(err, "has no memory");
	multi = mem_new(sizeof(*multi));
	*multi = (struct multi){ .curl = curl, .done = done, .ctx = ctx };
	if (watch(multi, loop) < 0) {
		curl_multi_cleanup(curl);
		free(multi);
		return refuse(err, "has no descriptor to wait for");
	}
	set_options(multi);
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

static void on_handle_closed(uv_handle_t *handle)
{
	struct multi *multi = handle->data;

	if (--multi->open_handles > 0)
		return;
	close(multi->sockets);
	multi->closed(multi->closed_ctx);
	free(multi);
}

void multi_close(struct multi *multi, multi_closed_cb closed, void *ctx)
{
	multi->closed = closed;
	multi->closed_ctx = ctx;
	/* This calls back for the sockets of idle connections, and may want the timer. */
	curl_multi_cleanup(multi->curl);
	curl_global_cleanup();
	uv_close((uv_handle_t *)&multi->timer, on_handle_closed);
	uv_close((uv_handle_t *)&multi->poll, on_handle_closed);
}
