#include "job/preview.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "config/config.h"
#include "job/bylines.h"
#include "job/composition.h"
#include "job/newsroom.h"
#include "job/subscription.h"
#include "store/feeds.h"
#include "store/store.h"
#include "store/stories.h"
#include "story/cluster.h"

/* The config's feeds as if they were followed. */
struct followed {
	struct feed_state *states;
	size_t state_count;
	struct subscription *list;
	struct map *by_id;
};

static int follow(struct followed *followed, const struct config *config, struct store *store,
		  struct err *err)
{
	struct map *settings = map_new();
	size_t i;

	followed->by_id = map_new();
	if (feeds_load(store, &followed->states, &followed->state_count, err) < 0) {
		map_free(settings);
		return -1;
	}
	for (i = 0; i < config->feed_count; i++)
		map_put(settings, config->feeds[i].url, &config->feeds[i]);
	followed->list = mem_array(followed->state_count + 1, sizeof(*followed->list));
	for (i = 0; i < followed->state_count; i++) {
		struct subscription *subscription = &followed->list[i];

		subscription->settings = map_get(settings, followed->states[i].url);
		subscription->state = followed->states[i];
		if (subscription->settings != NULL)
			map_put_number(followed->by_id, (uint64_t)subscription->state.id,
				       subscription);
	}
	map_free(settings);
	return 0;
}

static void unfollow(struct followed *followed)
{
	map_free(followed->by_id);
	free(followed->list);
	feed_states_free(followed->states, followed->state_count);
}

static int by_time(const void *a, const void *b)
{
	const struct article *x = *(struct article *const *)a, *y = *(struct article *const *)b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void place(struct cluster *cluster, struct composition *composition)
{
	struct article_list *articles = &composition->articles;
	struct article **unplaced = mem_array(articles->count + 1, sizeof(*unplaced));
	struct map *by_id = map_new();
	size_t count = 0, moved, i;

	for (i = 0; i < articles->count; i++) {
		map_put_number(by_id, (uint64_t)articles->items[i].id, &articles->items[i]);
		if (articles->items[i].story_id == 0)
			unplaced[count++] = &articles->items[i];
	}
	qsort(unplaced, count, sizeof(*unplaced), by_time);
	for (i = 0; i < count; i++)
		cluster_place(cluster, unplaced[i]);
	moved = cluster_settle(cluster, composition->edition.period_end);
	for (i = 0; i < moved; i++) {
		struct article now, *article;

		cluster_moved(cluster, i, &now);
		article = map_get_number(by_id, (uint64_t)now.id);
		if (article != NULL) {
			article->story_id = now.story_id;
			article->role = now.role;
			article->of = now.of;
			article->signal = now.signal;
			article->score = now.score;
			article->merged_with = now.merged_with;
		}
	}
	map_free(by_id);
	free(unplaced);
}

static bool has_unplaced(const struct composition *composition)
{
	size_t i;

	for (i = 0; i < composition->articles.count; i++)
		if (composition->articles.items[i].story_id == 0)
			return true;
	return false;
}

static int place_all(struct composition *composition, const struct followed *followed,
		     struct store *store, struct err *err)
{
	const struct article_query query = {
		.choice = ARTICLES_PLACED,
	};
	struct article_list placed;
	struct cluster *cluster;
	int64_t next_id;
	size_t i;

	if (!has_unplaced(composition))
		return 0;
	if (stories_next_id(store, &next_id, err) < 0 ||
	    entries_load_articles(store, composition->arena, &query, &placed, err) < 0)
		return -1;
	bylines_apply(bylines_collect(composition->arena, followed->by_id, placed.items,
				      placed.count), placed.items, placed.count);
	cluster = cluster_new(next_id);
	for (i = 0; i < placed.count; i++)
		cluster_restore(cluster, &placed.items[i]);
	place(cluster, composition);
	cluster_free(cluster);
	return 0;
}

int preview_load(struct composition *composition, const struct config *config,
		 struct store *store, struct err *err)
{
	struct followed followed = {0};
	int result = -1;

	if (follow(&followed, config, store, err) < 0 ||
	    composition_load(composition, store, err) < 0)
		goto done;
	composition_collect(composition, followed.by_id);
	composition_name_articles(composition);
	result = place_all(composition, &followed, store, err);
done:
	unfollow(&followed);
	return result;
}

int preview_make(struct composition *composition, const struct config *config,
		 struct store *store, struct err *err)
{
	if (preview_load(composition, config, store, err) < 0)
		return -1;
	composition_make(composition);
	return 0;
}
