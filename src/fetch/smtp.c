#include "fetch/smtp.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fetch/reply.h"
#include "fetch/wire.h"

enum {
	ANSWER_MS	= 5 * 60 * 1000,	/* to a command … */
	ACCEPT_MS	= 10 * 60 * 1000,	/* … and to a message */
	HURRIED_MS	= 4 * 1000,
	LEAVE_MS	= 2 * 1000,
	WHY_SIZE	= 500,
};

/*
 *	        smtp_send                                        smtp_close
 *	            |                                                |
 *	APART --> OPENING --> MAIL --> RCPT --> DATA --> TEXT --> READY --> LEAVING --> freed
 *	  ^         |          |^       |        |        |         |
 *	  |         |          |+-- RESET <-- refused ----+     smtp_send: MAIL
 *	  +---------+-- broken +--------+--------+--------+
 *
 * Each state but APART and READY waits for what the server says to it.
 */
enum smtp_state {
	SMTP_APART,
	SMTP_OPENING,
	SMTP_RESET,
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_TEXT,
	SMTP_READY,
	SMTP_LEAVING,
};

struct smtp {
	uv_loop_t *loop;
	char *url;
	char *ca_file;
	char *credentials;
	enum mail_tls tls;
	long patience_ms;
	enum smtp_state state;
	struct wire *wire;		/* NULL: apart */
	bool needs_reset;		/* the server was told of a message that it did not take */
	bool is_hurried;
	const struct mail_letter *letter;
	smtp_done_cb done;
	void *ctx;
	struct err err;			/* why there is no wire */
	uv_timer_t timer;		/* patience, or for what is to happen later */
	int open_wires;			/* and the timer, once it is closing */
	bool is_closing;
	smtp_closed_cb closed;
	void *closed_ctx;
};

static void free_if_closed(struct smtp *smtp)
{
	if (!smtp->is_closing || smtp->open_wires > 0)
		return;
	smtp->closed(smtp->closed_ctx);
	free(smtp->url);
	free(smtp->ca_file);
	free(smtp->credentials);
	free(smtp);
}

static void on_wire_closed(void *ctx)
{
	struct smtp *smtp = ctx;

	smtp->open_wires--;
	free_if_closed(smtp);
}

static void part(struct smtp *smtp)
{
	if (smtp->wire != NULL)
		wire_close(smtp->wire, on_wire_closed, smtp);
	smtp->wire = NULL;
	smtp->state = SMTP_APART;
	smtp->needs_reset = false;
}

static void finish(struct smtp *smtp, enum mail_end end, const char *error)
{
	const struct mail_result result = { end, error };

	uv_timer_stop(&smtp->timer);
	smtp->letter = NULL;
	smtp->done(smtp->ctx, &result);
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct smtp *smtp = handle->data;

	smtp->open_wires--;
	free_if_closed(smtp);
}

static void take_down(struct smtp *smtp)
{
	part(smtp);
	smtp->is_closing = true;
	smtp->open_wires++;
	uv_close((uv_handle_t *)&smtp->timer, on_timer_closed);
}

/* There is no more to be had from this connection. */
static void break_off(struct smtp *smtp, const char *why)
{
	bool is_leaving = smtp->state == SMTP_LEAVING, is_idle = smtp->letter == NULL;
	bool is_about_it = smtp->state == SMTP_RCPT || smtp->state == SMTP_DATA ||
			   smtp->state == SMTP_TEXT;
	char text[WHY_SIZE];

	snprintf(text, sizeof(text), "%s", why);
	if (is_leaving) {
		take_down(smtp);
		return;
	}
	part(smtp);
	if (!is_idle)
		finish(smtp, is_about_it && !smtp->is_hurried ? MAIL_DEFERRED : MAIL_UNSENDABLE,
		       text);
}

static void on_impatient(uv_timer_t *timer)
{
	struct smtp *smtp = timer->data;
	char why[WHY_SIZE];

	snprintf(why, sizeof(why), "%s does not answer in time", wire_name(smtp->wire));
	break_off(smtp, why);
}

static void wait(struct smtp *smtp, long ms)
{
	if (smtp->patience_ms > 0)
		ms = smtp->patience_ms;
	if (smtp->is_hurried && ms > HURRIED_MS)
		ms = HURRIED_MS;
	uv_timer_start(&smtp->timer, on_impatient, (uint64_t)ms, 0);
}

__attribute__((format(printf, 3, 4)))
static void say(struct smtp *smtp, enum smtp_state state, const char *format, ...)
{
	char line[WHY_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	smtp->state = state;
	wait(smtp, ANSWER_MS);
	wire_send(smtp->wire, line, strlen(line));
	wire_send(smtp->wire, "\r\n", 2);
}

static void begin(struct smtp *smtp)
{
	if (smtp->needs_reset)
		say(smtp, SMTP_RESET, "RSET");
	else
		say(smtp, SMTP_MAIL, "MAIL FROM:<%s>", smtp->letter->sender);
	smtp->needs_reset = false;
}

/* Points at the start of a line are doubled (RFC 5321, section 4.5.2). */
static void say_text(struct smtp *smtp)
{
	const char *at = smtp->letter->message, *end = at + smtp->letter->length, *eol;
	struct buf text = {0};

	while (at < end) {
		eol = memchr(at, '\n', (size_t)(end - at));
		eol = eol != NULL ? eol + 1 : end;
		if (*at == '.')
			buf_add_char(&text, '.');
		buf_add(&text, at, (size_t)(eol - at));
		at = eol;
	}
	if (text.length > 0 && !buf_ends_with(&text, "\r\n"))
		buf_add_text(&text, "\r\n");
	buf_add_text(&text, ".\r\n");
	smtp->state = SMTP_TEXT;
	wait(smtp, ACCEPT_MS);
	wire_send(smtp->wire, text.data, text.length);
	buf_clear(&text);
}

static void say_recipient(struct smtp *smtp)
{
	say(smtp, SMTP_RCPT, "RCPT TO:<%s>", smtp->letter->recipient);
}

static void say_data(struct smtp *smtp)
{
	say(smtp, SMTP_DATA, "DATA");
}

static void accepted(struct smtp *smtp)
{
	smtp->state = SMTP_READY;
	finish(smtp, MAIL_ACCEPTED, NULL);
}

/*
 * What a state goes on with, and how the message ends if the answer is a 4xx or a
 * 5xx. Until the recipient is named it is not about the message: somebody has
 * to do something about the server or the sender.
 */
static const struct step {
	int wanted;			/* the first digit */
	void (*go_on)(struct smtp *smtp);
	enum mail_end if_transient;
	enum mail_end if_permanent;
} steps[] = {
	[SMTP_RESET]	= { 2, begin, MAIL_UNSENDABLE, MAIL_UNSENDABLE },
	[SMTP_MAIL]	= { 2, say_recipient, MAIL_UNSENDABLE, MAIL_UNSENDABLE },
	[SMTP_RCPT]	= { 2, say_data, MAIL_DEFERRED, MAIL_REFUSED },
	[SMTP_DATA]	= { 3, say_text, MAIL_DEFERRED, MAIL_REFUSED },
	[SMTP_TEXT]	= { 2, accepted, MAIL_DEFERRED, MAIL_REFUSED },
};

enum {
	SERVICE_ENDS	= 421,		/* RFC 5321, section 4.2.3 */
	LOGIN_NEEDED	= 530,		/* RFC 4954, section 6 */
};

static void refuse(struct smtp *smtp, const struct step *step, const struct reply *reply)
{
	bool has_text = smtp->state == SMTP_TEXT;
	char why[WHY_SIZE];

	snprintf(why, sizeof(why), "%s answers: %s", wire_name(smtp->wire), reply->text);
	if (reply->code == LOGIN_NEEDED || (reply->code == SERVICE_ENDS && !has_text)) {
		smtp->state = SMTP_MAIL;	/* whatever message it is */
		break_off(smtp, why);
		return;
	}
	smtp->state = SMTP_READY;
	smtp->needs_reset = true;
	finish(smtp, reply->code >= 500 ? step->if_permanent : step->if_transient, why);
}

static void on_reply(struct smtp *smtp, const struct reply *reply)
{
	const struct step *step = &steps[smtp->state];
	char why[WHY_SIZE];

	if (reply->code / 100 == step->wanted) {
		step->go_on(smtp);
	} else if (reply->code >= 400) {
		refuse(smtp, step, reply);
	} else {
		snprintf(why, sizeof(why), "%s answers what makes no sense: %s",
			 wire_name(smtp->wire), reply->text);
		break_off(smtp, why);
	}
}

/* Whoever speaks unasked is about to hang up, as after too long a silence. */
static void on_received(void *ctx, struct buf *bytes)
{
	struct smtp *smtp = ctx;
	struct reply reply;

	while (smtp->wire != NULL && reply_take(&reply, bytes)) {
		if (smtp->state == SMTP_READY || smtp->state == SMTP_LEAVING ||
		    smtp->state == SMTP_OPENING)
			break_off(smtp, reply.text);
		else
			on_reply(smtp, &reply);
	}
}

static void on_opened(void *ctx)
{
	begin(ctx);
}

static void on_failed(void *ctx, const char *why)
{
	break_off(ctx, why);
}

static void on_not_open(uv_timer_t *timer)
{
	struct smtp *smtp = timer->data;

	finish(smtp, MAIL_UNSENDABLE, smtp->err.text);
}

static void open_wire(struct smtp *smtp)
{
	const struct wire_options options = {
		.url = smtp->url,
		.tls = smtp->tls,
		.ca_file = smtp->ca_file,
		.credentials = smtp->credentials,
		.connect_ms = smtp->is_hurried ? HURRIED_MS : smtp->patience_ms,
	};

	if (wire_open(&smtp->wire, smtp->loop, &options, &(struct wire_events){
		.opened = on_opened,
		.received = on_received,
		.failed = on_failed,
		.ctx = smtp,
	}, &smtp->err) < 0) {
		smtp->wire = NULL;
		uv_timer_start(&smtp->timer, on_not_open, 0, 0);
		return;
	}
	smtp->open_wires++;
	smtp->state = SMTP_OPENING;
}

struct smtp *smtp_new(uv_loop_t *loop, const struct smtp_server *server)
{
	struct smtp *smtp = mem_new(sizeof(*smtp));

	smtp->loop = loop;
	smtp->url = mem_dup(server->url);
	smtp->ca_file = mem_dup(server->ca_file);
	smtp->credentials = mem_dup(server->credentials);
	smtp->tls = server->tls;
	smtp->patience_ms = server->patience_ms;
	uv_timer_init(loop, &smtp->timer);
	smtp->timer.data = smtp;
	return smtp;
}

void smtp_send(struct smtp *smtp, const struct mail_letter *letter, smtp_done_cb done, void *ctx)
{
	smtp->letter = letter;
	smtp->done = done;
	smtp->ctx = ctx;
	if (smtp->state == SMTP_APART)
		open_wire(smtp);
	else
		begin(smtp);
}

static void on_broken_off(uv_timer_t *timer)
{
	break_off(timer->data, "broken off");
}

void smtp_hurry(struct smtp *smtp)
{
	smtp->is_hurried = true;
	if (smtp->letter == NULL || smtp->wire == NULL)
		return;
	if (smtp->state == SMTP_TEXT && wire_is_sent(smtp->wire))
		wait(smtp, HURRIED_MS);
	else
		uv_timer_start(&smtp->timer, on_broken_off, 0, 0);
}

static void on_leave_taken(uv_timer_t *timer)
{
	take_down(timer->data);
}

void smtp_close(struct smtp *smtp, smtp_closed_cb closed, void *ctx)
{
	smtp->closed = closed;
	smtp->closed_ctx = ctx;
	if (smtp->state == SMTP_READY)
		say(smtp, SMTP_LEAVING, "QUIT");
	else
		smtp->state = SMTP_LEAVING;
	uv_timer_start(&smtp->timer, on_leave_taken,
		       smtp->wire != NULL && !smtp->is_hurried ? LEAVE_MS : 0, 0);
}
