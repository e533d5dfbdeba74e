#include "fetch/wire.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/multi.h"
#include "fetch/reply.h"

enum {
	CONNECT_MS	= 60 * 1000,
	MOST_AT_ONCE	= 16 * 1024,	/* bytes read before they are looked at */
};

struct wire {
	uv_loop_t *loop;
	struct wire_events events;
	struct multi *multi;
	CURL *easy;
	char *name;
	uv_poll_t *poll;		/* NULL: not open */
	struct buf in;
	struct buf out;
	size_t sent;			/* of `out` */
	bool is_closing;
	int open_handles;		/* once it is being taken down */
	uv_timer_t closing;		/* takes it down when nobody of libcurl's is on the stack */
	char last_line[REPLY_TEXT_SIZE];	/* that the server said to libcurl */
	char detail[CURL_ERROR_SIZE];
	wire_closed_cb closed;
	void *closed_ctx;
};

/* "mail.example.org hung up", and after ": " what is known of it beyond, if anything is. */
static void fail(struct wire *wire, const char *what, const char *detail)
{
	struct buf why = {0};

	buf_printf(&why, "%s %s", wire->name, what);
	if (!str_is_empty(detail))
		buf_printf(&why, ": %s", detail);
	if (wire->poll != NULL)
		uv_poll_stop(wire->poll);
	wire->events.failed(wire->events.ctx, buf_text(&why));
	buf_clear(&why);
}

static void fail_by(struct wire *wire, CURLcode code)
{
	fail(wire, "broke the connection off", curl_easy_strerror(code));
}

/* False if it failed. */
static bool flush(struct wire *wire)
{
	while (wire->sent < wire->out.length) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(wire->easy, wire->out.data + wire->sent,
					       wire->out.length - wire->sent, &sent);

		if (code == CURLE_AGAIN)
			return true;
		if (code != CURLE_OK) {
			fail_by(wire, code);
			return false;
		}
		wire->sent += sent;
	}
	buf_truncate(&wire->out, 0);
	wire->sent = 0;
	return true;
}

/* TLS may have read more than it gave, so that all of it is to be had now. */
static bool receive(struct wire *wire)
{
	char bytes[MOST_AT_ONCE];
	size_t got = 0;
	CURLcode code;

	while ((code = curl_easy_recv(wire->easy, bytes, sizeof(bytes), &got)) == CURLE_OK &&
	       got > 0) {
		buf_add(&wire->in, bytes, got);
		wire->events.received(wire->events.ctx, &wire->in);
		if (wire->is_closing)
			return false;
	}
	if (code == CURLE_AGAIN)
		return true;
	if (code == CURLE_OK)
		fail(wire, "hung up", NULL);
	else
		fail_by(wire, code);
	return false;
}

static int wanted_events(const struct wire *wire)
{
	return UV_READABLE | (wire->sent < wire->out.length ? UV_WRITABLE : 0);
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
	struct wire *wire = poll->data;

	(void)status;			/* reading tells what the matter is */
	if (((events & UV_READABLE) == 0 && status >= 0) || receive(wire)) {
		if (flush(wire))
			uv_poll_start(poll, wanted_events(wire), on_poll);
	}
}

static void watch(struct wire *wire)
{
	uv_poll_start(wire->poll, wanted_events(wire), on_poll);
}

static void open_poll(struct wire *wire)
{
	curl_socket_t socket = CURL_SOCKET_BAD;
	uv_poll_t *poll;

	curl_easy_getinfo(wire->easy, CURLINFO_ACTIVESOCKET, &socket);
	poll = mem_new(sizeof(*poll));
	if (socket == CURL_SOCKET_BAD || uv_poll_init_socket(wire->loop, poll, socket) != 0) {
		free(poll);
		fail(wire, "has a connection that cannot be watched", NULL);
		return;
	}
	poll->data = wire;
	wire->poll = poll;
	watch(wire);
	wire->events.opened(wire->events.ctx);
}

/* What libcurl's codes mean here, and whether the server's own words say more. */
static const struct {
	CURLcode code;
	const char *text;
	bool is_answer;
} troubles[] = {
	{CURLE_COULDNT_RESOLVE_HOST,	"cannot be found (DNS)", false},
	{CURLE_OPERATION_TIMEDOUT,	"does not answer in time", false},
	{CURLE_LOGIN_DENIED,		"does not take our user and password", true},
	{CURLE_WEIRD_SERVER_REPLY,	"turns us away", true},
	{CURLE_REMOTE_ACCESS_DENIED,	"turns us away", true},
	{CURLE_USE_SSL_FAILED,		"offers no TLS, which 'tls' asks for", false},
	{CURLE_RECV_ERROR,		"broke the connection off", false},
	{CURLE_SEND_ERROR,		"broke the connection off", false},
	{CURLE_GOT_NOTHING,		"broke the connection off", false},
};

static void not_connected(struct wire *wire)
{
	long number = 0;

	curl_easy_getinfo(wire->easy, CURLINFO_OS_ERRNO, &number);
	fail(wire, "cannot be reached",
	     number != 0 ? strerror((int)number) : "connection failed");
}

static void not_opened(struct wire *wire, CURLcode code)
{
	const char *detail = *wire->detail != '\0' ? wire->detail : curl_easy_strerror(code);
	size_t i;

	if (code == CURLE_COULDNT_CONNECT) {
		not_connected(wire);
		return;
	}
	for (i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (troubles[i].code != code)
			continue;
		fail(wire, troubles[i].text, troubles[i].is_answer ? wire->last_line : NULL);
		return;
	}
	fail(wire, "cannot be talked to", detail);
}

static void on_transferred(void *ctx, void *transfer, CURLcode code)
{
	struct wire *wire = ctx;

	(void)transfer;
	if (wire->is_closing)
		return;
	if (code == CURLE_OK)
		open_poll(wire);
	else
		not_opened(wire, code);
}

/* libcurl hands on what a server says line by line. */
static size_t on_line(char *line, size_t size, size_t count, void *ctx)
{
	struct wire *wire = ctx;

	reply_show(wire->last_line, line, count);
	return size * count;
}

/* Without the scheme; [mail] allows nothing after the port. */
static const char *host_of(const char *url)
{
	return strstr(url, "://") + strlen("://");
}

static bool is_local(const char *url)
{
	const char *host = host_of(url);
	size_t length = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
	char *alone = mem_dup_bytes(host, length);
	bool local = str_case_equal(alone, "localhost") || str_starts(alone, "127.") ||
		     str_equal(alone, "[::1]");

	free(alone);
	return local;
}

static void set_trust(CURL *easy, const struct wire_options *options)
{
	bool needs_tls = options->tls == MAIL_TLS_YES ||
			 (options->tls == MAIL_TLS_AUTO && !is_local(options->url));

	curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)(needs_tls ? CURLUSESSL_ALL :
								   CURLUSESSL_NONE));
	if (options->ca_file == NULL)
		return;
	curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
}

static void set_options(struct wire *wire, const struct wire_options *options)
{
	CURL *easy = wire->easy;
	long connect_ms = options->connect_ms > 0 ? options->connect_ms : CONNECT_MS;

	curl_easy_setopt(easy, CURLOPT_URL, options->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, connect_ms);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");	/* whatever the environment says */
	curl_easy_setopt(easy, CURLOPT_USERPWD, options->credentials);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, wire);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, wire->detail);
	set_trust(easy, options);
}

static void handle_gone(struct wire *wire)
{
	if (--wire->open_handles > 0)
		return;
	if (wire->closed != NULL)
		wire->closed(wire->closed_ctx);
	buf_clear(&wire->in);
	buf_clear(&wire->out);
	free(wire->name);
	free(wire->poll);
	free(wire);
}

static void on_multi_closed(void *ctx)
{
	handle_gone(ctx);
}

static void on_handle_closed(uv_handle_t *handle)
{
	handle_gone(handle->data);
}

/* The socket is watched no more before libcurl closes it. */
static void take_down(uv_timer_t *timer)
{
	struct wire *wire = timer->data;

	wire->open_handles = wire->poll != NULL ? 3 : 2;
	if (wire->poll != NULL)
		uv_close((uv_handle_t *)wire->poll, on_handle_closed);
	uv_close((uv_handle_t *)timer, on_handle_closed);
	multi_remove(wire->multi, wire->easy);
	curl_easy_cleanup(wire->easy);
	multi_close(wire->multi, on_multi_closed, wire);
}

int wire_open(struct wire **out, uv_loop_t *loop, const struct wire_options *options,
	      const struct wire_events *events, struct err *err)
{
	struct wire *wire = mem_new(sizeof(*wire));

	if (multi_new(&wire->multi, loop, on_transferred, wire, err) < 0) {
		free(wire);
		return -1;
	}
	wire->loop = loop;
	uv_timer_init(loop, &wire->closing);
	wire->closing.data = wire;
	wire->events = *events;
	wire->name = mem_dup(host_of(options->url));
	wire->easy = curl_easy_init();
	set_options(wire, options);
	if (multi_add(wire->multi, wire->easy, err) < 0) {
		wire_close(wire, NULL, NULL);
		return -1;
	}
	*out = wire;
	return 0;
}

void wire_send(struct wire *wire, const char *bytes, size_t length)
{
	buf_add(&wire->out, bytes, length);
	watch(wire);
}

bool wire_is_sent(const struct wire *wire)
{
	return wire->sent == wire->out.length;
}

const char *wire_name(const struct wire *wire)
{
	return wire->name;
}

void wire_close(struct wire *wire, wire_closed_cb closed, void *ctx)
{
	wire->is_closing = true;
	wire->closed = closed;
	wire->closed_ctx = ctx;
	if (wire->poll != NULL)
		uv_poll_stop(wire->poll);
	uv_timer_start(&wire->closing, take_down, 0, 0);
}
