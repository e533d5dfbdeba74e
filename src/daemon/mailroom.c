#include "daemon/mailroom.h"

#include <stdlib.h>
#include <uv.h>

#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "job/env.h"
#include "job/mail.h"

enum { TICK = 30 };			/* seconds between looks for what is to be tried again */

struct mailroom {
	const struct env *env;
	struct mailroom_watcher watcher;
	const struct config *config;
	struct mail *mail;		/* the round under way; NULL: none */
	bool is_wanted_again;
	bool is_anew;			/* the next round is to try all that waits */
	uv_timer_t *timer;		/* NULL once stopped */
};

static bool can_send(const struct mailroom *mailroom)
{
	const struct mail_settings *settings = &mailroom->config->mail;

	return settings->server != NULL || settings->sendmail != NULL;
}

static bool is_same(const struct mail_settings *a, const struct mail_settings *b)
{
	return a->tls == b->tls && str_equal(a->server, b->server) &&
	       str_equal(a->auth_file, b->auth_file) && str_equal(a->ca_file, b->ca_file) &&
	       str_equal(a->sendmail, b->sendmail);
}

static void on_round_over(void *ctx, const struct err *err)
{
	struct mailroom *mailroom = ctx;

	mailroom->mail = NULL;
	if (err != NULL)
		mailroom->watcher.failed(mailroom->watcher.ctx, err);
	if (mailroom->is_wanted_again && mailroom->timer != NULL)
		mailroom_wake(mailroom);
	else
		mailroom->watcher.idle(mailroom->watcher.ctx);
}

static void on_tick(uv_timer_t *timer)
{
	struct mailroom *mailroom = timer->data;

	if (mailroom->mail == NULL)
		mailroom_wake(mailroom);
}

static void on_timer_closed(uv_handle_t *timer)
{
	free(timer);
}

struct mailroom *mailroom_new(const struct env *env, const struct mailroom_watcher *watcher)
{
	struct mailroom *mailroom = mem_new(sizeof(*mailroom));

	mailroom->env = env;
	mailroom->watcher = *watcher;
	mailroom->timer = mem_new(sizeof(*mailroom->timer));
	uv_timer_init(env->loop, mailroom->timer);
	mailroom->timer->data = mailroom;
	return mailroom;
}

void mailroom_free(struct mailroom *mailroom)
{
	free(mailroom);
}

void mailroom_apply(struct mailroom *mailroom, const struct config *config)
{
	const struct config *before = mailroom->config;

	mailroom->config = config;
	if (before == NULL || is_same(&before->mail, &config->mail))
		return;
	mailroom->is_anew = true;
	mailroom_wake(mailroom);
}

void mailroom_start(struct mailroom *mailroom)
{
	mailroom->is_anew = true;
	uv_timer_start(mailroom->timer, on_tick, 0, TICK * 1000);
}

void mailroom_wake(struct mailroom *mailroom)
{
	mailroom->is_wanted_again = mailroom->mail != NULL;
	if (mailroom->mail != NULL || mailroom->timer == NULL)
		return;
	if (!can_send(mailroom)) {
		mailroom->watcher.idle(mailroom->watcher.ctx);
		return;
	}
	mailroom->mail = mail_start(mailroom->env, mailroom->config, mailroom->is_anew,
				    on_round_over, mailroom);
	mailroom->is_anew = false;
}

void mailroom_stop(struct mailroom *mailroom)
{
	if (mailroom->timer == NULL)
		return;
	uv_close((uv_handle_t *)mailroom->timer, on_timer_closed);
	mailroom->timer = NULL;
	if (mailroom->mail != NULL)
		mail_hurry(mailroom->mail);
}

bool mailroom_is_busy(const struct mailroom *mailroom)
{
	return mailroom->mail != NULL;
}
