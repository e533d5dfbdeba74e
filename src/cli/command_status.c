#include "config.h"

#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/map.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "store/feeds.h"
#include "store/store.h"

/* What there is to show: read at once, shown as a table or as JSON. */
struct status {
	const struct config *config;
	struct map *settings;		/* struct feed_settings by URL */
	struct feed_state *states;
	int64_t *entries;
	size_t count;
	bool failing_only;
	bool is_running;
	int64_t pid;
	int64_t since;
};

static bool is_shown(const struct status *status, const struct feed_state *state)
{
	return !status->failing_only || state->is_gone ||
	       feed_result_is_failure(state->last_result);
}

static const char *title_of(const struct status *status, const struct feed_state *state)
{
	const struct feed_settings *settings = map_get(status->settings, state->url);

	if (settings != NULL && settings->title != NULL)
		return settings->title;
	return state->title;
}

static const char *group_of(const struct status *status, const struct feed_state *state)
{
	const struct feed_settings *settings = map_get(status->settings, state->url);

	return settings != NULL ? settings->group : NULL;
}

static json_t *feed_json(const struct status *status, const struct feed_state *state,
			 int64_t entries)
{
	return json_pack("{s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:I}",
		"url", state->url,
		"title", output_json_text(title_of(status, state)),
		"group", output_json_text(group_of(status, state)),
		"last_result", feed_result_text(state->last_result),
		"error", output_json_text(state->last_error),
		"last_fetch", output_json_time(state->last_fetch),
		"last_success", output_json_time(state->last_success),
		"next_fetch", output_json_time(state->is_gone ? 0 : state->next_due),
		"failing_since", output_json_time(state->failing_since),
		"failures", (json_int_t)state->failures,
		"entries", (json_int_t)entries);
}

static void print_json(const struct status *status)
{
	json_t *feeds = json_array();
	json_t *daemon = json_pack("{s:b, s:s, s:o, s:o, s:n}",
		"running", status->is_running,
		"version", PACKAGE_VERSION,
		"pid", status->is_running ? json_integer(status->pid) : json_null(),
		"since", output_json_time(status->is_running ? status->since : 0),
		"loop_stall_ms");
	size_t i;

	for (i = 0; i < status->count; i++) {
		if (is_shown(status, &status->states[i]))
			json_array_append_new(feeds, feed_json(status, &status->states[i],
							       status->entries[i]));
	}
	output_json(json_pack("{s:o, s:o}", "daemon", daemon, "feeds", feeds));
}

static void print_feed(const struct status *status, const struct feed_state *state,
		       int64_t entries, int64_t now)
{
	const char *title = title_of(status, state);
	char last[32], next[32];

	output_print("%-13s %10s %10s %8lld  %s\n", feed_result_text(state->last_result),
		     output_when(last, state->last_fetch, now),
		     output_when(next, state->is_gone ? 0 : state->next_due, now),
		     (long long)entries, title != NULL ? title : state->url);
	if (feed_result_is_failure(state->last_result) && state->last_error != NULL)
		output_print("%13s %s\n", "", state->last_error);
}

static void print_table(const struct status *status)
{
	int64_t now = clock_now();
	size_t failing = 0, i;
	char since[32];

	if (status->is_running)
		printf("granola %s is running (pid %lld, started %s)\n", PACKAGE_VERSION,
		       (long long)status->pid, output_when(since, status->since, now));
	else
		printf("granola %s is not running\n", PACKAGE_VERSION);
	for (i = 0; i < status->count; i++)
		failing += feed_result_is_failure(status->states[i].last_result);
	printf("%zu feeds, %zu failing\n\n", status->count, failing);
	printf("%-13s %10s %10s %8s  %s\n", "LAST RESULT", "LAST TRY", "NEXT TRY", "ENTRIES",
	       "FEED");
	for (i = 0; i < status->count; i++) {
		if (is_shown(status, &status->states[i]))
			print_feed(status, &status->states[i], status->entries[i], now);
	}
}

static int load(struct status *status, struct store *store, struct err *err)
{
	const struct config *config = status->config;
	size_t i;

	for (i = 0; i < config->feed_count; i++)
		map_put(status->settings, config->feeds[i].url, &config->feeds[i]);
	status->is_running = store_find_writer(config->state, &status->pid, &status->since);
	if (feeds_load(store, &status->states, &status->count, err) < 0)
		return -1;
	return feeds_count_entries(store, status->states, status->count, &status->entries, err);
}

static void show(const struct status *status, bool as_json)
{
	if (as_json)
		print_json(status);
	else
		print_table(status);
}

int command_status(const struct arguments *arguments, struct err *err)
{
	struct status status = {.failing_only = arguments_has(arguments, "failing")};
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	status.settings = map_new();
	if (setup_config(&config, arguments, err) == 0 &&
	    store_open(&store, config->state, STORE_READ, err) == 0) {
		status.config = config;
		result = load(&status, store, err);
	}
	if (result == 0)
		show(&status, arguments_has(arguments, "json"));
	feed_states_free(status.states, status.count);
	free(status.entries);
	map_free(status.settings);
	store_close(store);
	config_free(config);
	return result;
}
