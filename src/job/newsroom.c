#include "job/newsroom.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "job/bylines.h"
#include "job/env.h"
#include "job/worker.h"
#include "model/story.h"
#include "store/entries.h"
#include "store/stories.h"
#include "store/writer.h"
#include "story/cluster.h"

/*
 *	newsroom_start --> load --> on_loaded --> place --> on_placed --> save --> on_saved --+
 *	                    ^                                                                 |
 *	                    +---- while there is more: first what was placed before a --------+
 *	                          restart, then what is new
 *
 * What was placed before is learnt when something new is to be placed, not before: it
 * takes its time, and a process that finds nothing new can do without.
 *
 * Articles come in batches so that a large backlog does not fill the memory. If
 * anything fails the cluster is dropped, to be learnt again from what the store
 * really holds.
 */
enum {
	BATCH		= 2000,
	MOST_ARTICLES	= 80 * 1000,	/* held in memory: as many and half more, 0.6 GB */
};

struct newsroom {
	const struct env *env;
	newsroom_done_cb done;
	void *ctx;

	struct cluster *cluster;	/* NULL: to be learnt from the store */
	bool is_restored;		/* the cluster knows what was placed before */
	bool has_news;			/* there is something to place */
	int64_t now;
	int64_t last_id;		/* of the last batch: the next one follows it */
	int64_t next_story_id;
	int64_t await_since;		/* 0: no page is awaited */
	struct newsroom_report report;

	struct arena *arena;		/* of the batch */
	struct article_list batch;
	struct bylines *bylines;
	struct story_batch saved;	/* what was placed, or moved by settling */
};

static void load_later(struct newsroom *newsroom);

static void end_batch(struct newsroom *newsroom)
{
	arena_free(newsroom->arena);
	newsroom->arena = NULL;
}

static void drop_cluster(struct newsroom *newsroom)
{
	cluster_free(newsroom->cluster);
	newsroom->cluster = NULL;
	newsroom->is_restored = false;
	newsroom->last_id = 0;
}

static void finish(struct newsroom *newsroom, const struct err *err)
{
	end_batch(newsroom);
	if (err != NULL)
		drop_cluster(newsroom);
	newsroom->done(newsroom->ctx, &newsroom->report, err);
}

static bool is_last_batch(const struct newsroom *newsroom)
{
	return newsroom->batch.count < BATCH;
}

/*
 * A full batch means there may be more; the last of what is new ends it all, and so
 * does being told to stop: the next process places the rest. A cluster that has grown
 * too large is learnt again without what the store was told to forget.
 */
static void end_or_go_on(struct newsroom *newsroom)
{
	bool was_last = is_last_batch(newsroom), was_restored = newsroom->is_restored;

	end_batch(newsroom);
	if (newsroom->saved.forget_before != 0)
		drop_cluster(newsroom);
	if ((was_last && was_restored) || newsroom->env->is_stopping) {
		finish(newsroom, NULL);
		return;
	}
	if (was_last) {
		newsroom->is_restored = true;
		newsroom->last_id = 0;
	}
	load_later(newsroom);
}

static void on_saved(void *ctx, const struct err *err)
{
	struct newsroom *newsroom = ctx;

	if (err != NULL)
		finish(newsroom, err);
	else
		end_or_go_on(newsroom);
}

static int save(struct store *store, void *ctx, struct err *err)
{
	struct newsroom *newsroom = ctx;

	return stories_save(store, &newsroom->saved, err);
}

static void on_placed(void *ctx)
{
	struct newsroom *newsroom = ctx;

	if (newsroom->saved.placed_count > 0 || newsroom->saved.moved_count > 0)
		writer_submit(newsroom->env->writer, save, on_saved, newsroom);
	else
		end_or_go_on(newsroom);
}

/* The earlier first, so that the report that others reprint tends to be there before them. */
static int compare_time(const void *a, const void *b)
{
	const struct article *left = a, *right = b;

	if (left->time != right->time)
		return left->time < right->time ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

static void restore_batch(struct newsroom *newsroom)
{
	size_t i;

	for (i = 0; i < newsroom->batch.count; i++)
		cluster_restore(newsroom->cluster, &newsroom->batch.items[i]);
	newsroom->saved = (struct story_batch){0};
}

/* Lists for the store what was placed, and what settling did; in the batch's arena. */
static struct story_batch list_news(struct newsroom *newsroom, size_t moved_count)
{
	struct article *moved = arena_array(newsroom->arena, moved_count, sizeof(*moved));
	const struct story_change *news;
	size_t count = cluster_changes(newsroom->cluster, &news), i;
	struct story_change *changes = arena_array(newsroom->arena, count, sizeof(*changes));

	for (i = 0; i < moved_count; i++)
		cluster_moved(newsroom->cluster, i, &moved[i]);
	for (i = 0; i < count; i++)
		changes[i] = news[i];
	return (struct story_batch){
		.placed = newsroom->batch.items,
		.placed_count = newsroom->batch.count,
		.moved = moved,
		.moved_count = moved_count,
		.changes = changes,
		.change_count = count,
		.next_id = cluster_next_story_id(newsroom->cluster),
	};
}

/* Settling looks at days as a whole, so it waits until all that is new was placed. */
static void place_batch(struct newsroom *newsroom)
{
	const struct article_list *batch = &newsroom->batch;
	int64_t before = newsroom->now - NEWSROOM_WINDOW;
	size_t moved = 0, i;

	qsort(batch->items, batch->count, sizeof(*batch->items), compare_time);
	for (i = 0; i < batch->count; i++)
		cluster_place(newsroom->cluster, &batch->items[i]);
	newsroom->report.placed += batch->count;
	if (is_last_batch(newsroom))
		moved = cluster_settle(newsroom->cluster, newsroom->now);
	newsroom->saved = list_news(newsroom, moved);
	if (batch->count > 0 &&
	    cluster_has_outgrown(newsroom->cluster, &before, MOST_ARTICLES))
		newsroom->saved.forget_before = before;
}

static void place(void *ctx)
{
	struct newsroom *newsroom = ctx;

	bylines_apply(newsroom->bylines, newsroom->batch.items, newsroom->batch.count);
	if (newsroom->cluster == NULL)
		newsroom->cluster = cluster_new(newsroom->next_story_id);
	if (newsroom->is_restored)
		place_batch(newsroom);
	else
		restore_batch(newsroom);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct newsroom *newsroom = ctx;

	if (err != NULL) {
		finish(newsroom, err);
		return;
	}
	if (newsroom->cluster == NULL && !newsroom->has_news) {
		finish(newsroom, NULL);
		return;
	}
	if (newsroom->batch.count > 0)
		newsroom->last_id = newsroom->batch.items[newsroom->batch.count - 1].id;
	newsroom->bylines = bylines_collect(newsroom->arena, newsroom->env->subscriptions,
					    newsroom->batch.items, newsroom->batch.count);
	worker_submit(newsroom->env->loop, place, on_placed, newsroom);
}

static int load_articles(struct store *store, struct newsroom *newsroom,
			 enum article_choice choice, size_t most, struct err *err)
{
	const struct article_query query = {
		.choice = choice,
		.since = TIME_UNKNOWN,
		.until = INT64_MAX,
		.after_id = newsroom->last_id,
		.await_since = newsroom->await_since,
		.limit = most,
	};

	return entries_load_articles(store, newsroom->arena, &query, &newsroom->batch, err);
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct newsroom *newsroom = ctx;

	if (newsroom->await_since != 0 &&
	    entries_any_awaited(store, newsroom->await_since, &newsroom->report.is_awaiting,
				err) < 0)
		return -1;
	if (stories_next_id(store, &newsroom->next_story_id, err) < 0)
		return -1;
	if (newsroom->is_restored)
		return load_articles(store, newsroom, ARTICLES_UNPLACED, BATCH, err);
	if (newsroom->cluster == NULL) {
		if (load_articles(store, newsroom, ARTICLES_UNPLACED, 1, err) < 0)
			return -1;
		newsroom->has_news = newsroom->batch.count > 0;
		if (!newsroom->has_news)
			return 0;
	}
	return load_articles(store, newsroom, ARTICLES_PLACED, BATCH, err);
}

static void load_later(struct newsroom *newsroom)
{
	newsroom->arena = arena_new();
	writer_submit(newsroom->env->writer, load, on_loaded, newsroom);
}

struct newsroom *newsroom_new(const struct env *env)
{
	struct newsroom *newsroom = mem_new(sizeof(*newsroom));

	newsroom->env = env;
	return newsroom;
}

void newsroom_free(struct newsroom *newsroom)
{
	if (newsroom == NULL)
		return;
	cluster_free(newsroom->cluster);
	arena_free(newsroom->arena);
	free(newsroom);
}

void newsroom_start(struct newsroom *newsroom, int64_t patience, newsroom_done_cb done, void *ctx)
{
	newsroom->done = done;
	newsroom->ctx = ctx;
	newsroom->now = clock_now();
	newsroom->last_id = 0;
	newsroom->await_since = patience > 0 ? newsroom->now - patience : 0;
	newsroom->report = (struct newsroom_report){0};
	load_later(newsroom);
}
