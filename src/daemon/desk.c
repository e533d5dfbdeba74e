#include "daemon/desk.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "control/endpoint.h"
#include "control/server.h"
#include "daemon/engine.h"
#include "daemon/metrics.h"
#include "daemon/pulse.h"
#include "daemon/reload.h"
#include "daemon/roster.h"
#include "job/poll.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "text/date.h"

/* Somebody who wants to hear how the next poll of a feed ends. */
struct waiter {
	struct waiter *next;
	struct server_call *call;
	char *url;
};

struct desk {
	struct engine *engine;
	struct reload *reload;
	const struct pulse *pulse;
	const struct metrics *metrics;
	struct endpoint endpoint;
	struct server *server;
	struct waiter *waiters;
};

static void answer(struct server_call *call, json_t *result)
{
	server_call_answer(call, &(struct protocol_reply){.result = result});
	json_decref(result);
}

static void fail(struct server_call *call, struct err *err)
{
	server_call_answer(call, &(struct protocol_reply){
		.code = (int)err->code, .error = err->text,
	});
}

/* --- refresh --- */

static json_t *outcome_json(const struct subscription *subscription,
			    const struct poll_outcome *outcome)
{
	return json_pack("{s:s, s:s, s:I, s:I}",
		"url", subscription->state.url,
		"last_result", feed_result_text(outcome->result),
		"added", (json_int_t)outcome->added,
		"changed", (json_int_t)outcome->changed);
}

static void tell_outcome(struct server_call *call, const struct subscription *subscription,
			 const struct poll_outcome *outcome, const struct err *err)
{
	struct err why;

	if (err == NULL && !feed_result_is_failure(outcome->result)) {
		answer(call, outcome_json(subscription, outcome));
		return;
	}
	err_set(&why, ERR_TRY_LATER, "%s: %s", subscription->state.url,
		err != NULL ? err->text : outcome->error);
	fail(call, &why);
}

static void wait_for_poll(struct desk *desk, struct server_call *call, const char *url)
{
	struct waiter *waiter = mem_new(sizeof(*waiter));

	*waiter = (struct waiter){
		.next = desk->waiters, .call = call, .url = mem_dup(url),
	};
	desk->waiters = waiter;
}

/* Takes the waiter out of the list. */
static struct server_call *dismiss(struct waiter **place)
{
	struct waiter *waiter = *place;
	struct server_call *call = waiter->call;

	*place = waiter->next;
	free(waiter->url);
	free(waiter);
	return call;
}

static void refuse_refresh(struct server_call *call, const char *url,
			   const struct roster_refresh *done)
{
	struct err err;

	if (done->subscription == NULL)
		err_set(&err, ERR_USAGE, "%s is not followed; granola status lists what is", url);
	else if (done->gone > 0)
		err_set(&err, ERR_DATA, "%s is gone for good: its server said 410", url);
	else if (done->told_to_wait > 0)
		err_set(&err, ERR_TRY_LATER, "%s: its server wants to be left alone for another "
			"%lld s", url, (long long)done->wait);
	else
		err_set(&err, ERR_TRY_LATER, "%s was polled less than a minute ago; it can be "
			"again in %lld s", url, (long long)done->wait);
	fail(call, &err);
}

static void refresh(struct desk *desk, struct server_call *call,
		    const struct protocol_request *request)
{
	struct roster_refresh done;

	roster_refresh(desk->engine->roster, request->url, &done);
	if (request->url == NULL)
		answer(call, json_pack("{s:I, s:I, s:I, s:I, s:I}",
			"begun", (json_int_t)done.begun,
			"polling", (json_int_t)done.polling,
			"too_soon", (json_int_t)done.too_soon,
			"told_to_wait", (json_int_t)done.told_to_wait,
			"gone", (json_int_t)done.gone));
	else if (done.begun + done.polling > 0)
		wait_for_poll(desk, call, request->url);
	else
		refuse_refresh(call, request->url, &done);
}

/* --- reload --- */

static void on_reload_told(void *ctx, const struct reload_report *report)
{
	json_t *result = json_pack("{s:I, s:I}", "feeds", (json_int_t)report->feed_count,
				   "digests", (json_int_t)report->digest_count);
	struct buf error = {0};

	if (report->err != NULL)
		buf_printf(&error, "%s; the configuration stays as it was", report->err->text);
	server_call_answer(ctx, &(struct protocol_reply){
		.code = report->err != NULL ? (int)report->err->code : 0,
		.error = report->err != NULL ? error.data : NULL,
		.text = report->diagnostics,
		.result = result,
	});
	buf_clear(&error);
	json_decref(result);
}

static void reload(struct desk *desk, struct server_call *call,
		   const struct protocol_request *request)
{
	(void)request;
	reload_ask(desk->reload, on_reload_told, call);
}

/* --- status: what only the daemon knows; all else is in the store --- */

static void status(struct desk *desk, struct server_call *call,
		   const struct protocol_request *request)
{
	const struct engine *engine = desk->engine;
	int64_t down_since = vigil_down_since(engine->env.vigil);
	char since[DATE_SIZE];

	(void)request;
	answer(call, json_pack("{s:s?, s:f, s:I, s:I, s:I}",
		"network_down_since", down_since != 0 ? date_format(down_since, since) : NULL,
		"loop_stall_ms", pulse_longest_ms(desk->pulse),
		"feeds", (json_int_t)roster_count(engine->roster),
		"polling", (json_int_t)roster_polling(engine->roster),
		"overdue", (json_int_t)roster_overdue(engine->roster)));
}

static void metrics(struct desk *desk, struct server_call *call,
		    const struct protocol_request *request)
{
	struct buf text = {0};

	(void)request;
	metrics_add(desk->metrics, &text);
	answer(call, json_pack("{s:s}", "text", buf_text(&text)));
	buf_clear(&text);
}

/* --- the table --- */

static const struct command_row {
	const char *name;
	bool is_for_all;		/* who may open the socket; else our own user and root */
	void (*run)(struct desk *desk, struct server_call *call,
		    const struct protocol_request *request);
} rows[] = {
	{"refresh",	false,	refresh},
	{"reload",	false,	reload},
	{"status",	true,	status},
	{"metrics",	true,	metrics},
};

static const struct command_row *find_row(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (str_equal(rows[i].name, name))
			return &rows[i];
	}
	return NULL;
}

static void on_called(void *ctx, struct server_call *call, const struct protocol_request *request)
{
	const struct command_row *row = find_row(request->command);
	struct err err;

	if (row == NULL) {
		err_set(&err, ERR_USAGE, "the daemon knows no command '%.40s'; it may be of "
			"another version", request->command);
		fail(call, &err);
	} else if (!row->is_for_all && !server_call_is_trusted(call)) {
		err_set(&err, ERR_UNAVAILABLE, "only root and the daemon's own user may ask for %s",
			row->name);
		fail(call, &err);
	} else {
		row->run(ctx, call, request);
	}
}

int desk_open(struct desk **out, const struct desk_sources *sources, struct err *err)
{
	struct engine *engine = sources->engine;
	struct desk *desk = mem_new(sizeof(*desk));

	desk->engine = engine;
	desk->reload = sources->reload;
	desk->pulse = sources->pulse;
	desk->metrics = sources->metrics;
	if (endpoint_open(&desk->endpoint, engine->config->state, err) < 0 ||
	    server_new(&desk->server, &engine->loop, desk->endpoint.fd,
		       &(struct server_handler){ on_called, desk }, err) < 0) {
		desk_close(desk);
		return -1;
	}
	*out = desk;
	return 0;
}

void desk_note_polled(struct desk *desk, const struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	struct waiter **place = &desk->waiters;

	while (*place != NULL) {
		if (str_equal((*place)->url, subscription->state.url))
			tell_outcome(dismiss(place), subscription, outcome, err);
		else
			place = &(*place)->next;
	}
}

void desk_note_reloaded(struct desk *desk)
{
	struct waiter **place = &desk->waiters;
	struct err err;

	while (*place != NULL) {
		if (roster_follows(desk->engine->roster, (*place)->url)) {
			place = &(*place)->next;
			continue;
		}
		err_set(&err, ERR_TRY_LATER, "%s is followed no more", (*place)->url);
		fail(dismiss(place), &err);
	}
}

void desk_close(struct desk *desk)
{
	struct err err;

	if (desk == NULL)
		return;
	err_set(&err, ERR_UNAVAILABLE, "the daemon stops");
	while (desk->waiters != NULL)
		fail(dismiss(&desk->waiters), &err);
	server_close(desk->server);
	endpoint_close(&desk->endpoint);
	free(desk);
}
