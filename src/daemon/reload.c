#include "daemon/reload.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "daemon/engine.h"
#include "daemon/notify.h"
#include "daemon/press.h"
#include "job/worker.h"
#include "store/feeds.h"
#include "store/writer.h"

/*
 *	reload_start --> on_loaded --> on_stored --> swap_in, when the press is idle --> finish
 *	                     |             |                                               ^
 *	                     +-------------+------------- refused -------------------------+
 */
struct reload {
	struct engine *engine;
	reload_applied_cb applied;
	void *ctx;
	bool is_running;
	bool is_wanted_again;
	bool is_asked_for;		/* by somebody who wants to hear how it went */
	bool is_ready;			/* waits for the press */

	char *path;
	int result;
	struct config *config;		/* the new one, until it is swapped in */
	struct diagnostics diagnostics;
	struct err err;
	struct feed_state *states;
};

static void start(struct reload *reload);

static void finish(struct reload *reload)
{
	diagnostics_clear(&reload->diagnostics);
	free(reload->path);
	reload->path = NULL;
	reload->is_running = false;
	notify_ready();
	if (!reload->is_wanted_again) {
		reload->is_asked_for = false;
		return;
	}
	reload->is_wanted_again = false;
	start(reload);
}

/* What only a restart can change. */
static void warn_of_fixed(const struct config *before, const struct config *after)
{
	if (!str_equal(before->state, after->state))
		log_warning("state = %s takes effect after a restart", after->state);
	if (!str_equal(before->contact, after->contact) ||
	    before->connections != after->connections ||
	    before->host_connections != after->host_connections)
		log_warning("contact and connection limits take effect after a restart");
}

static void swap_in(struct reload *reload)
{
	struct config *config = reload->config;

	reload->is_ready = false;
	reload->config = NULL;
	warn_of_fixed(reload->engine->config, config);
	engine_apply(reload->engine, config, reload->states);
	reload->states = NULL;
	log_info("configuration reloaded: %zu feeds, %zu digests", config->feed_count,
		 config->digest_count);
	reload->applied(reload->ctx);
	finish(reload);
}

static void drop(struct reload *reload)
{
	config_free(reload->config);
	reload->config = NULL;
	finish(reload);
}

static void refuse(struct reload *reload, const char *reason)
{
	log_error("%s; the configuration stays as it was", reason);
	drop(reload);
}

static void on_stored(void *ctx, const struct err *err)
{
	struct reload *reload = ctx;

	if (err != NULL) {
		refuse(reload, err->text);
		return;
	}
	reload->is_ready = true;
	reload_continue(reload);
}

static int store(struct store *store, void *ctx, struct err *err)
{
	struct reload *reload = ctx;

	return feeds_upsert(store, reload->config->feeds, reload->config->feed_count, clock_now(),
			    &reload->states, err);
}

static void log_diagnostics(const struct diagnostics *diagnostics)
{
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		const struct diagnostic *item = &diagnostics->items[i];

		if (item->is_warning)
			log_warning("%s:%d:%d: %s", item->file, item->line, item->column, item->text);
		else
			log_error("%s:%d:%d: %s", item->file, item->line, item->column, item->text);
	}
}

static bool is_unchanged(const struct reload *reload)
{
	return reload->result == 0 &&
	       hash_equal(reload->config->contents, reload->engine->config->contents);
}

static void on_loaded(void *ctx)
{
	struct reload *reload = ctx;

	if (is_unchanged(reload) && !reload->is_asked_for) {
		drop(reload);
		return;
	}
	log_diagnostics(&reload->diagnostics);
	if (reload->result < 0)
		refuse(reload, reload->err.text);
	else if (reload->engine->env.is_stopping)
		refuse(reload, "stopping");
	else
		writer_submit(reload->engine->env.writer, store, on_stored, reload);
}

/* On the pool. */
static void load(void *ctx)
{
	struct reload *reload = ctx;

	reload->result = config_load(&reload->config, reload->path, &reload->diagnostics,
				     &reload->err);
}

struct reload *reload_new(struct engine *engine, reload_applied_cb applied, void *ctx)
{
	struct reload *reload = mem_new(sizeof(*reload));

	reload->engine = engine;
	reload->applied = applied;
	reload->ctx = ctx;
	return reload;
}

void reload_free(struct reload *reload)
{
	if (reload == NULL)
		return;
	if (reload->config != NULL)
		feed_states_free(reload->states, reload->config->feed_count);
	config_free(reload->config);
	free(reload->path);
	diagnostics_clear(&reload->diagnostics);
	free(reload);
}

static void start(struct reload *reload)
{
	if (reload->engine->env.is_stopping)
		return;
	if (reload->is_running) {
		reload->is_wanted_again = true;
		return;
	}
	notify_reloading();
	reload->is_running = true;
	reload->path = mem_dup(reload->engine->config->path);
	worker_submit(reload->engine->env.loop, load, on_loaded, reload);
}

void reload_start(struct reload *reload)
{
	reload->is_asked_for = true;
	start(reload);
}

void reload_start_if_changed(struct reload *reload)
{
	start(reload);
}

void reload_continue(struct reload *reload)
{
	if (reload->is_ready && !reload->engine->env.is_stopping &&
	    !press_is_busy(reload->engine->press))
		swap_in(reload);
}
