#include "config.h"

#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "cli/arguments.h"
#include "cli/ask.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "cli/status_mail.h"
#include "config/config.h"
#include "control/client.h"
#include "schedule/attention.h"
#include "schedule/ledger.h"
#include "store/feeds.h"
#include "store/outbox.h"
#include "store/store.h"

enum { PATIENCE = 2 };		/* seconds: a daemon that is too busy to answer is told so */

/* What there is to show: read at once, shown as a table or as JSON. */
struct status {
	const struct config *config;
	struct map *settings;		/* struct feed_settings by URL */
	struct feed_state *states;
	size_t count;
	struct arena *arena;
	struct outbox_list mail;	/* in the arena */
	bool failing_only;
	bool must_run;
	bool is_running;
	int64_t pid;
	int64_t since;
	int64_t now;
	json_t *daemon;			/* what it says itself; NULL: nothing */
	struct err silence;		/* … and why */
};

static bool needs_attention(const struct status *status, const struct feed_state *state)
{
	return attention_of(state, status->now).kind != ATTENTION_NONE;
}

static bool is_shown(const struct status *status, const struct feed_state *state)
{
	return !status->failing_only || state->is_gone ||
	       feed_result_is_failure(state->last_result) || needs_attention(status, state);
}

static const char *title_of(const struct status *status, const struct feed_state *state)
{
	return feed_title(map_get(status->settings, state->url), state);
}

static const char *group_of(const struct status *status, const struct feed_state *state)
{
	const struct feed_settings *settings = map_get(status->settings, state->url);

	return settings != NULL ? settings->group : NULL;
}

/* What a person should know of a feed that answers. To be freed; NULL: nothing. */
static char *advice_on(const struct status *status, const struct feed_state *state)
{
	struct attention attention = attention_of(state, status->now);
	char when[OUTPUT_WHEN_SIZE];

	switch (attention.kind) {
	case ATTENTION_MOVED:
		return mem_printf("has moved for good: put %s in the config", state->fetch_url);
	case ATTENTION_SILENT:
		return mem_printf("its newest entry came %s: it may have been given up",
				  output_when(when, attention.since, status->now));
	case ATTENTION_UNDATED:
		return mem_dup("its entries have no dates: they count as new when first seen");
	default:
		return NULL;
	}
}

static json_t *attention_json(const struct status *status, const struct feed_state *state)
{
	struct attention attention = attention_of(state, status->now);

	if (attention.kind == ATTENTION_NONE)
		return json_null();
	return json_pack("{s:s, s:o}", "what", attention_text(attention.kind),
			 "since", output_json_time(attention.since));
}

static json_t *week_json(const struct status *status, const struct feed_state *state)
{
	struct ledger_counts week = ledger_week(state, status->now);

	return json_pack("{s:I, s:I, s:I, s:I}",
		"requests", (json_int_t)week.requests,
		"not_modified", (json_int_t)week.unchanged,
		"failures", (json_int_t)week.failures,
		"entries", (json_int_t)week.entries);
}

static json_t *feed_json(const struct status *status, const struct feed_state *state)
{
	return json_pack("{s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o}",
		"url", state->url,
		"title", output_json_text(title_of(status, state)),
		"group", output_json_text(group_of(status, state)),
		"last_result", feed_result_text(state->last_result),
		"error", output_json_text(state->last_error),
		"last_fetch", output_json_time(state->last_fetch),
		"last_success", output_json_time(state->last_success),
		"next_fetch", output_json_time(state->is_gone ? 0 : state->next_due),
		"next_because", output_json_text(state->is_gone ? NULL :
						 feed_reason_text(state->due_reason)),
		"failing_since", output_json_time(state->failing_since),
		"failures", (json_int_t)state->failures,
		"entries", (json_int_t)state->entries,
		"week", week_json(status, state),
		"attention", attention_json(status, state));
}

static json_t *daemon_json(const struct status *status)
{
	json_t *daemon = json_pack("{s:b, s:s, s:o, s:o, s:n, s:n}",
		"running", status->is_running,
		"version", PACKAGE_VERSION,
		"pid", status->is_running ? json_integer(status->pid) : json_null(),
		"since", output_json_time(status->is_running ? status->since : 0),
		"network_down_since", "loop_stall_ms");

	if (status->daemon != NULL)
		json_object_update(daemon, status->daemon);
	return daemon;
}

static void print_json(const struct status *status)
{
	json_t *feeds = json_array();
	size_t i;

	for (i = 0; i < status->count; i++) {
		if (is_shown(status, &status->states[i]))
			json_array_append_new(feeds, feed_json(status, &status->states[i]));
	}
	output_json(json_pack("{s:o, s:o, s:o}", "daemon", daemon_json(status), "feeds", feeds,
			      "mail", status_mail_json(&status->mail)));
}

/* "71%" of the requests brought nothing new, or "-" if there were none. */
static const char *share(char out[8], uint32_t part, uint32_t whole)
{
	if (whole == 0)
		snprintf(out, 8, "-");
	else
		snprintf(out, 8, "%u%%", (unsigned)(100.0 * part / whole + 0.5));
	return out;
}

static void print_feed(const struct status *status, const struct feed_state *state)
{
	struct ledger_counts week = ledger_week(state, status->now);
	char last[OUTPUT_WHEN_SIZE], next[OUTPUT_WHEN_SIZE], unchanged[8];
	const char *title = title_of(status, state);
	char *advice = advice_on(status, state);

	output_print("%-14s %10s %10s %-10s %5u %5s %7lld  %s\n",
		     feed_result_text(state->last_result),
		     output_when(last, state->last_fetch, status->now),
		     output_when(next, state->is_gone ? 0 : state->next_due, status->now),
		     state->is_gone ? "gone" : feed_reason_text(state->due_reason), week.requests,
		     share(unchanged, week.unchanged, week.requests), (long long)state->entries,
		     title != NULL ? title : state->url);
	if (feed_result_is_failure(state->last_result) && state->last_error != NULL)
		output_print("%14s %s\n", "", state->last_error);
	if (advice != NULL)
		output_print("%14s %s\n", "", advice);
	free(advice);
}

/* Since when the daemon has reached nobody, as it tells it; NULL: it does. */
static const char *network_down_since(const struct status *status)
{
	return json_string_value(json_object_get(status->daemon, "network_down_since"));
}

static void print_daemon(const struct status *status)
{
	char since[OUTPUT_WHEN_SIZE];

	if (!status->is_running) {
		printf("granola %s is not running\n", PACKAGE_VERSION);
		return;
	}
	printf("granola %s is running (pid %lld, started %s)\n", PACKAGE_VERSION,
	       (long long)status->pid, output_when(since, status->since, status->now));
	if (status->daemon == NULL)
		printf("It says nothing more: %s\n", status->silence.text);
	else
		printf("%lld being polled, %lld overdue; it was kept from answering for %.0f ms "
		       "at most\n",
		       json_integer_value(json_object_get(status->daemon, "polling")),
		       json_integer_value(json_object_get(status->daemon, "overdue")),
		       json_real_value(json_object_get(status->daemon, "loop_stall_ms")));
	if (network_down_since(status) != NULL)
		printf("Our network seems to be down: nobody has been reached since %s\n",
		       network_down_since(status));
}

static void print_table(const struct status *status)
{
	size_t failing = 0, troubled = 0, i;

	print_daemon(status);
	for (i = 0; i < status->count; i++) {
		failing += feed_result_is_failure(status->states[i].last_result);
		troubled += needs_attention(status, &status->states[i]);
	}
	printf("%zu feeds, %zu failing, %zu in need of attention\n\n", status->count, failing,
	       troubled);
	printf("%-14s %10s %10s %-10s %5s %5s %7s  %s\n", "LAST RESULT", "LAST TRY", "NEXT TRY",
	       "WHY THEN", "WEEK", "304", "ENTRIES", "FEED");
	for (i = 0; i < status->count; i++) {
		if (is_shown(status, &status->states[i]))
			print_feed(status, &status->states[i]);
	}
	status_mail_print(&status->mail, status->now);
}

static void ask(struct status *status)
{
	const struct client_call call = { status->config->state, PATIENCE };
	struct protocol_reply reply;

	if (!status->is_running ||
	    client_ask(&call, &(struct protocol_request){ .command = "status" }, &reply,
		       &status->silence) < 0)
		return;
	if (reply.code == 0 && json_is_object(reply.result))
		status->daemon = json_incref(reply.result);
	else
		err_set(&status->silence, ERR_UNAVAILABLE, "%s",
			reply.error != NULL ? reply.error : "its answer is no object");
	protocol_reply_clear(&reply);
}

static int load(struct status *status, struct store **store, struct err *err)
{
	const struct config *config = status->config;
	size_t i;

	for (i = 0; i < config->feed_count; i++)
		map_put(status->settings, config->feeds[i].url, &config->feeds[i]);
	status->now = clock_now();
	status->is_running = store_find_writer(config->state, &status->pid, &status->since);
	if (status->must_run && !status->is_running)
		return err_set(err, ERR_UNAVAILABLE, "no daemon runs for %s", config->state);
	ask(status);
	if (store_open(store, config->state, STORE_READ, err) < 0 ||
	    outbox_load(*store, status->arena, status->now - OUTBOX_NEWS, &status->mail,
			err) < 0)
		return -1;
	return feeds_load(*store, &status->states, &status->count, err);
}

/* One line and an exit status, as programs that watch others want it. */
static int check(const struct status *status, struct err *err)
{
	size_t troubled = 0, i;

	for (i = 0; i < status->count; i++)
		troubled += needs_attention(status, &status->states[i]);
	if (status->daemon == NULL)
		return err_set(err, ERR_UNAVAILABLE, "%s", status->silence.text);
	if (network_down_since(status) != NULL)
		return err_set(err, ERR_TRY_LATER, "our network seems to be down: nobody has "
			       "been reached since %s", network_down_since(status));
	if (troubled > 0)
		return err_set(err, ERR_TRY_LATER, "%zu of %zu feeds need attention; "
			       "granola status --failing names them", troubled, status->count);
	printf("%zu feeds, all well\n", status->count);
	return 0;
}

static int show(const struct status *status, const struct arguments *arguments, struct err *err)
{
	if (arguments_has(arguments, "check"))
		return check(status, err);
	if (arguments_has(arguments, "json"))
		print_json(status);
	else
		print_table(status);
	return 0;
}

static int print_metrics(const struct arguments *arguments, struct err *err)
{
	struct protocol_reply reply;
	const char *text;

	if (ask_daemon(&reply, &(struct protocol_request){ .command = "metrics" }, arguments,
		       err) < 0)
		return -1;
	text = json_string_value(json_object_get(reply.result, "text"));
	if (text != NULL)
		fputs(text, stdout);
	protocol_reply_clear(&reply);
	return 0;
}

int command_status(const struct arguments *arguments, struct err *err)
{
	struct status status = {
		.failing_only = arguments_has(arguments, "failing"),
		.must_run = arguments_has(arguments, "check"),
	};
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	if (arguments_has(arguments, "metrics"))
		return print_metrics(arguments, err);
	status.settings = map_new();
	status.arena = arena_new();
	if (setup_config(&config, arguments, err) == 0) {
		status.config = config;
		result = load(&status, &store, err);
	}
	if (result == 0)
		result = show(&status, arguments, err);
	json_decref(status.daemon);
	feed_states_free(status.states, status.count);
	map_free(status.settings);
	arena_free(status.arena);
	store_close(store);
	config_free(config);
	return result;
}
