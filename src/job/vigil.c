#include "job/vigil.h"

#include <stdlib.h>
#include <uv.h>

#include "base/clock.h"
#include "base/mem.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "schedule/outage.h"

enum {
	TICK_MS = 250,
	PATIENCE_MS = 15 * 60 * 1000,	/* then whoever was lost has to bear it */
	LATELY_MS = 60 * 1000,		/* a network that was there is taken to be for so long */
};

/* Somebody who was lost, and waits to be told whose fault it was. */
struct wait {
	struct wait *next;
	uint64_t since_ms;		/* by the loop's time */
	vigil_judged_cb judged;
	void *ctx;
};

struct vigil {
	const struct env *env;
	vigil_changed_cb changed;
	void *ctx;
	struct outage outage;
	int64_t since;			/* as told when it went down */
	char *why;
	struct wait *first;		/* in the order in which they came */
	struct wait **last;
	uv_timer_t timer;		/* ticks while anybody waits */
	uint64_t reached_ms;		/* when somebody last was, by the loop's time; 0: never */
	uint64_t hurries_until_ms;
};

static void judge_first(struct vigil *vigil, bool is_ours)
{
	struct wait *wait = vigil->first;

	vigil->first = wait->next;
	if (vigil->first == NULL)
		vigil->last = &vigil->first;
	wait->judged(wait->ctx, is_ours);
	free(wait);
}

/* Those who are told may close the vigil meanwhile: then it has judged them all itself. */
static void judge_all(struct vigil *vigil, bool is_ours)
{
	while (vigil->first != NULL)
		judge_first(vigil, is_ours);
}

static void judge_overdue(struct vigil *vigil)
{
	uint64_t now = uv_now(vigil->env->loop);

	while (vigil->first != NULL && now - vigil->first->since_ms >= PATIENCE_MS)
		judge_first(vigil, false);
}

static void tell(const struct vigil *vigil, bool is_down)
{
	vigil->changed(vigil->ctx, &(struct vigil_news){
		.is_down = is_down, .since = vigil->since, .why = vigil->why,
	});
}

static bool hurries(const struct vigil *vigil)
{
	return uv_now(vigil->env->loop) < vigil->hurries_until_ms;
}

/* Shortly before the first of those who wait was lost. */
static bool was_reached(const struct vigil *vigil)
{
	return vigil->first != NULL && vigil->reached_ms != 0 &&
	       vigil->first->since_ms - vigil->reached_ms < LATELY_MS;
}

static void on_tick(uv_timer_t *timer)
{
	struct vigil *vigil = timer->data;
	bool is_quiet = fetcher_active(vigil->env->fetcher) == 0;

	if (outage_begins(&vigil->outage, is_quiet && hurries(vigil), clock_now())) {
		vigil->since = vigil->outage.since;
		tell(vigil, true);
		judge_all(vigil, true);
	} else if (is_quiet && (hurries(vigil) || was_reached(vigil))) {
		judge_all(vigil, false);
	} else {
		judge_overdue(vigil);
	}
	if (vigil->first == NULL)
		uv_timer_stop(timer);
}

struct vigil *vigil_new(const struct env *env, vigil_changed_cb changed, void *ctx)
{
	struct vigil *vigil = mem_new(sizeof(*vigil));

	vigil->env = env;
	vigil->changed = changed;
	vigil->ctx = ctx;
	vigil->last = &vigil->first;
	uv_timer_init(env->loop, &vigil->timer);
	vigil->timer.data = vigil;
	return vigil;
}

void vigil_expect(struct vigil *vigil, size_t hosts, bool follows_far)
{
	vigil->outage.followed = hosts;
	vigil->outage.follows_far = follows_far;
}

void vigil_hurry(struct vigil *vigil, int64_t seconds)
{
	vigil->hurries_until_ms = uv_now(vigil->env->loop) + (uint64_t)seconds * 1000;
}

void vigil_note(struct vigil *vigil, const struct sighting *sighting)
{
	bool was_down = vigil->outage.is_down;

	outage_note(&vigil->outage, sighting, clock_now());
	if (vigil->outage.count > 0)
		return;
	if (sighting->contact != CONTACT_NONE)
		vigil->reached_ms = uv_now(vigil->env->loop);
	if (was_down)
		tell(vigil, false);
	judge_all(vigil, false);
}

enum verdict vigil_ask(struct vigil *vigil, const struct sighting *sighting, const char *why,
		       vigil_judged_cb judged, void *ctx)
{
	int64_t now = clock_now();
	struct wait *wait;

	if (vigil->first == NULL && !vigil->outage.is_down) {
		free(vigil->why);
		vigil->why = mem_dup(why);
	}
	if (outage_excuses(&vigil->outage, sighting, now))
		return VERDICT_OURS;
	outage_note(&vigil->outage, sighting, now);
	if (!outage_is_possible(&vigil->outage))
		return VERDICT_THEIRS;
	wait = mem_new(sizeof(*wait));
	*wait = (struct wait){
		.since_ms = uv_now(vigil->env->loop), .judged = judged, .ctx = ctx,
	};
	*vigil->last = wait;
	vigil->last = &wait->next;
	if (!uv_is_active((uv_handle_t *)&vigil->timer))
		uv_timer_start(&vigil->timer, on_tick, TICK_MS, TICK_MS);
	return VERDICT_OPEN;
}

bool vigil_is_down(const struct vigil *vigil)
{
	return vigil != NULL && vigil->outage.is_down;
}

int64_t vigil_down_since(const struct vigil *vigil)
{
	return vigil_is_down(vigil) ? vigil->since : 0;
}

static void on_closed(uv_handle_t *timer)
{
	struct vigil *vigil = timer->data;

	free(vigil->why);
	free(vigil);
}

void vigil_close(struct vigil *vigil)
{
	if (vigil == NULL)
		return;
	judge_all(vigil, true);
	uv_close((uv_handle_t *)&vigil->timer, on_closed);
}
