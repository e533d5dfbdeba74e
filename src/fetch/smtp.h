/*
 * A conversation with a mail server (RFC 5321), in which it is handed messages,
 * one at a time.
 *
 * It belongs to a loop and is used from its thread. The connection is made when
 * the first message is to go, and anew after one that broke.
 */
#pragma once

#include <stddef.h>
#include <uv.h>

#include "model/mailing.h"

struct smtp;			/* opaque */

/* Strings are copied; as in struct mail_settings, with what the auth file holds. */
struct smtp_server {
	const char *url;
	enum mail_tls tls;
	const char *ca_file;
	const char *credentials;
	long patience_ms;		/* for each answer; 0: what RFC 5321 section 4.5.3.2 says */
};

/*
 * Called exactly once for every smtp_send(), always later and from the loop. A
 * server that breaks off once it has heard for whom a message is may have something
 * against that one: this is MAIL_DEFERRED, so that others are not held up by it. What
 * we broke off ourselves, in a hurry, is MAIL_UNSENDABLE, also if the server may have
 * taken it by then.
 */
typedef void (*smtp_done_cb)(void *ctx, const struct mail_result *result);
typedef void (*smtp_closed_cb)(void *ctx);

struct smtp *smtp_new(uv_loop_t *loop, const struct smtp_server *server);

/* Not before the last one is done. The letter must live until this one is. */
void smtp_send(struct smtp *smtp, const struct mail_letter *letter, smtp_done_cb done, void *ctx);

/*
 * Ends what is under way soon: a message that the server has not got all of is
 * broken off, so that it is nobody's; else its answer is waited for a few seconds.
 */
void smtp_hurry(struct smtp *smtp);

/* Takes leave, in a second or two, and frees it. Not while a message is under way. */
void smtp_close(struct smtp *smtp, smtp_closed_cb closed, void *ctx);
