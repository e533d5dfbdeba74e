/*
 * An article that copies another joins its story. Any other joins the story
 * whose articles it resembles most on average (not their centroid, which comes
 * to resemble everything as a story grows), or founds one. What two articles
 * are about is compared by TF-IDF, and the days between them count against
 * them: on one topic, only time keeps this month's event from last month's.
 * A newsroom tells an event once, and what it writes next, alike as it may be,
 * is the next thing it has to tell: an interview, what followed, what is on
 * television. So how alike two articles of one publisher are says little.
 *
 * Arriving one by one, some land in the wrong place. Settling groups the
 * last days' articles anew, all pairs at once, by average-link agglomeration.
 */
#include "story/cluster.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/linkage.h"
#include "story/syndication.h"
#include "story/window.h"

enum {
	CANDIDATES = 64,		/* articles whose stories a new one is compared with */
	COMPARED_MEMBERS = 24,		/* of a story, the newest */
	NEIGHBOURS = 100,		/* of an article, when settling */
	SETTLED = 3 * 86400,		/* seconds: what is first seen earlier stays where it is */
};

static const double JOIN = 0.18;	/* mean similarity that makes it the same story … */
static const double GROUP = 0.18;	/* … and when settling */
static const double EDGE = 0.04;	/* similarity below which two have nothing in common */
static const double SIGMA = 3 * 86400.;	/* seconds: how fast likeness fades with time */
static const double DOUBT = 0.5;	/* see linkage.h */
static const double UNDATED = 0.74;	/* what likeness is worth where time is unknown */
static const double OWN = 0.3;		/* what it weighs between articles of one publisher */

struct members {
	uint32_t *items;
	size_t count;
	size_t capacity;
	bool is_active;			/* being settled */
};

struct cluster {
	struct window *window;
	struct map *stories;		/* by id: struct members */
	int64_t next_story_id;
	bool is_settled;		/* nothing came since */
	bool has_restored;		/* some items know whom they copy only by id */
	uint32_t *moved;
	size_t moved_count;
	size_t moved_capacity;
};

static struct members *story_of(struct cluster *cluster, int64_t story_id)
{
	struct members *story = map_get_number(cluster->stories, (uint64_t)story_id);

	if (story == NULL) {
		story = mem_new(sizeof(*story));
		map_put_number(cluster->stories, (uint64_t)story_id, story);
	}
	return story;
}

static void enter_story(struct cluster *cluster, uint32_t number)
{
	struct members *story = story_of(cluster, window_item(cluster->window, number)->story_id);

	story->items = mem_grow(story->items, &story->capacity, story->count,
				sizeof(*story->items));
	story->items[story->count++] = number;
}

static void drop_stories(struct cluster *cluster)
{
	struct members *story;
	size_t position = 0;

	while ((story = map_next(cluster->stories, &position)) != NULL) {
		free(story->items);
		free(story);
	}
	map_free(cluster->stories);
	cluster->stories = NULL;
}

static void list_stories(struct cluster *cluster)
{
	size_t i;

	drop_stories(cluster);
	cluster->stories = map_new();
	for (i = 0; i < window_count(cluster->window); i++)
		enter_story(cluster, (uint32_t)i);
}

struct cluster *cluster_new(int64_t next_story_id)
{
	struct cluster *cluster = mem_new(sizeof(*cluster));

	cluster->window = window_new();
	cluster->stories = map_new();
	cluster->next_story_id = next_story_id;
	return cluster;
}

void cluster_free(struct cluster *cluster)
{
	if (cluster == NULL)
		return;
	drop_stories(cluster);
	window_free(cluster->window);
	free(cluster->moved);
	free(cluster);
}

static void remember_as_said(struct item *item)
{
	item->said_story_id = item->story_id;
	item->said_role = item->role;
	item->said_of = item->of;
}

void cluster_restore(struct cluster *cluster, const struct article *article)
{
	uint32_t number = window_add(cluster->window, article);

	remember_as_said(window_item(cluster->window, number));
	enter_story(cluster, number);
	cluster->has_restored = true;
	cluster->is_settled = false;
	cluster->moved_count = 0;
}

/* Restored items come in any order: only now is everyone there that they may copy. */
static void link_restored(struct cluster *cluster)
{
	struct map *numbers;
	size_t i;

	if (!cluster->has_restored)
		return;
	cluster->has_restored = false;
	numbers = map_new();
	for (i = 0; i < window_count(cluster->window); i++)
		map_put_number(numbers, (uint64_t)window_item(cluster->window, (uint32_t)i)->id,
			       (void *)(uintptr_t)(i + 1));
	for (i = 0; i < window_count(cluster->window); i++) {
		struct item *item = window_item(cluster->window, (uint32_t)i);
		uintptr_t of = (uintptr_t)map_get_number(numbers, (uint64_t)item->of);
		uintptr_t with = (uintptr_t)map_get_number(numbers, (uint64_t)item->merged_with);

		if (of != 0 && item->of != 0)
			syndication_relink(cluster->window, (uint32_t)i, (uint32_t)(of - 1));
		if (with != 0 && item->merged_with != 0)
			syndication_rejoin(cluster->window, (uint32_t)i, (uint32_t)(with - 1));
	}
	map_free(numbers);
}

static double fading(const struct item *a, const struct item *b)
{
	double gap;

	if (a->time == TIME_UNKNOWN || b->time == TIME_UNKNOWN)
		return UNDATED;
	gap = ((double)a->time - (double)b->time) / SIGMA;
	return exp(-gap * gap / 2);
}

static double resemblance(struct window *window, uint32_t a, uint32_t b)
{
	const struct item *x = window_item(window, a), *y = window_item(window, b);

	if (!str_is_empty(x->print.language) && !str_is_empty(y->print.language) &&
	    !str_equal(x->print.language, y->print.language))
		return 0;
	if (hallmark_differs(&x->print.hallmark, &y->print.hallmark))
		return 0;
	return window_similarity(window, a, b) * fading(x, y);
}

/* How much the resemblance of two articles counts among those of others, up to 1. */
static double evidence(struct window *window, uint32_t a, uint32_t b)
{
	uint64_t publisher = window_item(window, a)->publisher;

	return publisher != 0 && publisher == window_item(window, b)->publisher ? OWN : 1;
}

/* Mean resemblance of an item to a story's newest articles; copies count once. */
static double likeness(struct window *window, uint32_t number, const struct members *story,
		       uint32_t *closest)
{
	double sum = 0, weights = 0, most = -1;
	size_t compared = 0, i;

	for (i = story->count; i > 0 && compared < COMPARED_MEMBERS; i--) {
		uint32_t other = story->items[i - 1];
		double r, weight;

		if (other == number || window_item(window, other)->copy_of != other)
			continue;
		r = resemblance(window, number, other);
		weight = evidence(window, number, other);
		sum += r * weight;
		weights += weight;
		compared++;
		if (r > most) {
			most = r;
			*closest = other;
		}
	}
	return compared > 0 ? sum / (weights + DOUBT) : 0;
}

static bool contains(const int64_t *ids, size_t count, int64_t id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Candidates of as many stories, the likeliest of each; how many. */
static size_t list_candidates(struct cluster *cluster, uint32_t number,
			      uint32_t candidates[CANDIDATES])
{
	size_t count = window_topic_candidates(cluster->window, number, candidates, CANDIDATES);
	int64_t ids[CANDIDATES];
	size_t kept = 0, i;

	for (i = 0; i < count; i++) {
		ids[kept] = window_item(cluster->window, candidates[i])->story_id;
		if (!contains(ids, kept, ids[kept]))
			candidates[kept++] = candidates[i];
	}
	return kept;
}

/* Puts an item that copies nothing into the story it is most like, or a new one. */
static void find_story(struct cluster *cluster, uint32_t number)
{
	struct item *item = window_item(cluster->window, number);
	uint32_t candidates[CANDIDATES];
	size_t count = list_candidates(cluster, number, candidates), i;

	item->story_id = 0;
	item->signal = SIGNAL_NONE;
	item->score = 0;
	item->merged_with = 0;
	for (i = 0; i < count; i++) {
		int64_t id = window_item(cluster->window, candidates[i])->story_id;
		uint32_t closest = candidates[i];
		double mean = likeness(cluster->window, number, story_of(cluster, id), &closest);

		if (mean < JOIN || mean <= item->score)
			continue;
		item->story_id = id;
		item->signal = SIGNAL_SIMILAR;
		item->score = mean;
		item->merged_with = window_item(cluster->window, closest)->id;
	}
	if (item->story_id == 0)
		item->story_id = cluster->next_story_id++;
}

static void tell(const struct item *item, struct article *out)
{
	out->id = item->id;
	out->story_id = item->story_id;
	out->role = item->role;
	out->of = item->of;
	out->signal = item->signal;
	out->score = item->score;
	out->merged_with = item->merged_with;
}

/* A copy may change who is whose origin; what copies nothing changes its own role only. */
static void assign_roles(struct cluster *cluster, uint32_t number, bool is_copy)
{
	struct window *window = cluster->window;
	struct members *story = story_of(cluster, window_item(window, number)->story_id);

	if (is_copy)
		syndication_assign_roles(window, story->items, story->count);
	else
		syndication_assign_roles(window, &number, 1);
}

void cluster_place(struct cluster *cluster, struct article *article)
{
	struct window *window = cluster->window;
	uint32_t number = window_add(window, article);
	struct item *item = window_item(window, number);
	struct copy copy;

	link_restored(cluster);
	cluster->is_settled = false;
	cluster->moved_count = 0;
	item->of = 0;
	item->role = ROLE_INDEPENDENT;
	copy = syndication_join(window, number);
	if (copy.item != NO_ITEM) {
		item->story_id = window_item(window, copy.item)->story_id;
		item->signal = copy.signal;
		item->score = copy.score;
		item->merged_with = window_item(window, copy.item)->id;
	} else {
		find_story(cluster, number);
	}
	enter_story(cluster, number);
	assign_roles(cluster, number, copy.item != NO_ITEM);
	remember_as_said(item);
	tell(item, article);
}

/* The items being settled: nodes of a graph, copies of one text being one node. */
struct settling {
	uint32_t *items;
	size_t item_count;
	uint32_t *nodes;		/* by window item: its node, or NO_ITEM */
	uint32_t *roots;		/* by node: the item that stands for it */
	size_t node_count;
	uint32_t *groups;		/* by node */
};

static void mark_active(struct cluster *cluster, int64_t since)
{
	size_t i;

	for (i = 0; i < window_count(cluster->window); i++) {
		const struct item *item = window_item(cluster->window, (uint32_t)i);

		if (item->first_seen >= since)
			story_of(cluster, item->story_id)->is_active = true;
	}
}

/* Lists the active stories' items, with a node for each text. */
static void settling_open(struct settling *settling, struct cluster *cluster)
{
	struct window *window = cluster->window;
	size_t count = window_count(window), i;

	*settling = (struct settling){
		.items = mem_array(count + 1, sizeof(uint32_t)),
		.nodes = mem_array(count + 1, sizeof(uint32_t)),
		.roots = mem_array(count + 1, sizeof(uint32_t)),
		.groups = mem_array(count + 1, sizeof(uint32_t)),
	};
	for (i = 0; i < count; i++)
		settling->nodes[i] = NO_ITEM;
	for (i = 0; i < count; i++) {
		uint32_t root = syndication_root(window, (uint32_t)i);

		if (!story_of(cluster, window_item(window, (uint32_t)i)->story_id)->is_active)
			continue;
		settling->items[settling->item_count++] = (uint32_t)i;
		if (settling->nodes[root] == NO_ITEM) {
			settling->nodes[root] = (uint32_t)settling->node_count;
			settling->roots[settling->node_count++] = root;
		}
		settling->nodes[i] = settling->nodes[root];
	}
}

static void settling_close(struct settling *settling)
{
	free(settling->items);
	free(settling->nodes);
	free(settling->roots);
	free(settling->groups);
}

static void link_neighbours(struct linkage *linkage, const struct settling *settling,
			    struct window *window, uint32_t node)
{
	uint32_t root = settling->roots[node], candidates[NEIGHBOURS];
	size_t count = window_topic_candidates(window, root, candidates, NEIGHBOURS), i;

	for (i = 0; i < count; i++) {
		uint32_t other = settling->nodes[candidates[i]];
		double r;

		if (other == NO_ITEM || other == node || settling->roots[other] != candidates[i])
			continue;
		r = resemblance(window, root, candidates[i]);
		if (r >= EDGE)
			linkage_add(linkage, node, other, (float)r,
				    (float)evidence(window, root, candidates[i]));
	}
}

static void regroup(struct settling *settling, struct window *window)
{
	struct linkage *linkage = linkage_new(settling->node_count, DOUBT);
	size_t i;

	for (i = 0; i < settling->node_count; i++)
		link_neighbours(linkage, settling, window, (uint32_t)i);
	linkage_group(linkage, (float)GROUP, settling->groups);
	linkage_free(linkage);
}

/*
 * Names the groups: each, the one with the oldest item first, keeps the oldest
 * of its items' story ids that no other has taken; by group, its story's id.
 */
static int64_t *name_groups(struct cluster *cluster, const struct settling *settling)
{
	int64_t *names = mem_array(settling->node_count + 1, sizeof(*names));
	struct map *taken = map_new();
	size_t i;

	for (i = 0; i < settling->item_count; i++) {
		uint32_t number = settling->items[i];
		int64_t id = window_item(cluster->window, number)->story_id;
		int64_t *name = &names[settling->groups[settling->nodes[number]]];

		if (*name == 0 && map_get_number(taken, (uint64_t)id) == NULL) {
			map_put_number(taken, (uint64_t)id, name);
			*name = id;
		}
	}
	for (i = 0; i < settling->node_count; i++)
		if (settling->groups[i] == i && names[i] == 0)
			names[i] = cluster->next_story_id++;
	map_free(taken);
	return names;
}

/* Explains an item's place in the story it was moved to. */
static void explain_move(struct cluster *cluster, uint32_t number)
{
	struct item *item = window_item(cluster->window, number);
	uint32_t closest = number;

	if (item->signal == SIGNAL_SAME_LINK || item->signal == SIGNAL_COPIED_TEXT ||
	    item->signal == SIGNAL_SAME_TITLE)
		return;
	item->score = likeness(cluster->window, number, story_of(cluster, item->story_id),
			       &closest);
	item->signal = closest != number ? SIGNAL_SIMILAR : SIGNAL_NONE;
	item->merged_with = closest != number ? window_item(cluster->window, closest)->id : 0;
}

static void apply(struct cluster *cluster, const struct settling *settling)
{
	int64_t *names = name_groups(cluster, settling);
	size_t i;

	for (i = 0; i < settling->item_count; i++) {
		uint32_t number = settling->items[i];

		window_item(cluster->window, number)->story_id =
			names[settling->groups[settling->nodes[number]]];
	}
	free(names);
	list_stories(cluster);
}

static bool has_news(const struct item *item)
{
	return item->story_id != item->said_story_id || item->role != item->said_role ||
	       item->of != item->said_of;
}

static void note_moves(struct cluster *cluster, const struct settling *settling)
{
	size_t i;

	for (i = 0; i < settling->item_count; i++) {
		uint32_t number = settling->items[i];
		struct item *item = window_item(cluster->window, number);

		if (!has_news(item))
			continue;
		if (item->story_id != item->said_story_id)
			explain_move(cluster, number);
		remember_as_said(item);
		cluster->moved = mem_grow(cluster->moved, &cluster->moved_capacity,
					  cluster->moved_count, sizeof(*cluster->moved));
		cluster->moved[cluster->moved_count++] = number;
	}
}

size_t cluster_settle(struct cluster *cluster, int64_t now)
{
	struct settling settling;
	struct members *story;
	size_t position = 0;

	link_restored(cluster);
	cluster->moved_count = 0;
	if (cluster->is_settled)
		return 0;
	cluster->is_settled = true;
	mark_active(cluster, now - SETTLED);
	settling_open(&settling, cluster);
	regroup(&settling, cluster->window);
	apply(cluster, &settling);
	while ((story = map_next(cluster->stories, &position)) != NULL)
		syndication_assign_roles(cluster->window, story->items, story->count);
	note_moves(cluster, &settling);
	settling_close(&settling);
	return cluster->moved_count;
}

void cluster_moved(const struct cluster *cluster, size_t index, struct article *out)
{
	*out = (struct article){0};
	tell(window_item(cluster->window, cluster->moved[index]), out);
}

/* When that of the articles was first seen after which there are `most`. */
static int64_t surplus_until(struct window *window, size_t most)
{
	size_t count = window_count(window);

	return count > most ? window_item(window, (uint32_t)(count - most))->first_seen : INT64_MIN;
}

static size_t count_before(struct window *window, int64_t before)
{
	size_t count = 0, i;

	for (i = 0; i < window_count(window); i++)
		count += window_item(window, (uint32_t)i)->first_seen < before;
	return count;
}

void cluster_forget(struct cluster *cluster, int64_t before, size_t most)
{
	int64_t surplus = surplus_until(cluster->window, most);

	if (surplus > before)
		before = surplus;
	/* To forget a few costs as much as to forget many: all that stay are looked at. */
	if (count_before(cluster->window, before) < window_count(cluster->window) / 8)
		return;
	link_restored(cluster);
	cluster->moved_count = 0;
	window_forget(cluster->window, before);
	list_stories(cluster);
}

int64_t cluster_next_story_id(const struct cluster *cluster)
{
	return cluster->next_story_id;
}
