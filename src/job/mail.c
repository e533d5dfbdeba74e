#include "job/mail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "fetch/smtp.h"
#include "job/credentials.h"
#include "job/env.h"
#include "job/sendmail.h"
#include "job/trace.h"
#include "model/mailing.h"
#include "schedule/resend.h"
#include "store/outbox.h"
#include "store/writer.h"
#include "text/date.h"

enum {
	NOTE_AGAIN_MS	= 5 * 1000,
	LOOK_AGAIN_MS	= 100,
	MOST_LOOKS	= 3000,		/* while an orphan has a message in hand: five minutes */
};

/*
 *	mail_start --> load_later --> on_loaded --> look ----> on_handed_on --> note_later ---+
 *	                    ^             |                                         ^         |
 *	                    |             +--> finish, when none is due             |         |
 *	                    |             +--> note_later, when it is too old       |         |
 *	                    +---------- on_noted <------------------------------------------- +
 *	                                  |  +---------- not noted: once more, later -+
 *	                                  +--> finish, after a trouble of them all
 */
struct mail {
	const struct env *env;
	struct mail_settings settings;	/* strings in the arena */
	struct arena *arena;
	mail_done_cb done;
	void *ctx;
	struct smtp *smtp;		/* NULL: by a program */
	struct sendmail *sendmail;	/* under way */
	char *trace_path;
	int trace;			/* of the message that is handed on, or -1 */
	int looks;			/* in vain, for an orphan of a run before has one in hand */
	struct err trouble;		/* why nothing can be handed on … */
	bool has_trouble;		/* … as is known from the start */
	bool is_anew;			/* nothing was loaded yet, and all that waits is due */
	uv_timer_t timer;
	int open_handles;

	struct arena *letter_arena;	/* of the message at hand */
	struct outbox_due due;
	struct mail_letter letter;
	enum mail_end end;
	struct buf error;
	bool is_given_up;
	int64_t next_try;
	size_t waiting;			/* messages, once this one is noted */

	bool has_failed;		/* the store did */
	struct err err;
};

static void load_later(struct mail *mail);
static void look(struct mail *mail);
static void note_later(struct mail *mail);

static void close_handle(struct mail *mail)
{
	if (--mail->open_handles > 0)
		return;
	mail->done(mail->ctx, mail->has_failed ? &mail->err : NULL);
	arena_free(mail->letter_arena);
	arena_free(mail->arena);
	buf_clear(&mail->error);
	free(mail->trace_path);
	free(mail);
}

static void on_smtp_closed(void *ctx)
{
	close_handle(ctx);
}

static void on_timer_closed(uv_handle_t *handle)
{
	close_handle(handle->data);
}

static void finish(struct mail *mail, const struct err *err)
{
	if (err != NULL) {
		mail->has_failed = true;
		mail->err = *err;
	}
	mail->open_handles = 1;
	if (mail->smtp != NULL) {
		mail->open_handles++;
		smtp_close(mail->smtp, on_smtp_closed, mail);
	}
	uv_close((uv_handle_t *)&mail->timer, on_timer_closed);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* The first failure of a message is news; that it goes on failing is not. */
static void tell(const struct mail *mail)
{
	const struct outbox_due *due = &mail->due;
	const struct log_subject subject = { .digest = due->digest };
	char next[DATE_SIZE];
	const char *error = buf_text(&mail->error);

	date_format(mail->next_try, next);
	if (mail->end == MAIL_ACCEPTED)
		log_about(LOG_LEVEL_INFO, &subject, "edition %s mailed to %s", due->edition,
			  due->recipient);
	else if (mail->is_given_up)
		log_about(LOG_LEVEL_ERROR, &subject, "edition %s is not mailed to %s, for good: %s",
			  due->edition, due->recipient, error);
	else if (due->failures > 0)
		log_debug("mail: still: %s; next try %s", error, next);
	else if (mail->end == MAIL_DEFERRED)
		log_about(LOG_LEVEL_WARNING, &subject,
			  "edition %s is not mailed to %s yet: %s; next try %s", due->edition,
			  due->recipient, error, next);
	else
		log_warning("mail: %s; %zu message%s wait%s, next try %s", error, mail->waiting,
			    plural(mail->waiting), mail->waiting == 1 ? "s" : "", next);
}

static void on_time_to_note(uv_timer_t *timer)
{
	note_later(timer->data);
}

/* What was sent and cannot be noted must not be sent again: nothing else happens until it is. */
static void on_noted(void *ctx, const struct err *err)
{
	struct mail *mail = ctx;

	if (err != NULL && !mail->env->is_stopping) {
		log_error("mail: %s; trying again in a while", err->text);
		uv_timer_start(&mail->timer, on_time_to_note, NOTE_AGAIN_MS, 0);
		return;
	}
	if (err == NULL)
		tell(mail);
	if (err != NULL || (mail->end == MAIL_UNSENDABLE && !mail->is_given_up))
		finish(mail, err);
	else
		load_later(mail);
}

static int note_end(struct store *store, const struct mail *mail, struct err *err)
{
	const struct outbox_failure failure = {
		.error = buf_text(&mail->error), .next_try = mail->next_try,
	};
	int64_t now = clock_now();

	if (mail->end == MAIL_ACCEPTED)
		return outbox_mark_sent(store, mail->due.id, now, err);
	if (mail->is_given_up)
		return outbox_give_up(store, mail->due.id, now, failure.error, err);
	if (mail->end == MAIL_DEFERRED)
		return outbox_postpone(store, mail->due.id, &failure, err);
	return outbox_postpone_all(store, now, &failure, err);
}

/* On the writer's thread. */
static int note(struct store *store, void *ctx, struct err *err)
{
	struct mail *mail = ctx;

	if (note_end(store, mail, err) < 0)
		return -1;
	return outbox_count(store, &mail->waiting, err);
}

static void note_later(struct mail *mail)
{
	writer_submit(mail->env->writer, note, on_noted, mail);
}

static void on_handed_on(void *ctx, const struct mail_result *result)
{
	struct mail *mail = ctx;
	int64_t now = clock_now();

	mail->sendmail = NULL;
	mail->looks = 0;
	if (mail->trace >= 0) {
		if (result->end == MAIL_ACCEPTED && mail->smtp != NULL)
			trace_accept(mail->trace);
		close(mail->trace);
		mail->trace = -1;
	}
	if (mail->env->is_stopping && result->end == MAIL_UNSENDABLE) {
		finish(mail, NULL);		/* we broke it off: that is no failure */
		return;
	}
	mail->end = result->end;
	buf_truncate(&mail->error, 0);
	buf_add_text(&mail->error, result->error);
	mail->is_given_up = result->end == MAIL_REFUSED;
	mail->next_try = now + resend_wait(mail->due.failures + 1);
	note_later(mail);
}

static void hand_on(struct mail *mail)
{
	const struct outbox_due *due = &mail->due;

	mail->letter = (struct mail_letter){
		due->sender, due->recipient, due->message, due->length,
	};
	if (mail->smtp != NULL)
		smtp_send(mail->smtp, &mail->letter, on_handed_on, mail);
	else
		mail->sendmail = sendmail_start(mail->env->loop, &(struct sendmail_order){
			.program = mail->settings.sendmail,
			.trace = mail->trace,
			.letter = &mail->letter,
		}, on_handed_on, mail);
}

static void on_time_to_look(uv_timer_t *timer)
{
	look(timer->data);
}

static void look_again(struct mail *mail)
{
	if (mail->env->is_stopping)
		finish(mail, NULL);
	else if (++mail->looks < MOST_LOOKS)
		uv_timer_start(&mail->timer, on_time_to_look, LOOK_AGAIN_MS, 0);
	else
		on_handed_on(mail, &(struct mail_result){
			MAIL_UNSENDABLE, "a program of an earlier run still has a message in hand",
		});
}

/* The same for a message whenever it is handed on, and for no other. */
static char *make_key(const struct outbox_due *due)
{
	struct hash hash = hash128(due->message, due->length);

	return mem_printf("%s %016" PRIx64 "%016" PRIx64, due->edition, hash.high, hash.low);
}

/* Whether it was accepted already, and we were killed before we noted so. */
static void look(struct mail *mail)
{
	char *key = make_key(&mail->due);
	enum trace_state state = TRACE_FREE;

	if (!mail->has_trouble)
		mail->has_trouble = trace_take(mail->trace_path, key, &state, &mail->trace,
					       &mail->trouble) < 0;
	free(key);
	if (mail->has_trouble)
		on_handed_on(mail, &(struct mail_result){ MAIL_UNSENDABLE, mail->trouble.text });
	else if (state == TRACE_BUSY)
		look_again(mail);
	else if (state == TRACE_ACCEPTED)
		on_handed_on(mail, &(struct mail_result){ MAIL_ACCEPTED, "" });
	else
		hand_on(mail);
}

static void give_up(struct mail *mail)
{
	mail->end = MAIL_REFUSED;
	mail->is_given_up = true;
	buf_truncate(&mail->error, 0);
	buf_printf(&mail->error, "given up after days: %s", mail->due.error);
	note_later(mail);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct mail *mail = ctx;

	if (err != NULL || mail->due.id == 0 || mail->env->is_stopping)
		finish(mail, err);
	else if (mail->due.failures > 0 &&
		 resend_is_hopeless(mail->due.queued, clock_now()))
		give_up(mail);
	else
		look(mail);
}

/* On the writer's thread. */
static int load(struct store *store, void *ctx, struct err *err)
{
	struct mail *mail = ctx;

	if (mail->is_anew && outbox_hasten(store, clock_now(), err) < 0)
		return -1;
	mail->is_anew = false;
	return outbox_load_due(store, mail->letter_arena, clock_now(), &mail->due, err);
}

static void load_later(struct mail *mail)
{
	arena_free(mail->letter_arena);
	mail->letter_arena = arena_new();
	writer_submit(mail->env->writer, load, on_loaded, mail);
}

/* The password is for us: where everybody can read it, it is nobody's. */
static int read_credentials(const char *path, char **credentials, struct err *err)
{
	struct stat status;

	if (path != NULL && stat(path, &status) == 0 && (status.st_mode & S_IROTH) != 0)
		return err_set(err, ERR_CONFIG, "everyone can read %s; chmod o-r it", path);
	return credentials_read(path, credentials, err);
}

static void prepare_server(struct mail *mail)
{
	const struct mail_settings *settings = &mail->settings;
	char *credentials = NULL;

	mail->has_trouble = read_credentials(settings->auth_file, &credentials,
					     &mail->trouble) < 0;
	mail->smtp = smtp_new(mail->env->loop, &(struct smtp_server){
		.url = settings->server,
		.tls = settings->tls,
		.ca_file = settings->ca_file,
		.credentials = str_is_empty(credentials) ? NULL : credentials,
	});
	free(credentials);
}

struct mail *mail_start(const struct env *env, const struct config *config, bool is_anew,
			mail_done_cb done, void *ctx)
{
	const struct mail_settings *settings = &config->mail;
	struct mail *mail = mem_new(sizeof(*mail));

	mail->env = env;
	mail->is_anew = is_anew;
	mail->done = done;
	mail->ctx = ctx;
	mail->arena = arena_new();
	mail->settings = (struct mail_settings){
		.server = arena_dup(mail->arena, settings->server),
		.tls = settings->tls,
		.auth_file = arena_dup(mail->arena, settings->auth_file),
		.ca_file = arena_dup(mail->arena, settings->ca_file),
		.sendmail = arena_dup(mail->arena, settings->sendmail),
	};
	mail->trace_path = file_join(config->state, "mail.hand");
	mail->trace = -1;
	uv_timer_init(env->loop, &mail->timer);
	mail->timer.data = mail;
	if (mail->settings.server != NULL)
		prepare_server(mail);
	load_later(mail);
	return mail;
}

void mail_hurry(struct mail *mail)
{
	if (uv_is_active((uv_handle_t *)&mail->timer))
		uv_timer_start(&mail->timer, mail->looks > 0 ? on_time_to_look : on_time_to_note, 0,
			       0);
	if (mail->smtp != NULL)
		smtp_hurry(mail->smtp);
	if (mail->sendmail != NULL)
		sendmail_hurry(mail->sendmail);
}
