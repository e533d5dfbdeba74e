/*
 * A connection that libcurl makes, with the TLS and the login it knows, and that
 * is ours to talk on from then on (CURLOPT_CONNECT_ONLY).
 *
 * libcurl would also hold the whole conversation with a mail server, but waits for
 * the server's last word where it cannot wait for anything else, and completes a
 * message that is broken off. Nothing here waits, and nothing is sent unasked.
 *
 * A wire belongs to a loop and is used from its thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

#include "base/err.h"
#include "model/mailing.h"

struct buf;
struct wire;			/* opaque */

/* All copied. */
struct wire_options {
	const char *url;		/* smtp: or smtps: */
	enum mail_tls tls;
	const char *ca_file;		/* NULL: what the system trusts */
	const char *credentials;	/* user:password; NULL: none */
	long connect_ms;		/* until it is open; 0: 60 s */
};

/* All from the loop, and later; any of them may close the wire. */
struct wire_events {
	void (*opened)(void *ctx);			/* once: greeted, and logged in */
	void (*received)(void *ctx, struct buf *bytes);	/* takes what it understands off them */
	void (*failed)(void *ctx, const char *why);	/* once; then only wire_close() is left */
	void *ctx;
};

typedef void (*wire_closed_cb)(void *ctx);

int wire_open(struct wire **out, uv_loop_t *loop, const struct wire_options *options,
	      const struct wire_events *events, struct err *err);

void wire_send(struct wire *wire, const char *bytes, size_t length);	/* copied; once open */
bool wire_is_sent(const struct wire *wire);		/* all of it, as far as we can know */

const char *wire_name(const struct wire *wire);		/* of the server, for people */

/* At once, whatever is under way; no event comes any more. `closed` is called later. */
void wire_close(struct wire *wire, wire_closed_cb closed, void *ctx);
