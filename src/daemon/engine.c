#include "daemon/engine.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "config/config.h"
#include "daemon/collector.h"
#include "daemon/mailroom.h"
#include "daemon/press.h"
#include "daemon/roster.h"
#include "fetch/agent.h"
#include "fetch/fetch.h"
#include "job/poll.h"
#include "job/truce.h"
#include "job/vigil.h"
#include "job/warden.h"
#include "sandbox/jail.h"
#include "store/feeds.h"
#include "store/store.h"
#include "store/writer.h"
#include "text/xml.h"

/*
 * Stopping, in order:
 *
 *	engine_stop --> requests cancelled, polls end ---+
 *	          +---> pages end -----------------------+
 *	          +---> press idle ----------------------+--> writer closed --> loop ends
 *	          +---> mailroom idle -------------------+
 */
static void on_writer_closed(void *ctx)
{
	struct engine *engine = ctx;

	engine->env.writer = NULL;
}

static void on_fetcher_closed(void *ctx)
{
	struct engine *engine = ctx;

	engine->env.fetcher = NULL;
}

/* The writer goes last: once nobody is left who could give it work. */
static void close_writer_if_done(struct engine *engine)
{
	if (!engine->env.is_stopping || engine->is_writer_closing)
		return;
	if (roster_polling(engine->roster) > 0 || collector_is_busy(engine->collector) ||
	    press_is_busy(engine->press) || mailroom_is_busy(engine->mailroom))
		return;
	engine->is_writer_closing = true;
	writer_close(engine->env.writer, on_writer_closed, engine);
	warden_close(engine->env.warden);
}

static void on_polled(void *ctx, const struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	struct engine *engine = ctx;

	if (outcome->added > 0 || outcome->changed > 0) {
		press_note_entries(engine->press);
		collector_note_entries(engine->collector);
	}
	if (engine->watcher.polled != NULL && !engine->env.is_stopping)
		engine->watcher.polled(engine->watcher.ctx, subscription, outcome, err);
	close_writer_if_done(engine);
}

static void on_polls_idle(void *ctx)
{
	struct engine *engine = ctx;

	if (engine->watcher.polls_idle != NULL)
		engine->watcher.polls_idle(engine->watcher.ctx);
}

static void on_network(void *ctx, const struct vigil_news *news)
{
	struct engine *engine = ctx;

	if (!news->is_down)
		roster_note_network(engine->roster, news->since);
	if (engine->watcher.network != NULL)
		engine->watcher.network(engine->watcher.ctx, news);
}

static void on_collected(void *ctx, const struct collect_outcome *outcome, const struct err *err)
{
	struct engine *engine = ctx;

	press_note_page(engine->press);
	if (engine->watcher.collected != NULL && !engine->env.is_stopping)
		engine->watcher.collected(engine->watcher.ctx, outcome, err);
}

static void on_pages_idle(void *ctx)
{
	struct engine *engine = ctx;

	if (engine->watcher.pages_idle != NULL)
		engine->watcher.pages_idle(engine->watcher.ctx);
	close_writer_if_done(engine);
}

static void on_published(void *ctx, const struct digest_settings *digest,
			 const struct published *published, const struct err *err)
{
	struct engine *engine = ctx;

	if (err == NULL)
		mailroom_wake(engine->mailroom);
	if (engine->watcher.published != NULL)
		engine->watcher.published(engine->watcher.ctx, digest, published, err);
}

static void on_failed(void *ctx, const struct err *err)
{
	struct engine *engine = ctx;

	if (engine->watcher.failed != NULL)
		engine->watcher.failed(engine->watcher.ctx, err);
}

static void on_press_idle(void *ctx)
{
	struct engine *engine = ctx;

	if (engine->watcher.press_idle != NULL)
		engine->watcher.press_idle(engine->watcher.ctx);
	close_writer_if_done(engine);
}

static void on_mail_idle(void *ctx)
{
	struct engine *engine = ctx;

	if (engine->watcher.mail_idle != NULL)
		engine->watcher.mail_idle(engine->watcher.ctx);
	close_writer_if_done(engine);
}

static int open_fetcher(struct engine *engine, struct err *err)
{
	char *user_agent = agent_name(engine->config->contact);
	const struct fetch_options options = {
		.user_agent = user_agent,
		.connections = (size_t)engine->config->connections,
		.host_connections = (size_t)engine->config->host_connections,
		.rested = truce_note,
		.ctx = &engine->env,
	};
	int result = fetcher_new(&engine->env.fetcher, &engine->loop, &options, err);

	free(user_agent);
	return result;
}

static void build_workers(struct engine *engine)
{
	if (engine->config->sandbox && jail_is_known())
		engine->env.warden = warden_new(&engine->loop, &(struct warden_options){
			.argument = "parser",
		});
	engine->env.vigil = vigil_new(&engine->env, on_network, engine);
	engine->roster = roster_new(&engine->env, &(struct roster_watcher){
		.polled = on_polled,
		.idle = on_polls_idle,
		.ctx = engine,
	});
	engine->env.subscriptions = roster_subscriptions(engine->roster);
	engine->collector = collector_new(&engine->env, &(struct collector_watcher){
		.collected = on_collected,
		.failed = on_failed,
		.idle = on_pages_idle,
		.ctx = engine,
	});
	engine->press = press_new(&engine->env, &(struct press_watcher){
		.published = on_published,
		.failed = on_failed,
		.idle = on_press_idle,
		.ctx = engine,
	});
	engine->mailroom = mailroom_new(&engine->env, &(struct mailroom_watcher){
		.failed = on_failed,
		.idle = on_mail_idle,
		.ctx = engine,
	});
}

static int open_parts(struct engine *engine, struct feed_state **states, struct err *err)
{
	const struct config *config = engine->config;
	const struct feed_selection feeds = {
		.settings = config->feeds, .count = config->feed_count, .now = clock_now(),
	};

	if (store_open(&engine->store, config->state, STORE_WRITE, err) < 0)
		return -1;
	if (feeds_upsert(engine->store, &feeds, states, err) < 0)
		return -1;
	if (open_fetcher(engine, err) < 0 || truce_resume(&engine->env, engine->store, err) < 0)
		return -1;
	return writer_new(&engine->env.writer, &engine->loop, engine->store, err);
}

/* A pool as wide as the machine, unless the user said otherwise. */
static void size_pool(void)
{
	char count[16];

	snprintf(count, sizeof(count), "%u", uv_available_parallelism());
	setenv("UV_THREADPOOL_SIZE", count, 0);
}

int engine_open(struct engine *engine, struct config *config,
		const struct engine_watcher *watcher, struct err *err)
{
	struct feed_state *states = NULL;

	*engine = (struct engine){.config = config, .watcher = *watcher};
	size_pool();
	xml_init();
	uv_loop_init(&engine->loop);
	engine->env.loop = &engine->loop;
	if (open_parts(engine, &states, err) < 0) {
		feed_states_free(states, config->feed_count);
		if (engine->env.fetcher != NULL)
			fetcher_close(engine->env.fetcher, on_fetcher_closed, engine);
		uv_run(&engine->loop, UV_RUN_DEFAULT);
		engine_close(engine);
		return -1;
	}
	build_workers(engine);
	roster_apply(engine->roster, config, states);
	press_apply(engine->press, config);
	mailroom_apply(engine->mailroom, config);
	feed_states_free(states, config->feed_count);
	return 0;
}

void engine_apply(struct engine *engine, struct config *config, struct feed_state *states)
{
	struct config *before = engine->config;

	assert(!press_is_busy(engine->press));
	engine->config = config;
	roster_apply(engine->roster, config, states);
	press_apply(engine->press, config);
	mailroom_apply(engine->mailroom, config);
	feed_states_free(states, config->feed_count);
	config_free(before);
}

void engine_stop(struct engine *engine)
{
	if (engine->env.is_stopping)
		return;
	engine->env.is_stopping = true;
	roster_stop(engine->roster);
	collector_stop(engine->collector);
	press_stop(engine->press);
	mailroom_stop(engine->mailroom);
	vigil_close(engine->env.vigil);
	engine->env.vigil = NULL;
	fetcher_close(engine->env.fetcher, on_fetcher_closed, engine);
	close_writer_if_done(engine);
}

void engine_run(struct engine *engine)
{
	uv_run(&engine->loop, UV_RUN_DEFAULT);
}

void engine_close(struct engine *engine)
{
	int open_handles = uv_loop_close(&engine->loop);

	assert(open_handles == 0);
	(void)open_handles;
	press_free(engine->press);
	mailroom_free(engine->mailroom);
	collector_free(engine->collector);
	roster_free(engine->roster);
	store_close(engine->store);
	config_free(engine->config);
}
