/*
 * A web server inside the test, on its loop, that answers as it was told to,
 * rightly or wrongly, and remembers what it was asked.
 *
 * It stays on loopback. Each address it listens on is a host of its own with a
 * port of its own. What speaks TLS to it is answered in plain text.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

struct http_server;		/* opaque */

enum http_ending {
	HTTP_KEEP,			/* the connection stays open for the next request */
	HTTP_CLOSE,			/* it is closed after the answer */
	HTTP_RESET,			/* it is reset after the answer */
};

/* An answer; zero fields are the plain case. Strings must outlive the server. */
struct http_reply {
	const char *path;		/* the request target it is for; NULL: any other */
	int status;			/* 0: 200 */
	const char *headers;		/* further header lines, each ending in "\r\n" */
	const char *etag;		/* sent; what has it in If-None-Match gets 304 */
	const char *body;		/* NULL: none */
	size_t length;			/* of the body; 0: it is text */
	size_t claimed_length;		/* the Content-Length sent; 0: the true one */
	const char *raw;		/* sent instead of all of the above; "": nothing is */
	unsigned delay_ms;		/* before the answer begins */
	unsigned trickle_ms;		/* between its single bytes; 0: it is sent at once */
	enum http_ending ending;
};

struct http_server *http_server_new(uv_loop_t *loop);

/* Listens on a further address of 127.0.0.0/8; its number, counted from 0. */
size_t http_server_listen(struct http_server *server, const char *address);

/* "http://127.0.0.1:PORT" + path, valid as long as the server. */
const char *http_server_url(struct http_server *server, size_t host, const char *path);

/* Later replies go before earlier ones. */
void http_server_reply(struct http_server *server, const struct http_reply *reply);

size_t http_server_request_count(const struct http_server *server);
/* The head of a request byte for byte, in order of arrival. */
const char *http_server_request(const struct http_server *server, size_t index);

uint64_t http_server_request_time(const struct http_server *server, size_t index);	/* ms */

size_t http_server_most_at_once(const struct http_server *server);
size_t http_server_most_per_host(const struct http_server *server);

/* Closes all it has open; the loop then runs dry, and http_server_free() may follow. */
void http_server_close(struct http_server *server);
void http_server_free(struct http_server *server);
