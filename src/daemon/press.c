#include "daemon/press.h"

#include <stdlib.h>
#include <uv.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "config/config.h"
#include "job/deliver.h"
#include "job/env.h"
#include "job/forget.h"
#include "job/indexing.h"
#include "job/newsroom.h"
#include "job/publish.h"
#include "schedule/timetable.h"
#include "store/editions.h"
#include "store/writer.h"

/*
 *	         +--> LOOKING_UP ---+
 *	         +--> DELIVERING ---+
 *	IDLE ----+--> PLACING ------+----> step(), until nothing is due
 *	  ^      +--> PUBLISHING ---+                |
 *	  |      +--> INDEXING -----+                |
 *	  |      +--> FORGETTING ---+                |
 *	  +------------------------------------------+
 *
 * step() alone decides what comes next, from what is due; every callback
 * records how its work ended and calls it.
 */
enum {
	TICK		= 30,		/* seconds between looks at the clock */
	FORGET_EVERY	= 6 * 3600,	/* seconds between looks for old texts */
	PATIENCE	= 2 * 60,	/* seconds that placing an entry waits for its page */
	CLOCK_SLACK	= 24 * 3600,	/* what is further ahead, a wrong clock left there */
};

enum press_state {
	PRESS_IDLE,
	PRESS_LOOKING_UP,
	PRESS_DELIVERING,
	PRESS_PLACING,
	PRESS_PUBLISHING,
	PRESS_INDEXING,
	PRESS_FORGETTING,
};

/* What the press knows of one digest of the config. */
struct schedule {
	int64_t last_end;		/* of its last edition; 0: it never had one */
	int64_t tried;			/* the last moment an edition was tried for */
	bool has_failed;		/* … in vain: to be tried again */
};

struct press {
	const struct env *env;
	struct press_watcher watcher;
	const struct config *config;
	struct newsroom *newsroom;
	enum press_state state;
	uv_timer_t *timer;		/* NULL once stopped */

	struct schedule *schedules;	/* by digest */
	size_t current;			/* digest being published */
	int64_t period_end;		/* of that edition */
	bool is_started;		/* works by the clock */
	bool is_once;			/* every digest is due, once */
	bool is_known;			/* schedules hold what the store knows */
	bool has_undelivered;
	bool has_unplaced;
	int64_t awaiting_until;		/* entries were left for their pages until then; 0: none */
	bool has_unindexed;
	bool has_misdelivered;		/* what failed is tried again at the next tick */
	bool has_misplaced;
	bool has_misindexed;
	bool is_round_done;		/* every feed was polled since the start */
	int64_t forgot;			/* when old texts were last dropped */
};

static void step(struct press *press);

static void on_delivered(void *ctx, size_t delivered, const struct err *err)
{
	struct press *press = ctx;

	(void)delivered;
	press->has_misdelivered = err != NULL;
	if (err != NULL)
		press->watcher.failed(press->watcher.ctx, err);
	step(press);
}

static void on_placed(void *ctx, const struct newsroom_report *report, const struct err *err)
{
	struct press *press = ctx;

	press->has_misplaced = err != NULL;
	press->awaiting_until = report->is_awaiting ? clock_now() + PATIENCE : 0;
	if (err != NULL)
		press->watcher.failed(press->watcher.ctx, err);
	step(press);
}

static void on_published(void *ctx, const struct published *published, const struct err *err)
{
	struct press *press = ctx;
	struct schedule *schedule = &press->schedules[press->current];

	if (err == NULL && published->name != NULL) {
		schedule->last_end = press->period_end;
		press->has_undelivered = true;
	}
	schedule->has_failed = err != NULL;
	press->watcher.published(press->watcher.ctx, &press->config->digests[press->current],
				 published, err);
	step(press);
}

static void on_indexed(void *ctx, size_t indexed, const struct err *err)
{
	struct press *press = ctx;

	(void)indexed;
	press->has_misindexed = err != NULL;
	if (err != NULL)
		press->watcher.failed(press->watcher.ctx, err);
	step(press);
}

static void on_forgotten(void *ctx, size_t forgotten, const struct err *err)
{
	struct press *press = ctx;

	(void)forgotten;
	if (err != NULL)
		press->watcher.failed(press->watcher.ctx, err);
	step(press);
}

static int look_up(struct store *store, void *ctx, struct err *err)
{
	struct press *press = ctx;
	struct arena *arena = arena_new();
	int64_t until = clock_now() + CLOCK_SLACK;
	int result = 0;
	size_t i;

	for (i = 0; i < press->config->digest_count && result == 0; i++) {
		const struct edition_query query = {
			.digest = press->config->digests[i].slug, .until = until, .limit = 1,
		};
		struct edition_list newest;

		result = editions_list(store, arena, &query, &newest, err);
		if (result == 0)
			press->schedules[i].last_end = newest.count > 0 ? newest.items->period_end
									: 0;
	}
	arena_free(arena);
	return result;
}

static void on_looked_up(void *ctx, const struct err *err)
{
	struct press *press = ctx;

	if (err != NULL)
		press->watcher.failed(press->watcher.ctx, err);
	else
		press->is_known = true;
	step(press);
}

/*
 * When an edition is due, the end of its period; else 0. A digest that never
 * had one gets it as soon as there is something to read.
 */
static int64_t due_end(const struct press *press, size_t index, int64_t now)
{
	const struct schedule *schedule = &press->schedules[index];
	int64_t slot;

	if (press->is_once)
		return schedule->tried == 0 ? now + 1 : 0;	/* so that this second counts */
	if (schedule->last_end == 0 && schedule->tried == 0)
		return press->is_round_done ? now + 1 : 0;
	slot = timetable_latest(&press->config->digests[index], now, clock_utc_offset);
	return slot > schedule->last_end && slot > schedule->tried ? slot : 0;
}

/* After the clock was put back, what happened later is nothing to wait for. */
static void forget_future(struct press *press, int64_t now)
{
	size_t i;

	if (press->forgot > now)
		press->forgot = 0;
	for (i = 0; i < press->config->digest_count; i++) {
		struct schedule *schedule = &press->schedules[i];

		if (schedule->last_end <= now + CLOCK_SLACK && schedule->tried <= now + CLOCK_SLACK)
			continue;
		*schedule = (struct schedule){0};
		press->is_known = false;
	}
}

static bool find_due(struct press *press)
{
	int64_t now = clock_now();
	size_t i;

	for (i = 0; i < press->config->digest_count; i++) {
		int64_t end = due_end(press, i, now);

		if (end == 0)
			continue;
		press->current = i;
		press->period_end = end;
		return true;
	}
	return false;
}

/* An edition that is due takes entries as they are; otherwise each may wait for its page. */
static void place(struct press *press, bool is_urgent)
{
	press->state = PRESS_PLACING;
	press->has_unplaced = false;
	newsroom_start(press->newsroom, is_urgent ? 0 : PATIENCE, on_placed, press);
}

static void publish(struct press *press)
{
	press->state = PRESS_PUBLISHING;
	press->schedules[press->current].tried = press->period_end;
	publish_start(press->env, &(struct publish_order){
		.config = press->config,
		.digest = &press->config->digests[press->current],
		.period_end = press->period_end,
	}, on_published, press);
}

static void forget(struct press *press, int64_t now)
{
	press->state = PRESS_FORGETTING;
	press->forgot = now;
	forget_start(press->env, now - press->config->keep, on_forgotten, press);
}

static void go_idle(struct press *press)
{
	press->state = PRESS_IDLE;
	press->watcher.idle(press->watcher.ctx);
}

static void step(struct press *press)
{
	int64_t now = clock_now();
	bool is_due;

	if (!press->is_once)
		forget_future(press, now);
	is_due = press->is_known && find_due(press);
	if (press->timer == NULL) {
		go_idle(press);
	} else if (!press->is_known && press->state != PRESS_LOOKING_UP) {
		press->state = PRESS_LOOKING_UP;
		writer_submit(press->env->writer, look_up, on_looked_up, press);
	} else if (press->has_undelivered) {
		press->state = PRESS_DELIVERING;
		press->has_undelivered = false;
		deliver_start(press->env, press->config->output, on_delivered, press);
	} else if (press->has_unplaced || (is_due && press->awaiting_until != 0)) {
		place(press, is_due);
	} else if (is_due) {
		publish(press);
	} else if (press->has_unindexed) {
		press->state = PRESS_INDEXING;
		press->has_unindexed = false;
		indexing_start(press->env, on_indexed, press);
	} else if (now - press->forgot >= FORGET_EVERY) {
		forget(press, now);
	} else {
		go_idle(press);
	}
}

static void wake(struct press *press)
{
	if (press->state == PRESS_IDLE)
		step(press);
}

/* What could not be placed, planned or written is tried again at every tick. */
static void on_tick(uv_timer_t *timer)
{
	struct press *press = timer->data;
	size_t i;

	for (i = 0; i < press->config->digest_count; i++) {
		if (press->schedules[i].has_failed)
			press->schedules[i].tried = 0;
		press->schedules[i].has_failed = false;
	}
	press->has_undelivered = true;
	press->has_unplaced |= press->has_misplaced;
	press->has_unindexed |= press->has_misindexed;
	if (press->awaiting_until != 0 && clock_now() >= press->awaiting_until)
		press->has_unplaced = true;
	wake(press);
}

struct press *press_new(const struct env *env, const struct press_watcher *watcher)
{
	struct press *press = mem_new(sizeof(*press));

	press->env = env;
	press->watcher = *watcher;
	press->newsroom = newsroom_new(env);
	press->timer = mem_new(sizeof(*press->timer));
	press->has_undelivered = true;
	press->has_unplaced = true;
	press->has_unindexed = true;
	uv_timer_init(env->loop, press->timer);
	press->timer->data = press;
	return press;
}

void press_free(struct press *press)
{
	if (press == NULL)
		return;
	newsroom_free(press->newsroom);
	free(press->schedules);
	free(press);
}

void press_apply(struct press *press, const struct config *config)
{
	press->config = config;
	free(press->schedules);
	press->schedules = mem_array(config->digest_count, sizeof(*press->schedules));
	press->is_known = false;
	if (press->is_started)
		wake(press);
}

void press_start(struct press *press)
{
	press->is_started = true;
	uv_timer_start(press->timer, on_tick, 0, TICK * 1000);
}

void press_note_entries(struct press *press)
{
	press->has_unplaced = true;
	press->has_unindexed = true;
}

void press_note_page(struct press *press)
{
	if (press->awaiting_until != 0)
		press->has_unplaced = true;
}

void press_note_first_round(struct press *press)
{
	if (press->is_round_done)
		return;
	press->is_round_done = true;
	wake(press);
}

void press_run_once(struct press *press)
{
	press->is_once = true;
	wake(press);
}

static void on_timer_closed(uv_handle_t *timer)
{
	free(timer);
}

void press_stop(struct press *press)
{
	if (press->timer == NULL)
		return;
	uv_close((uv_handle_t *)press->timer, on_timer_closed);
	press->timer = NULL;
}

bool press_is_busy(const struct press *press)
{
	return press->state != PRESS_IDLE;
}

bool press_is_well(const struct press *press)
{
	size_t i;

	for (i = 0; i < press->config->digest_count; i++) {
		if (press->schedules[i].has_failed)
			return false;
	}
	return press->is_known && !press->has_misdelivered && !press->has_misplaced &&
	       !press->has_misindexed;
}
