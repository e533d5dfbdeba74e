#include "daemon/reload.h"

#include <stdlib.h>

#include "base/buf.h"
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

/* Somebody who wants to hear how a reload went. */
struct asker {
	struct asker *next;
	reload_told_cb told;
	void *ctx;
};

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
	struct asker *askers;		/* who want to hear of this reload … */
	struct asker *later_askers;	/* … or of the next */

	char *path;
	int result;
	struct config *config;		/* the new one, until it is swapped in */
	struct diagnostics diagnostics;
	struct err err;
	struct feed_state *states;
};

static void start(struct reload *reload);

/* As a terminal shows them: with the line and a caret. */
static char *describe(const struct diagnostics *diagnostics)
{
	struct buf text = {0};
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		char *one = diagnostic_format(&diagnostics->items[i]);

		buf_add_text(&text, one);
		free(one);
	}
	return buf_take(&text);
}

static void tell(struct reload *reload, struct asker **askers, const struct err *err)
{
	const struct config *config = reload->engine->config;
	char *diagnostics = *askers != NULL ? describe(&reload->diagnostics) : NULL;
	const struct reload_report report = {
		.err = err,
		.diagnostics = diagnostics != NULL ? diagnostics : "",
		.feed_count = config->feed_count,
		.digest_count = config->digest_count,
	};

	while (*askers != NULL) {
		struct asker *asker = *askers;

		*askers = asker->next;
		asker->told(asker->ctx, &report);
		free(asker);
	}
	free(diagnostics);
}

static void finish(struct reload *reload, const struct err *err)
{
	tell(reload, &reload->askers, err);
	diagnostics_clear(&reload->diagnostics);
	free(reload->path);
	reload->path = NULL;
	reload->is_running = false;
	mem_trim();
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
	finish(reload, NULL);
}

static void drop(struct reload *reload, const struct err *err)
{
	config_free(reload->config);
	reload->config = NULL;
	finish(reload, err);
}

static void refuse(struct reload *reload, const struct err *err)
{
	log_error("%s; the configuration stays as it was", err->text);
	drop(reload, err);
}

static void on_stored(void *ctx, const struct err *err)
{
	struct reload *reload = ctx;

	if (err != NULL) {
		refuse(reload, err);
		return;
	}
	reload->is_ready = true;
	reload_continue(reload);
}

static int store(struct store *store, void *ctx, struct err *err)
{
	struct reload *reload = ctx;

	return feeds_upsert(store, &(struct feed_selection){
		.settings = reload->config->feeds,
		.count = reload->config->feed_count,
		.now = clock_now(),
	}, &reload->states, err);
}

static void log_diagnostics(const struct diagnostics *diagnostics)
{
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		const struct diagnostic *item = &diagnostics->items[i];

		if (item->is_warning)
			log_warning("%s:%d:%d: %s", item->file, item->line, item->column,
				    item->text);
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
		drop(reload, NULL);
		return;
	}
	log_diagnostics(&reload->diagnostics);
	if (reload->result == 0 && reload->engine->env.is_stopping)
		reload->result = err_set(&reload->err, ERR_TRY_LATER, "stopping");
	if (reload->result < 0)
		refuse(reload, &reload->err);
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
	reload->askers = reload->later_askers;
	reload->later_askers = NULL;
	reload->path = mem_dup(reload->engine->config->path);
	worker_submit(reload->engine->env.loop, load, on_loaded, reload);
}

void reload_start(struct reload *reload)
{
	reload->is_asked_for = true;
	start(reload);
}

void reload_stop(struct reload *reload)
{
	struct err err;

	err_set(&err, ERR_UNAVAILABLE, "the daemon stops");
	tell(reload, &reload->askers, &err);
	tell(reload, &reload->later_askers, &err);
}

void reload_ask(struct reload *reload, reload_told_cb told, void *ctx)
{
	struct asker *asker = mem_new(sizeof(*asker));

	*asker = (struct asker){.next = reload->later_askers, .told = told, .ctx = ctx};
	reload->later_askers = asker;
	if (reload->engine->env.is_stopping)
		reload_stop(reload);
	else
		reload_start(reload);
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
