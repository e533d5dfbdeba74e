#include "daemon/service.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "daemon/chronicle.h"
#include "daemon/collector.h"
#include "daemon/desk.h"
#include "daemon/engine.h"
#include "daemon/mailroom.h"
#include "daemon/metrics.h"
#include "daemon/notify.h"
#include "daemon/press.h"
#include "daemon/pulse.h"
#include "daemon/reload.h"
#include "daemon/roster.h"
#include "daemon/watch.h"
#include "job/collect.h"
#include "job/poll.h"
#include "job/publish.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "job/worker.h"
#include "schedule/policy.h"
#include "store/writer.h"

static const int signals[] = {SIGTERM, SIGINT, SIGHUP};

enum {
	SIGNAL_COUNT		= sizeof(signals) / sizeof(signals[0]),
	STRAGGLERS_MOST		= 120,	/* seconds that slow feeds may hold up the first edition */
};

struct service {
	struct engine engine;
	uv_signal_t signals[SIGNAL_COUNT];
	uv_timer_t first_round;
	uv_timer_t watchdog;
	bool has_watchdog;
	bool is_polled;			/* every feed was, once */
	struct chronicle chronicle;
	int probes;			/* under way: the writer and the pool have yet to answer */
	struct reload *reload;
	struct desk *desk;		/* NULL: nobody can ask */
	struct watch *watch;
	struct pulse pulse;
	struct metrics *metrics;
};

static void say_status(struct service *service)
{
	if (vigil_is_down(service->engine.env.vigil)) {
		notify_status("Following %zu feeds, waiting for the network",
			      roster_count(service->engine.roster));
		return;
	}
	notify_status("Following %zu feeds, polling %zu", roster_count(service->engine.roster),
		      roster_polling(service->engine.roster));
}

static void on_polled(void *ctx, const struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	struct service *service = ctx;

	chronicle_note_polled(&service->chronicle, subscription, outcome, err);
	say_status(service);
	metrics_note_polled(service->metrics, outcome, err);
	if (service->desk != NULL)
		desk_note_polled(service->desk, subscription, outcome, err);
}

static void on_network(void *ctx, const struct vigil_news *news)
{
	chronicle_note_network(news);
	say_status(ctx);
}

static void on_first_round_late(uv_timer_t *timer)
{
	struct service *service = timer->data;

	press_note_first_round(service->engine.press);
}

/* A first edition waits for articles too, but not longer than for stragglers among the feeds. */
static void on_polls_idle(void *ctx)
{
	struct service *service = ctx;
	uint64_t patience = (uint64_t)service->engine.config->page_wait * 1000;
	uint64_t left = uv_timer_get_due_in(&service->first_round);

	if (service->is_polled)
		return;
	service->is_polled = true;
	if (!collector_is_busy(service->engine.collector))
		press_note_first_round(service->engine.press);
	else if (patience < left)
		uv_timer_start(&service->first_round, on_first_round_late, patience, 0);
}

static void on_pages_idle(void *ctx)
{
	struct service *service = ctx;

	if (service->is_polled)
		press_note_first_round(service->engine.press);
}

static void on_collected(void *ctx, const struct collect_outcome *outcome, const struct err *err)
{
	(void)ctx;
	if (err != NULL)
		log_error("entry %lld: its article could not be stored: %s",
			  (long long)outcome->entry_id, err->text);
	else if (outcome->url != NULL && outcome->error != NULL)
		log_debug("%s: %s: %s", outcome->url, web_page_result_text(outcome->result),
			  outcome->error);
	else if (outcome->url != NULL)
		log_debug("%s: %s", outcome->url, web_page_result_text(outcome->result));
}

static void on_published(void *ctx, const struct digest_settings *digest,
			 const struct published *published, const struct err *err)
{
	struct service *service = ctx;

	if (service->metrics != NULL && (err != NULL || published->name != NULL))
		metrics_note_edition(service->metrics, err);
	chronicle_note_edition(&service->chronicle, digest, published, err);
}

static void on_failed(void *ctx, const struct err *err)
{
	struct service *service = ctx;

	chronicle_note_press(&service->chronicle, err);
}

static void on_press_idle(void *ctx)
{
	struct service *service = ctx;

	if (press_is_well(service->engine.press))
		chronicle_note_press(&service->chronicle, NULL);
	reload_continue(service->reload);
}

static void on_config_saved(void *ctx)
{
	struct service *service = ctx;

	reload_start_if_changed(service->reload);
}

/* Which directories there are to watch depends on what the configuration includes. */
static void watch_config(struct service *service)
{
	const struct config *config = service->engine.config;

	watch_close(service->watch);
	service->watch = watch_new(&service->engine.loop, config->directories,
				   config->directory_count, on_config_saved, service);
}

static void on_reloaded(void *ctx)
{
	struct service *service = ctx;

	watch_config(service);
	if (service->desk != NULL)
		desk_note_reloaded(service->desk);
}

/* The watchdog is fed only if the writer and the pool have both answered since last time. */
static void on_pool_probed(void *ctx)
{
	((struct service *)ctx)->probes--;
}

static void on_writer_probed(void *ctx, const struct err *err)
{
	(void)err;
	((struct service *)ctx)->probes--;
}

static void do_nothing(void *ctx)
{
	(void)ctx;
}

static int store_nothing(struct store *store, void *ctx, struct err *err)
{
	(void)store;
	(void)ctx;
	(void)err;
	return 0;
}

static void on_watchdog(uv_timer_t *timer)
{
	struct service *service = timer->data;

	if (service->probes > 0 || service->engine.env.is_stopping)
		return;
	notify_alive();
	service->probes = 2;
	worker_submit(&service->engine.loop, do_nothing, on_pool_probed, service);
	writer_submit(service->engine.env.writer, store_nothing, on_writer_probed, service);
}

static void stop(struct service *service)
{
	int i;

	if (service->engine.env.is_stopping) {
		log_warning("told to stop twice: leaving at once");
		_exit(EXIT_FAILURE);
	}
	log_info("stopping");
	notify_stopping();
	watch_close(service->watch);
	reload_stop(service->reload);
	desk_close(service->desk);
	service->desk = NULL;
	metrics_close(service->metrics);
	service->metrics = NULL;
	pulse_stop(&service->pulse);
	uv_close((uv_handle_t *)&service->first_round, NULL);
	if (service->has_watchdog)
		uv_close((uv_handle_t *)&service->watchdog, NULL);
	for (i = 0; i < SIGNAL_COUNT; i++)
		uv_unref((uv_handle_t *)&service->signals[i]);
	engine_stop(&service->engine);
}

static void on_signal(uv_signal_t *handle, int number)
{
	struct service *service = handle->data;

	if (number == SIGHUP)
		reload_start(service->reload);
	else
		stop(service);
}

static void start_timer(struct service *service, uv_timer_t *timer, uv_timer_cb run,
			uint64_t wait_ms, uint64_t repeat_ms)
{
	uv_timer_init(&service->engine.loop, timer);
	timer->data = service;
	uv_timer_start(timer, run, wait_ms, repeat_ms);
}

/* Polling and publishing need nobody to ask for them, and go on without. */
static void listen_for_calls(struct service *service)
{
	const struct desk_sources sources = {
		.engine = &service->engine,
		.reload = service->reload,
		.pulse = &service->pulse,
		.metrics = service->metrics,
	};
	struct err err;

	if (desk_open(&service->desk, &sources, &err) < 0)
		log_error("%s; granola refresh and reload cannot reach this daemon", err.text);
}

static void start(struct service *service)
{
	uint64_t watchdog_ms = notify_watchdog_ms();
	int64_t round = policy_start_span(roster_count(service->engine.roster)) + STRAGGLERS_MOST;
	int i;

	for (i = 0; i < SIGNAL_COUNT; i++) {
		uv_signal_init(&service->engine.loop, &service->signals[i]);
		service->signals[i].data = service;
		uv_signal_start(&service->signals[i], on_signal, signals[i]);
	}
	start_timer(service, &service->first_round, on_first_round_late,
		    (uint64_t)round * 1000, 0);
	if (watchdog_ms > 0) {
		service->has_watchdog = true;
		start_timer(service, &service->watchdog, on_watchdog, 0, watchdog_ms / 3);
	}
	service->metrics = metrics_new(&service->engine, &service->pulse);
	service->reload = reload_new(&service->engine, on_reloaded, service);
	watch_config(service);
	listen_for_calls(service);
	collector_start(service->engine.collector);
	roster_start(service->engine.roster);
	press_start(service->engine.press);
	mailroom_start(service->engine.mailroom);
	mem_trim();
	pulse_start(&service->pulse, &service->engine.loop);
}

/* Signals are still heard while stopping; their handles close when all else is done. */
static void close_signals(struct service *service)
{
	int i;

	for (i = 0; i < SIGNAL_COUNT; i++)
		uv_close((uv_handle_t *)&service->signals[i], NULL);
	uv_run(&service->engine.loop, UV_RUN_DEFAULT);
}

int service_run(struct config *config, struct err *err)
{
	struct service *service = mem_new(sizeof(*service));

	signal(SIGPIPE, SIG_IGN);
	if (engine_open(&service->engine, config, &(struct engine_watcher){
		.polled = on_polled,
		.polls_idle = on_polls_idle,
		.collected = on_collected,
		.pages_idle = on_pages_idle,
		.published = on_published,
		.failed = on_failed,
		.network = on_network,
		.press_idle = on_press_idle,
		.ctx = service,
	}, err) < 0) {
		free(service);
		return -1;
	}
	start(service);
	log_info("following %zu feeds", roster_count(service->engine.roster));
	notify_ready();
	say_status(service);
	engine_run(&service->engine);
	close_signals(service);
	reload_free(service->reload);
	chronicle_clear(&service->chronicle);
	engine_close(&service->engine);
	log_info("stopped");
	free(service);
	return 0;
}
