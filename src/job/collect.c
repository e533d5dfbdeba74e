#include "job/collect.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "extract/extract.h"
#include "extract/teaser.h"
#include "fetch/fetch.h"
#include "job/approach.h"
#include "job/env.h"
#include "job/permission.h"
#include "job/perusal.h"
#include "job/subscription.h"
#include "store/articles.h"
#include "store/writer.h"

/*
 *	collect_start --> on_loaded --> approach_page --> on_permitted --> on_fetched
 *	                      |               ^                |            |     |
 *	                      |               +--- redirected --------------+     |
 *	                      |                                |                  v
 *	                      +--> keep_later <----------------+-------------- on_read
 *	                               |
 *	                               +--> on_kept --> finish
 *
 * Every hop asks for permission anew, for it may lead to another site.
 */
enum {
	HOPS		= 5,
	MOST_FAILURES	= 3,
	FIRST_DELAY	= 2 * 60,	/* seconds to the second attempt … */
	DELAY_FACTOR	= 10,		/* … and how many times as long to the third */
	LONGEST_DELAY	= 24 * 3600,	/* a page that is to come later than that is no news */
};

struct collect {
	const struct env *env;
	collect_done_cb done;
	void *ctx;

	struct page_query of;
	struct collect_outcome outcome;
	char *error;
	struct arena *arena;
	struct awaited_page awaited;
	struct approach approach;
	const char *url;		/* of this hop */
	int hops;
	int64_t now;

	struct extract extract;

	bool is_had;			/* what is kept is a page, else a delay */
	struct web_page page;
	struct page_delay delay;
};

static void finish(struct collect *collect, const struct err *err)
{
	collect->outcome.error = collect->is_had ? collect->page.error : collect->error;
	collect->done(collect->ctx, &collect->outcome, err);
	approach_clear(&collect->approach);
	arena_free(collect->arena);
	free(collect->error);
	free(collect);
}

static void on_kept(void *ctx, const struct err *err)
{
	finish(ctx, err);
}

static int keep(struct store *store, void *ctx, struct err *err)
{
	struct collect *collect = ctx;

	if (collect->is_had)
		return articles_save(store, &collect->page, collect->now, err);
	return articles_put_off(store, collect->of.entry_id, &collect->delay, collect->now, err);
}

static void keep_later(struct collect *collect)
{
	collect->now = clock_now();
	writer_submit_soon(collect->env->writer, keep, on_kept, collect);
}

static void set_error(struct collect *collect, const char *error)
{
	char *copy = mem_dup(error);

	free(collect->error);
	collect->error = copy;
	collect->delay.error = copy;
}

/* It will not be asked for again. */
static void give_up(struct collect *collect, enum page_result result, const char *error)
{
	set_error(collect, error);
	collect->outcome.result = collect->delay.result = result;
	keep_later(collect);
}

static void put_off(struct collect *collect, int64_t wait, const char *error)
{
	set_error(collect, error);
	collect->delay.next_try = clock_now() + wait;
	collect->outcome.result = collect->delay.result = PAGE_AWAITED;
	keep_later(collect);
}

/* It is asked for again in a while, unless that was tried often, or is too long. */
static void try_later(struct collect *collect, int64_t wait, const char *error)
{
	int64_t failures = collect->awaited.failures + 1, delay = FIRST_DELAY, i;

	for (i = 1; i < failures; i++)
		delay *= DELAY_FACTOR;
	if (delay < wait)
		delay = wait;
	collect->delay.failures = failures;
	if (failures >= MOST_FAILURES || delay > LONGEST_DELAY)
		give_up(collect, PAGE_FAILED, error);
	else
		put_off(collect, delay, error);
}

/* What came of asking: a page of use, or one that counts against its feed's others. */
static void keep_page(struct collect *collect, enum page_result result)
{
	const struct extract *extract = &collect->extract;

	if (collect->awaited.was_had && result != PAGE_OF_USE) {
		give_up(collect, result, collect->page.error);
		return;
	}
	collect->is_had = true;
	collect->page.result = collect->outcome.result = result;
	if (result == PAGE_OF_USE) {
		collect->page.byline = extract->byline;
		collect->page.credit = extract->credit;
		collect->page.language = extract->language;
		collect->page.text = extract->text;
	}
	keep_later(collect);
}

/* What a page that is no article is kept as. */
static enum page_result result_of(enum extract_kind kind)
{
	static const enum page_result results[] = {
		[EXTRACT_ARTICLE]	= PAGE_OF_USE,
		[EXTRACT_PAYWALL]	= PAGE_PAYWALL,
		[EXTRACT_CONSENT]	= PAGE_CONSENT,
		[EXTRACT_ERROR]		= PAGE_ERROR,
		[EXTRACT_CHALLENGE]	= PAGE_CHALLENGE,
		[EXTRACT_LISTING]	= PAGE_LISTING,
	};

	return results[kind];
}

static void on_read(void *ctx, const struct perusal_result *result)
{
	struct collect *collect = ctx;

	if (result->article == NULL) {
		collect->page.error = arena_dup(collect->arena, result->why);
		keep_page(collect, result->is_poisonous ? PAGE_POISONOUS : PAGE_NO_PAGE);
		return;
	}
	collect->extract = *result->article;
	if (collect->extract.kind == EXTRACT_ARTICLE &&
	    !teaser_is_beaten(collect->awaited.text, collect->extract.text))
		keep_page(collect, PAGE_NO_FULLER);
	else
		keep_page(collect, result_of(collect->extract.kind));
}

/* Pictures, sounds and documents are no pages; what does not say what it is may be one. */
static bool may_be_page(const char *content_type)
{
	return content_type == NULL || str_case_starts(content_type, "text/html") ||
	       str_case_starts(content_type, "application/xhtml");
}

static void read_later(struct collect *collect, const struct fetch_response *response)
{
	if (collect->hops == 0) {	/* they are of the URL that is asked for first */
		collect->page.etag = arena_dup(collect->arena, response->etag);
		collect->page.last_modified = arena_dup(collect->arena, response->last_modified);
	}
	if (may_be_page(response->content_type))
		perusal_start(collect->env, &(struct perusal_order){
			.page = response, .arena = collect->arena,
		}, on_read, collect);
	else
		keep_page(collect, PAGE_NO_PAGE);
}

/* The host was not even asked, as it wants to be left alone: that is no failure of the page. */
static void rest(struct collect *collect, const struct fetch_response *response)
{
	collect->delay.failures = collect->awaited.failures;
	put_off(collect, response->retry_after, response->error);
}

static bool may_pass(const struct fetch_response *response)
{
	switch (response->result) {
	case FEED_UNREACHABLE:
	case FEED_TLS_TROUBLE:
	case FEED_THROTTLED:
	case FEED_CUT_SHORT:
		return true;
	default:
		return response->result == FEED_HTTP_ERROR && response->status >= 500;
	}
}

/* Who refuses one page refuses others, so it counts as one of no use. */
static void refuse(struct collect *collect, const char *error)
{
	collect->page.error = arena_dup(collect->arena, error);
	keep_page(collect, PAGE_FAILED);
}

static void approach_page(struct collect *collect);

static void follow(struct collect *collect, const char *target)
{
	if (++collect->hops > HOPS) {
		refuse(collect, "it redirects more than five times");
		return;
	}
	collect->url = arena_dup(collect->arena, target);
	approach_page(collect);
}

static void on_fetched(void *ctx, const struct fetch_response *response)
{
	struct collect *collect = ctx;

	if (collect->env->is_stopping && feed_result_is_failure(response->result)) {
		finish(collect, NULL);
		return;
	}
	collect->outcome.is_unreachable = response->result == FEED_UNREACHABLE;
	if (response->redirect != NULL)
		follow(collect, response->redirect);
	else if (response->result == FEED_OK)
		read_later(collect, response);
	else if (response->result == FEED_NOT_MODIFIED)
		give_up(collect, PAGE_NO_FULLER, NULL);
	else if (response->result == FEED_THROTTLED && response->status == 0)
		rest(collect, response);
	else if (may_pass(response))
		try_later(collect, response->retry_after, response->error);
	else
		refuse(collect, response->error);
}

static void fetch(struct collect *collect)
{
	struct fetch_request *request = &collect->approach.request;

	if (collect->hops == 0) {
		request->etag = collect->awaited.etag;
		request->last_modified = collect->awaited.last_modified;
	}
	fetch_start(collect->env->fetcher, request, on_fetched, collect);
}

static void on_permitted(void *ctx, const struct permission_answer *answer,
			 const struct err *err)
{
	struct collect *collect = ctx;

	if (err != NULL || collect->env->is_stopping) {
		finish(collect, err);
	} else if (answer->permission == PERMISSION_DENIED) {
		give_up(collect, PAGE_FORBIDDEN, answer->why);
	} else if (answer->permission == PERMISSION_LATER) {
		collect->outcome.is_unreachable = answer->is_unreachable;
		try_later(collect, answer->until - clock_now(), answer->why);
	} else {
		fetch(collect);
	}
}

static const struct feed_settings *settings_of(const struct collect *collect)
{
	const struct subscription *subscription =
		map_get_number(collect->env->subscriptions, (uint64_t)collect->of.feed_id);

	return subscription != NULL ? subscription->settings : NULL;
}

static void approach_page(struct collect *collect)
{
	const struct feed_settings *settings = settings_of(collect);
	struct err err;

	if (settings == NULL) {
		finish(collect, NULL);
		return;
	}
	approach_clear(&collect->approach);
	if (approach_init(&collect->approach, settings, collect->url, &err) < 0)
		give_up(collect, PAGE_FAILED, err.text);
	else
		permission_ask(collect->env, &collect->approach, on_permitted, collect);
}

/* As its feed is configured now, and as its other pages turned out. */
static bool is_wanted(const struct collect *collect, const struct feed_settings *settings)
{
	return settings->full_text == FULL_TEXT_YES ||
	       (settings->full_text == FULL_TEXT_AUTO &&
		teaser_is_worth_a_page(&collect->awaited.record));
}

/* The page was had for another entry, often of another feed of its publisher. */
static void take_twin(struct collect *collect, const struct web_page *twin)
{
	if (twin->text != NULL && teaser_is_beaten(collect->awaited.text, twin->text)) {
		collect->extract.byline = twin->byline;
		collect->extract.credit = twin->credit;
		collect->extract.language = twin->language;
		collect->extract.text = twin->text;
		keep_page(collect, PAGE_OF_USE);
	} else {
		keep_page(collect, twin->text != NULL ? PAGE_NO_FULLER : twin->result);
	}
}

static bool is_of_use(const struct web_page *twin)
{
	return twin != NULL && twin->result != PAGE_NO_FULLER;
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct collect *collect = ctx;
	const struct feed_settings *settings = settings_of(collect);

	collect->outcome.url = collect->url = collect->awaited.url;
	if (err != NULL || collect->url == NULL || settings == NULL || collect->env->is_stopping)
		finish(collect, err);
	else if (is_of_use(collect->awaited.twin))
		take_twin(collect, collect->awaited.twin);
	else if (is_wanted(collect, settings))
		approach_page(collect);
	else
		give_up(collect, PAGE_UNWANTED, NULL);
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct collect *collect = ctx;

	return articles_load(store, collect->arena, &collect->of, &collect->awaited, err);
}

void collect_start(const struct env *env, int64_t entry_id, int64_t feed_id,
		   collect_done_cb done, void *ctx)
{
	struct collect *collect = mem_new(sizeof(*collect));

	collect->env = env;
	collect->done = done;
	collect->ctx = ctx;
	collect->of = (struct page_query){
		.entry_id = entry_id, .feed_id = feed_id, .since = clock_now() - COLLECT_MEMORY,
	};
	collect->outcome.entry_id = entry_id;
	collect->page = (struct web_page){ .entry_id = entry_id, .feed_id = feed_id };
	collect->arena = arena_new();
	writer_submit(env->writer, load, on_loaded, collect);
}
