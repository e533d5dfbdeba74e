#include "config.h"

#include "daemon/metrics.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "config/config.h"
#include "daemon/complaint.h"
#include "daemon/engine.h"
#include "daemon/pulse.h"
#include "daemon/roster.h"
#include "job/poll.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "job/worker.h"
#include "schedule/attention.h"

enum { EVERY_MS = 60 * 1000 };

struct metrics {
	struct engine *engine;
	const struct pulse *pulse;
	int64_t started;
	uint64_t polls[FEED_RESULTS];
	uint64_t added;
	uint64_t changed;
	uint64_t unstored;
	uint64_t editions;
	uint64_t edition_failures;
	int64_t last_edition;		/* 0: none yet */

	uv_timer_t timer;
	struct complaint writing;
	bool is_closing;
	bool is_writing;		/* the three below are the pool's meanwhile */
	char *path;
	struct buf text;
	int result;
	struct err err;
};

/* How many feeds there are, and how many of them are not well. */
struct census {
	size_t feeds;
	size_t failing;
	size_t troubled;
};

static struct census take_census(const struct map *subscriptions)
{
	const struct subscription *subscription;
	struct census census = {0};
	int64_t now = clock_now();
	size_t position = 0;

	while ((subscription = map_next(subscriptions, &position)) != NULL) {
		const struct feed_state *state = &subscription->state;

		census.feeds++;
		census.failing += feed_result_is_failure(state->last_result);
		census.troubled += attention_of(state, now).kind != ATTENTION_NONE;
	}
	return census;
}

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP granola_%s %s\n# TYPE granola_%s %s\n", name, help, name, type);
}

static void gauge(struct buf *out, const char *name, double value, const char *help)
{
	head(out, name, "gauge", help);
	buf_printf(out, "granola_%s %.15g\n", name, value);
}

static void counter(struct buf *out, const char *name, uint64_t value, const char *help)
{
	head(out, name, "counter", help);
	buf_printf(out, "granola_%s %llu\n", name, (unsigned long long)value);
}

static void add_polls(const struct metrics *metrics, struct buf *out)
{
	size_t i;

	head(out, "polls_total", "counter", "Polls that ended, by how.");
	for (i = FEED_OK; i < FEED_RESULTS; i++)
		buf_printf(out, "granola_polls_total{result=\"%s\"} %llu\n",
			   feed_result_text((enum feed_result)i),
			   (unsigned long long)metrics->polls[i]);
}

static void add_state(const struct metrics *metrics, struct buf *out)
{
	const struct engine *engine = metrics->engine;
	struct census census = take_census(engine->env.subscriptions);

	gauge(out, "feeds", (double)census.feeds, "Feeds that are followed.");
	gauge(out, "feeds_failing", (double)census.failing, "Feeds whose last poll failed.");
	gauge(out, "feeds_needing_attention", (double)census.troubled,
	      "Feeds that a person should see to; granola status --failing names them.");
	gauge(out, "feeds_overdue", (double)roster_overdue(engine->roster),
	      "Feeds whose poll is due and has not begun.");
	gauge(out, "polls_under_way", (double)roster_polling(engine->roster),
	      "Polls that have begun and not ended.");
	gauge(out, "network_down", vigil_is_down(engine->env.vigil),
	      "1 while nobody can be reached, and no feed is blamed for it.");
	gauge(out, "loop_stall_seconds_max", pulse_longest_ms(metrics->pulse) / 1000,
	      "The longest time in which the event loop could not answer.");
}

static void on_written(void *ctx)
{
	struct metrics *metrics = ctx;

	metrics->is_writing = false;
	if (metrics->is_closing)
		metrics_close(metrics);
	else if (metrics->result < 0)
		complaint_make(&metrics->writing, "metrics cannot be written", &metrics->err);
	else
		complaint_end(&metrics->writing, "metrics can be written again");
}

/* On the pool. */
static void write_file(void *ctx)
{
	struct metrics *metrics = ctx;
	char *name = mem_dup(metrics->path), *directory = mem_dup(metrics->path);

	metrics->result = file_write(dirname(directory), basename(name), metrics->text.data,
				     metrics->text.length, &metrics->err);
	free(directory);
	free(name);
}

static void on_timer(uv_timer_t *timer)
{
	struct metrics *metrics = timer->data;
	const char *path = metrics->engine->config->metrics;

	if (path == NULL || metrics->is_writing)
		return;
	metrics->is_writing = true;
	free(metrics->path);
	metrics->path = mem_dup(path);
	buf_truncate(&metrics->text, 0);
	metrics_add(metrics, &metrics->text);
	worker_submit(&metrics->engine->loop, write_file, on_written, metrics);
}

static void on_closed(uv_handle_t *handle)
{
	struct metrics *metrics = handle->data;

	complaint_clear(&metrics->writing);
	buf_clear(&metrics->text);
	free(metrics->path);
	free(metrics);
}

struct metrics *metrics_new(struct engine *engine, const struct pulse *pulse)
{
	struct metrics *metrics = mem_new(sizeof(*metrics));

	metrics->engine = engine;
	metrics->pulse = pulse;
	metrics->started = clock_now();
	uv_timer_init(&engine->loop, &metrics->timer);
	metrics->timer.data = metrics;
	uv_timer_start(&metrics->timer, on_timer, 0, EVERY_MS);
	return metrics;
}

void metrics_note_polled(struct metrics *metrics, const struct poll_outcome *outcome,
			 const struct err *err)
{
	if (err != NULL) {
		metrics->unstored++;
		return;
	}
	if (outcome->is_excused)
		return;
	metrics->polls[outcome->result]++;
	metrics->added += outcome->added;
	metrics->changed += outcome->changed;
}

void metrics_note_edition(struct metrics *metrics, const struct err *err)
{
	if (err != NULL) {
		metrics->edition_failures++;
		return;
	}
	metrics->editions++;
	metrics->last_edition = clock_now();
}

void metrics_add(const struct metrics *metrics, struct buf *out)
{
	head(out, "build_info", "gauge", "Always 1; the version is a label.");
	buf_add_text(out, "granola_build_info{version=\"" PACKAGE_VERSION "\"} 1\n");
	gauge(out, "start_time_seconds", (double)metrics->started, "When the daemon started.");
	add_state(metrics, out);
	add_polls(metrics, out);
	counter(out, "polls_unstored_total", metrics->unstored,
		"Polls whose result could not be stored.");
	counter(out, "entries_new_total", metrics->added, "Entries stored for the first time.");
	counter(out, "entries_edited_total", metrics->changed, "Entries stored anew.");
	counter(out, "editions_total", metrics->editions, "Editions made.");
	counter(out, "edition_failures_total", metrics->edition_failures,
		"Editions that could not be made.");
	gauge(out, "last_edition_time_seconds", (double)metrics->last_edition,
	      "When an edition was last made; 0: none yet.");
}

void metrics_close(struct metrics *metrics)
{
	if (metrics == NULL)
		return;
	metrics->is_closing = true;
	uv_timer_stop(&metrics->timer);
	if (!metrics->is_writing)
		uv_close((uv_handle_t *)&metrics->timer, on_closed);
}
