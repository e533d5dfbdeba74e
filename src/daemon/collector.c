#include "daemon/collector.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "fetch/robots.h"
#include "job/collect.h"
#include "job/env.h"
#include "job/subscription.h"
#include "store/articles.h"
#include "store/writer.h"

/*
 *	         +--> FINDING --> PLANNING ---+
 *	IDLE ----+--> LOADING ----------------+----> step(), which also sends out for
 *	  ^                                   |      pages as long as sites are free
 *	  +-----------------------------------+
 *
 * step() alone decides what comes next; every callback records how its work ended
 * and calls it.
 */
enum {
	TICK		= 30,		/* seconds between looks for what is due again */
	MOST_SITES	= 32,		/* asked at once */
	MOST_OF_A_FEED	= 30,		/* pages planned together; feeds begin with the newest */
	NEWS		= 48 * 3600,	/* seconds; what is older is not collected */
	OFFLINE		= 8,		/* pages in a row whom nobody answered … */
	REST		= 120,		/* … and seconds until the next is tried */
};

enum collector_state {
	COLLECTOR_IDLE,
	COLLECTOR_FINDING,
	COLLECTOR_PLANNING,
	COLLECTOR_LOADING,
};

/* A page that is being asked for. */
struct errand {
	struct collector *collector;
	int64_t entry_id;
	char *site;
};

struct collector {
	const struct env *env;
	struct collector_watcher watcher;
	enum collector_state state;
	uv_timer_t *timer;		/* NULL once stopped */
	bool is_started;
	bool was_busy;			/* idle is to be told */
	bool has_unconsidered;
	bool has_unloaded;
	size_t unreachable;		/* pages in a row */
	int64_t resting_until;

	struct arena *arena;		/* of what is considered */
	struct page_candidates candidates;
	struct page_plan plan;

	struct arena *due_arena;	/* of what is due */
	struct due_pages loaded;	/* the writer's thread's while LOADING */
	struct due_pages due;		/* of these, those that were not begun */
	bool has_more;			/* than could be loaded */
	struct map *errands;		/* struct errand, by entry */
	struct map *sites;		/* those that are being asked; by name */
};

static void step(struct collector *collector);

static void on_planned(void *ctx, const struct err *err)
{
	struct collector *collector = ctx;

	if (err != NULL) {
		collector->watcher.failed(collector->watcher.ctx, err);
	} else {
		collector->has_unconsidered |= !collector->candidates.is_last;
		collector->has_unloaded |= collector->plan.count > 0;
	}
	arena_free(collector->arena);
	collector->arena = NULL;
	collector->state = COLLECTOR_IDLE;
	step(collector);
}

static int plan(struct store *store, void *ctx, struct err *err)
{
	struct collector *collector = ctx;

	return articles_plan(store, &collector->plan, err);
}

static bool is_wanted(const struct collector *collector, const struct page_candidate *candidate)
{
	const struct subscription *subscription =
		map_get_number(collector->env->subscriptions, (uint64_t)candidate->feed_id);

	if (subscription == NULL || subscription->settings->full_text == FULL_TEXT_NO)
		return false;
	return subscription->settings->full_text == FULL_TEXT_YES || candidate->is_teaser;
}

/* Leaves of the candidates those that are wanted, and of each feed not too many. */
static void choose(struct collector *collector)
{
	struct page_candidates *all = &collector->candidates;
	struct map *counts = map_new();
	size_t kept = 0, i;

	for (i = 0; i < all->count; i++) {
		uint64_t feed = (uint64_t)all->items[i].feed_id;
		uintptr_t count = (uintptr_t)map_get_number(counts, feed);

		if (count >= MOST_OF_A_FEED || !is_wanted(collector, &all->items[i]))
			continue;
		map_put_number(counts, feed, (void *)(count + 1));
		all->items[kept++] = all->items[i];
	}
	map_free(counts);
	collector->plan = (struct page_plan){
		.items = all->items, .count = kept, .last_id = all->last_id, .now = clock_now(),
	};
}

static void on_found(void *ctx, const struct err *err)
{
	struct collector *collector = ctx;

	if (err != NULL) {
		collector->plan.count = 0;
		on_planned(collector, err);
		return;
	}
	choose(collector);
	collector->state = COLLECTOR_PLANNING;
	writer_submit_soon(collector->env->writer, plan, on_planned, collector);
}

static int find(struct store *store, void *ctx, struct err *err)
{
	struct collector *collector = ctx;

	return articles_find_candidates(store, collector->arena, clock_now() - NEWS,
					&collector->candidates, err);
}

static void find_later(struct collector *collector)
{
	collector->state = COLLECTOR_FINDING;
	collector->has_unconsidered = false;
	collector->arena = arena_new();
	writer_submit_soon(collector->env->writer, find, on_found, collector);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct collector *collector = ctx;

	collector->state = COLLECTOR_IDLE;
	if (err != NULL) {
		collector->watcher.failed(collector->watcher.ctx, err);
		collector->loaded.count = 0;
	}
	collector->due = collector->loaded;
	collector->has_more = collector->loaded.count == ARTICLES_MOST_DUE;
	step(collector);
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct collector *collector = ctx;
	int64_t now = clock_now();
	const struct due_query query = { .now = now, .since = now - NEWS };

	return articles_load_due(store, collector->due_arena, &query, &collector->loaded, err);
}

/* What was loaded before, and not begun, is still due: it comes again. */
static void load_later(struct collector *collector)
{
	collector->state = COLLECTOR_LOADING;
	collector->has_unloaded = false;
	collector->due.count = 0;
	arena_free(collector->due_arena);
	collector->due_arena = arena_new();
	writer_submit(collector->env->writer, load, on_loaded, collector);
}

/* The network may be gone, and then it is not the pages' fault that they cannot be had. */
static void note_reached(struct collector *collector, const struct collect_outcome *outcome)
{
	if (!outcome->is_unreachable) {
		collector->unreachable = 0;
	} else if (++collector->unreachable >= OFFLINE) {
		collector->unreachable = 0;
		collector->resting_until = clock_now() + REST;
		collector->due.count = 0;
	}
}

static void on_collected(void *ctx, const struct collect_outcome *outcome, const struct err *err)
{
	struct errand *errand = ctx;
	struct collector *collector = errand->collector;

	map_remove_number(collector->errands, (uint64_t)errand->entry_id);
	map_remove(collector->sites, errand->site);
	free(errand->site);
	free(errand);
	note_reached(collector, outcome);
	collector->watcher.collected(collector->watcher.ctx, outcome, err);
	if (collector->has_more && collector->due.count == 0)
		collector->has_unloaded = true;
	step(collector);
}

static void send_out(struct collector *collector, const struct due_page *page, char *site)
{
	struct errand *errand = mem_new(sizeof(*errand));

	errand->collector = collector;
	errand->entry_id = page->entry_id;
	errand->site = site;
	map_put_number(collector->errands, (uint64_t)page->entry_id, errand);
	map_put(collector->sites, site, errand);
	collect_start(collector->env, page->entry_id, page->feed_id, on_collected, errand);
}

/* Sends out for a page unless its site is busy; true if it need not be looked at again. */
static bool try_page(struct collector *collector, const struct due_page *page)
{
	char *site;

	if (map_get_number(collector->errands, (uint64_t)page->entry_id) != NULL)
		return true;
	site = robots_url(page->url);
	if (site == NULL)
		site = mem_dup(page->url);
	if (map_get(collector->sites, site) != NULL) {
		free(site);
		return false;
	}
	send_out(collector, page, site);
	return true;
}

/* As many pages as there are sites free; the others keep their order. */
static void send_all_out(struct collector *collector)
{
	struct due_pages *due = &collector->due;
	size_t kept = 0, i;

	for (i = 0; i < due->count && map_count(collector->sites) < MOST_SITES; i++) {
		if (!try_page(collector, &due->items[i]))
			due->items[kept++] = due->items[i];
	}
	memmove(&due->items[kept], &due->items[i], (due->count - i) * sizeof(*due->items));
	due->count -= i - kept;
}

/* Unless the clock was put back meanwhile. */
static bool is_resting(const struct collector *collector)
{
	int64_t left = collector->resting_until - clock_now();

	return left > 0 && left <= REST;
}

static void tell_if_idle(struct collector *collector)
{
	if (!collector->was_busy || collector_is_busy(collector))
		return;
	collector->was_busy = false;
	collector->watcher.idle(collector->watcher.ctx);
}

static void step(struct collector *collector)
{
	if (collector->timer == NULL)
		collector->due.count = 0;
	else if (collector->state == COLLECTOR_IDLE && collector->has_unconsidered)
		find_later(collector);
	else if (collector->state == COLLECTOR_IDLE && collector->has_unloaded &&
		 !is_resting(collector))
		load_later(collector);
	if (collector->due.count > 0)
		send_all_out(collector);
	collector->was_busy |= collector_is_busy(collector);
	tell_if_idle(collector);
}

static void on_tick(uv_timer_t *timer)
{
	struct collector *collector = timer->data;

	collector->has_unloaded = true;
	step(collector);
}

struct collector *collector_new(const struct env *env, const struct collector_watcher *watcher)
{
	struct collector *collector = mem_new(sizeof(*collector));

	collector->env = env;
	collector->watcher = *watcher;
	collector->errands = map_new();
	collector->sites = map_new();
	collector->timer = mem_new(sizeof(*collector->timer));
	uv_timer_init(env->loop, collector->timer);
	collector->timer->data = collector;
	return collector;
}

void collector_free(struct collector *collector)
{
	if (collector == NULL)
		return;
	map_free(collector->errands);
	map_free(collector->sites);
	arena_free(collector->arena);
	arena_free(collector->due_arena);
	free(collector);
}

void collector_start(struct collector *collector)
{
	collector->is_started = true;
	collector->has_unconsidered = true;
	uv_timer_start(collector->timer, on_tick, TICK * 1000, TICK * 1000);
	collector->has_unloaded = true;
	step(collector);
}

void collector_note_entries(struct collector *collector)
{
	if (!collector->is_started)
		return;
	collector->has_unconsidered = true;
	step(collector);
}

static void on_timer_closed(uv_handle_t *timer)
{
	free(timer);
}

void collector_stop(struct collector *collector)
{
	if (collector->timer == NULL)
		return;
	uv_close((uv_handle_t *)collector->timer, on_timer_closed);
	collector->timer = NULL;
	step(collector);
}

bool collector_is_busy(const struct collector *collector)
{
	if (collector->state != COLLECTOR_IDLE || map_count(collector->errands) > 0 ||
	    collector->due.count > 0)
		return true;
	return collector->timer != NULL && (collector->has_unconsidered ||
	       (collector->has_unloaded && !is_resting(collector)));
}
