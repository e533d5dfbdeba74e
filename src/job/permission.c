#include "job/permission.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "fetch/fetch.h"
#include "fetch/robots.h"
#include "job/approach.h"
#include "job/env.h"
#include "store/sites.h"
#include "store/writer.h"

/*
 *	permission_ask --> load --> on_loaded --> on_fetched --> save --> on_saved --> finish
 *	                               |                                                ^
 *	                               +---- it is known -------------------------------+
 */
enum {
	HOUR		= 3600,
	KNOWN_FOR	= 24 * HOUR,	/* section 2.4 */
	LEAST_LATER	= HOUR / 2,	/* until a site that cannot say is asked again … */
	MOST_LATER	= 24 * HOUR,	/* … whatever it says about that */
	MOST_BYTES	= 4 * ROBOTS_MOST_BYTES,	/* what is past the limit is not read */
};

struct asking {
	const struct env *env;
	const struct approach *approach;
	permission_done_cb done;
	void *ctx;
	int64_t now;
	struct arena *arena;
	struct site_rules rules;
	char *error;			/* why it could not be had … */
	bool is_unreachable;		/* … which is that nobody answered */
};

static void finish(struct asking *asking, const struct permission_answer *answer,
		   const struct err *err)
{
	asking->done(asking->ctx, answer, err);
	arena_free(asking->arena);
	free((char *)asking->rules.site);
	free(asking->error);
	free(asking);
}

static void answer(struct asking *asking)
{
	const struct site_rules *rules = &asking->rules;
	struct permission_answer answer = { .permission = PERMISSION_GIVEN };

	if (!rules->is_known) {
		answer.permission = PERMISSION_LATER;
		answer.until = rules->until;
		answer.is_unreachable = asking->is_unreachable;
		answer.why = asking->error != NULL ? asking->error :
						     "its site could not give its robots.txt";
	} else if (!robots_allow(rules->rules, asking->approach->request.url)) {
		answer.permission = PERMISSION_DENIED;
		answer.why = "robots.txt of its site forbids it";
	}
	finish(asking, &answer, NULL);
}

static void on_saved(void *ctx, const struct err *err)
{
	if (err != NULL)
		finish(ctx, NULL, err);
	else
		answer(ctx);
}

static int save(struct store *store, void *ctx, struct err *err)
{
	struct asking *asking = ctx;

	return sites_save(store, &asking->rules, asking->now, err);
}

/* A site that has no robots.txt (any 4xx, or redirects without end) has nothing against robots. */
static bool has_none(const struct fetch_response *response)
{
	if (response->result == FEED_REFUSED)
		return true;
	return response->result != FEED_THROTTLED && response->status >= 300 &&
	       response->status < 500;
}

static void take_rules(struct asking *asking, const struct fetch_response *response)
{
	struct buf rules = {0};

	if (response->result == FEED_OK)
		robots_select(&rules, response->body, response->length, "granola");
	asking->rules.rules = arena_dup(asking->arena, buf_text(&rules));
	asking->rules.is_known = true;
	asking->rules.until = asking->now + KNOWN_FOR;
	buf_clear(&rules);
}

static void take_failure(struct asking *asking, const struct fetch_response *response)
{
	int64_t wait = response->retry_after;

	if (wait < LEAST_LATER)
		wait = LEAST_LATER;
	if (wait > MOST_LATER)
		wait = MOST_LATER;
	asking->rules.rules = "";
	asking->rules.is_known = false;
	asking->rules.until = asking->now + wait;
	asking->is_unreachable = response->result == FEED_UNREACHABLE;
	asking->error = mem_printf("no robots.txt of its site: %s", response->error);
}

static void on_fetched(void *ctx, const struct fetch_response *response)
{
	struct asking *asking = ctx;
	bool is_known = response->result == FEED_OK || has_none(response);

	if (is_known)
		take_rules(asking, response);
	else
		take_failure(asking, response);
	if (asking->env->is_stopping && !is_known)
		answer(asking);		/* it is we who could not, so nothing is kept of it */
	else
		writer_submit_soon(asking->env->writer, save, on_saved, asking);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct asking *asking = ctx;
	struct fetch_request request = approach_aside(asking->approach, asking->rules.site);

	if (err != NULL) {
		finish(asking, NULL, err);
	} else if (asking->rules.until != 0 || asking->env->is_stopping) {
		answer(asking);
	} else {
		request.max_size = MOST_BYTES;
		fetch_start(asking->env->fetcher, &request, on_fetched, asking);
	}
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct asking *asking = ctx;

	return sites_load(store, asking->arena, &asking->rules, asking->now, err);
}

void permission_ask(const struct env *env, const struct approach *approach,
		    permission_done_cb done, void *ctx)
{
	struct asking *asking = mem_new(sizeof(*asking));

	asking->env = env;
	asking->approach = approach;
	asking->done = done;
	asking->ctx = ctx;
	asking->now = clock_now();
	asking->arena = arena_new();
	asking->rules.site = robots_url(approach->request.url);
	writer_submit(env->writer, load, on_loaded, asking);
}
