#include "daemon/roster.h"

#include <stdlib.h>
#include <uv.h>

#include "base/clock.h"
#include "base/heap.h"
#include "base/map.h"
#include "base/mem.h"
#include "config/config.h"
#include "job/env.h"
#include "job/poll.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "schedule/outage.h"
#include "schedule/policy.h"
#include "text/url.h"

enum {
	MOST_POLLS	= 256,		/* begun and not ended: bounds what they hold */
	LONGEST_SLEEP	= 60,		/* seconds; then the wall clock is looked at again */
	LONGEST_ABSENCE	= 180,		/* … or else we were stopped, or the clock was set */
	REFRESH_GAP	= 60,		/* … between a poll and one that a person asks for */
	PROBE_GAP	= 10,		/* … between polls that try whether the network is back */
	REFRESH_LASTS	= 120,		/* … that a person waits for such a poll … */
	ONCE_LASTS	= 24 * 3600,	/* … or for a run, at most */
	EXCUSED_GAP	= 60,		/* … between two of these for one feed */
};

struct roster {
	const struct env *env;
	struct roster_watcher watcher;
	struct map *subscriptions;	/* by feed id */
	struct map *by_url;
	struct heap due;
	size_t polling;
	int64_t round_end;		/* by then all that were due at a start have begun */
	uint64_t probed_ms;		/* when a poll last tried the network, by the loop's time */
	int64_t looked_at;		/* the clock showed this when last looked at */
	uv_timer_t *timer;		/* NULL once stopped */
	bool is_started;		/* polls whatever is due */
	bool is_once;
};

static void fill(struct roster *roster);

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct subscription *first_due(const struct roster *roster)
{
	return (struct subscription *)heap_first(&roster->due);
}

static void on_timer(uv_timer_t *timer)
{
	fill(timer->data);
}

static uint64_t until_probe_ms(const struct roster *roster)
{
	uint64_t passed = uv_now(roster->env->loop) - roster->probed_ms;

	return passed < PROBE_GAP * 1000 ? PROBE_GAP * 1000 - passed : 0;
}

static bool has_given_up(const struct roster *roster)
{
	return roster->is_once && vigil_is_down(roster->env->vigil);
}

static bool may_begin(const struct roster *roster)
{
	if (!vigil_is_down(roster->env->vigil))
		return true;
	return !roster->is_once && until_probe_ms(roster) == 0;
}

static uint64_t wait_ms(const struct roster *roster, int64_t seconds)
{
	uint64_t wait = (uint64_t)seconds * 1000 + 1, probe = until_probe_ms(roster);

	return vigil_is_down(roster->env->vigil) && probe > wait ? probe : wait;
}

static void set_timer(struct roster *roster)
{
	const struct heap_node *first = heap_first(&roster->due);
	int64_t wait;

	if (roster->timer == NULL)
		return;
	if (roster->is_once && (first == NULL || has_given_up(roster))) {
		uv_timer_stop(roster->timer);
		return;
	}
	if (first == NULL || roster->polling >= MOST_POLLS)
		wait = LONGEST_SLEEP;
	else
		wait = first->key - clock_now();
	if (wait < 0)
		wait = 0;
	if (wait > LONGEST_SLEEP)
		wait = LONGEST_SLEEP;
	uv_timer_start(roster->timer, on_timer, wait_ms(roster, wait), 0);
}

static void drop(struct roster *roster, struct subscription *subscription)
{
	heap_remove(&roster->due, &subscription->due);
	feed_state_clear(&subscription->state);
	free(subscription);
}

static void on_polled(void *ctx, struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	struct roster *roster = ctx;

	roster->polling--;
	roster->watcher.polled(roster->watcher.ctx, subscription, outcome, err);
	if (subscription->is_removed)
		drop(roster, subscription);
	else if (outcome->is_excused)
		heap_put(&roster->due, &subscription->due, clock_now() + EXCUSED_GAP);
	else if (!roster->is_once)
		heap_put(&roster->due, &subscription->due, subscription->state.next_due);
	fill(roster);
}

static bool is_anyone_due(const struct roster *roster, int64_t now)
{
	const struct heap_node *first = heap_first(&roster->due);

	return first != NULL && first->key <= now;
}

/* Gives each of these its turn: a new list of feeds, or one long left alone, is no stampede. */
static void spread(struct roster *roster, struct subscription **crowd, size_t count)
{
	int64_t now = clock_now(), span = policy_start_span(count);
	size_t i;

	for (i = 0; i < count; i++)
		heap_put(&roster->due, &crowd[i]->due,
			 now + policy_start_delay(crowd[i]->state.id, span));
	roster->round_end = later(roster->round_end, now + span);
}

/* Spreads what is due: of all feeds, or of those that have no settings yet, for they are new. */
static void spread_due(struct roster *roster, bool only_new)
{
	struct subscription **crowd = mem_array(roster->due.count, sizeof(struct subscription *));
	struct subscription *subscription;
	int64_t now = clock_now();
	size_t count = 0, position = 0;

	while ((subscription = map_next(roster->subscriptions, &position)) != NULL) {
		if (heap_contains(&subscription->due) && subscription->due.key <= now &&
		    (!only_new || subscription->settings == NULL))
			crowd[count++] = subscription;
	}
	spread(roster, crowd, count);
	free(crowd);
}

/* The clock was put back: what was to be waited for is not made longer by that. */
static void count_anew(struct roster *roster, int64_t now)
{
	struct subscription *subscription;
	size_t position = 0;

	roster->round_end = 0;
	while ((subscription = map_next(roster->subscriptions, &position)) != NULL) {
		int64_t due;

		if (!heap_contains(&subscription->due))
			continue;
		due = policy_due(&subscription->state, now);
		if (due < subscription->due.key)
			heap_put(&roster->due, &subscription->due, due);
	}
}

/* Seen late, the clock was put forward or we were not there: what is due then takes turns. */
static void look_at_clock(struct roster *roster)
{
	int64_t now = clock_now(), since = now - roster->looked_at;

	roster->looked_at = now;
	if (!roster->is_started)
		return;
	if (since < 0)
		count_anew(roster, now);
	if (since < 0 || since > LONGEST_ABSENCE)
		spread_due(roster, false);
}

static void fill(struct roster *roster)
{
	int64_t now;

	if (roster->timer == NULL)
		return;
	look_at_clock(roster);
	now = roster->looked_at;
	while (roster->polling < MOST_POLLS && is_anyone_due(roster, now) && may_begin(roster)) {
		struct subscription *subscription = first_due(roster);

		heap_remove(&roster->due, &subscription->due);
		roster->polling++;
		roster->probed_ms = uv_now(roster->env->loop);
		poll_start(roster->env, subscription, on_polled, roster);
	}
	set_timer(roster);
	if (roster->polling == 0 && (has_given_up(roster) ||
				     !is_anyone_due(roster, later(now, roster->round_end))))
		roster->watcher.idle(roster->watcher.ctx);
}

/* A feed that is gone is due at the end of time: never. */
static void enter(struct roster *roster, struct subscription *subscription)
{
	if (!subscription->state.is_gone)
		heap_put(&roster->due, &subscription->due,
			 policy_due(&subscription->state, clock_now()));
}

static void remove_missing(struct roster *roster, const struct map *wanted)
{
	struct subscription *subscription;
	size_t position = 0;

	while ((subscription = map_next(roster->subscriptions, &position)) != NULL) {
		if (map_get(wanted, subscription->state.url) != NULL)
			continue;
		map_remove_number(roster->subscriptions, (uint64_t)subscription->state.id);
		map_remove(roster->by_url, subscription->state.url);
		subscription->is_removed = true;
		subscription->settings = NULL;
		if (!subscription->is_polling)
			drop(roster, subscription);
	}
}

static void add(struct roster *roster, struct feed_state *state)
{
	struct subscription *subscription = mem_new(sizeof(*subscription));

	subscription->state = *state;
	*state = (struct feed_state){0};
	map_put_number(roster->subscriptions, (uint64_t)subscription->state.id, subscription);
	map_put(roster->by_url, subscription->state.url, subscription);
	enter(roster, subscription);
}

/* Counts no further than an outage needs to know. */
static void expect(const struct roster *roster, const struct config *config)
{
	struct map *hosts = map_new();
	bool follows_far = false;
	size_t i;

	for (i = 0; i < config->feed_count && !(follows_far && map_count(hosts) > OUTAGE_HOSTS);
	     i++) {
		char *host = url_host(config->feeds[i].url);

		if (host != NULL) {
			map_put(hosts, host, hosts);
			follows_far |= !config->feeds[i].allow_private;
		}
		free(host);
	}
	vigil_expect(roster->env->vigil, map_count(hosts), follows_far);
	map_free(hosts);
}

struct roster *roster_new(const struct env *env, const struct roster_watcher *watcher)
{
	struct roster *roster = mem_new(sizeof(*roster));

	roster->env = env;
	roster->watcher = *watcher;
	roster->subscriptions = map_new();
	roster->by_url = map_new_borrowing();
	roster->timer = mem_new(sizeof(*roster->timer));
	uv_timer_init(env->loop, roster->timer);
	roster->timer->data = roster;
	return roster;
}

void roster_free(struct roster *roster)
{
	struct subscription *subscription;
	size_t position = 0;

	if (roster == NULL)
		return;
	while ((subscription = map_next(roster->subscriptions, &position)) != NULL)
		drop(roster, subscription);
	heap_clear(&roster->due);
	map_free(roster->subscriptions);
	map_free(roster->by_url);
	free(roster);
}

const struct map *roster_subscriptions(const struct roster *roster)
{
	return roster->subscriptions;
}

void roster_apply(struct roster *roster, const struct config *config, struct feed_state *states)
{
	struct map *wanted = map_new();
	size_t i;

	for (i = 0; i < config->feed_count; i++)
		map_put(wanted, config->feeds[i].url, &config->feeds[i]);
	remove_missing(roster, wanted);
	map_free(wanted);
	for (i = 0; i < config->feed_count; i++) {
		if (map_get(roster->by_url, config->feeds[i].url) == NULL)
			add(roster, &states[i]);
	}
	if (roster->is_started)
		spread_due(roster, true);
	for (i = 0; i < config->feed_count; i++) {
		struct subscription *subscription = map_get(roster->by_url, config->feeds[i].url);

		subscription->settings = &config->feeds[i];
	}
	if (roster->env->vigil != NULL)
		expect(roster, config);
	if (roster->is_started)
		uv_timer_start(roster->timer, on_timer, 0, 0);
}

void roster_start(struct roster *roster)
{
	roster->is_started = true;
	roster->looked_at = clock_now();
	spread_due(roster, false);
	set_timer(roster);
}

void roster_run_once(struct roster *roster, bool force)
{
	struct subscription *subscription;
	int64_t now = clock_now();
	size_t position = 0;

	roster->is_once = true;
	if (roster->env->vigil != NULL)
		vigil_hurry(roster->env->vigil, ONCE_LASTS);
	while ((subscription = map_next(roster->subscriptions, &position)) != NULL) {
		if (subscription->state.is_gone)
			continue;
		if (force && policy_refresh_wait(&subscription->state, 0, now) == 0)
			heap_put(&roster->due, &subscription->due, now);
		else if (force || policy_due(&subscription->state, now) > now)
			heap_remove(&roster->due, &subscription->due);
	}
	uv_timer_start(roster->timer, on_timer, 0, 0);
}

static void refresh(struct roster *roster, struct subscription *subscription,
		    struct roster_refresh *out)
{
	const struct feed_state *state = &subscription->state;
	int64_t now = clock_now(), wait = policy_refresh_wait(state, REFRESH_GAP, now);

	out->subscription = subscription;
	out->wait = wait;
	if (subscription->is_polling) {
		out->polling++;
	} else if (state->is_gone) {
		out->gone++;
	} else if (wait > 0 && state->last_result == FEED_THROTTLED) {
		out->told_to_wait++;
	} else if (wait > 0) {
		out->too_soon++;
	} else {
		heap_put(&roster->due, &subscription->due, now);
		out->begun++;
		if (roster->env->vigil != NULL)
			vigil_hurry(roster->env->vigil, REFRESH_LASTS);
	}
}

void roster_refresh(struct roster *roster, const char *url, struct roster_refresh *out)
{
	struct subscription *subscription;
	size_t position = 0;

	*out = (struct roster_refresh){0};
	if (url != NULL) {
		subscription = map_get(roster->by_url, url);
		if (subscription != NULL)
			refresh(roster, subscription, out);
	} else {
		while ((subscription = map_next(roster->subscriptions, &position)) != NULL)
			refresh(roster, subscription, out);
	}
	set_timer(roster);
}

void roster_note_network(struct roster *roster, int64_t since)
{
	struct subscription **crowd = mem_array(roster->due.count, sizeof(struct subscription *));
	struct subscription *subscription;
	int64_t now = clock_now();
	size_t count = 0, position = 0;

	while ((subscription = map_next(roster->subscriptions, &position)) != NULL) {
		if (!heap_contains(&subscription->due))
			continue;
		policy_excuse(&subscription->state, since, now);
		if (subscription->state.next_due <= now)
			crowd[count++] = subscription;
	}
	spread(roster, crowd, count);
	free(crowd);
	if (roster->timer != NULL)
		uv_timer_start(roster->timer, on_timer, 0, 0);
}

static void on_timer_closed(uv_handle_t *timer)
{
	free(timer);
}

void roster_stop(struct roster *roster)
{
	if (roster->timer == NULL)
		return;
	uv_close((uv_handle_t *)roster->timer, on_timer_closed);
	roster->timer = NULL;
}

size_t roster_polling(const struct roster *roster)
{
	return roster->polling;
}

/* Walks no further down the heap than there are some that are due. */
size_t roster_overdue(const struct roster *roster)
{
	return heap_count_until(&roster->due, clock_now());
}

size_t roster_count(const struct roster *roster)
{
	return map_count(roster->subscriptions);
}

bool roster_follows(const struct roster *roster, const char *url)
{
	return map_get(roster->by_url, url) != NULL;
}
