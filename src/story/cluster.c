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

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/evidence.h"
#include "story/linkage.h"
#include "story/resemblance.h"
#include "story/succession.h"
#include "story/syndication.h"
#include "story/window.h"

enum {
	CANDIDATES = 64,		/* articles whose stories a new one is compared with */
	COMPARED_MEMBERS = 24,		/* of a story, the newest */
	OUTGROWN = 3,			/* by a part: to learn the others again takes its time */
	NEIGHBOURS = 100,		/* of an article, when settling */
	SETTLED = 3 * 86400,		/* seconds: what is first seen earlier stays where it is */
};

static const double JOIN = 0.18;	/* mean similarity that makes it the same story … */
static const double GROUP = 0.18;	/* … and when settling */
static const double EDGE = 0.04;	/* similarity below which two have nothing in common */
static const double DOUBT = 0.5;	/* see linkage.h */

struct members {
	uint32_t *items;
	size_t count;
	size_t capacity;
	uint32_t *texts;		/* of the items, what copied none when last looked at */
	size_t text_count;
	size_t text_capacity;
	bool is_active;			/* being settled */
};

struct cluster {
	struct window *window;
	struct map *stories;		/* by id: struct members */
	int64_t next_story_id;
	int64_t known;			/* the first story id that nobody has heard of yet */
	bool is_settled;		/* nothing came since */
	bool has_restored;		/* some items know whom they copy only by id */
	uint32_t *moved;
	size_t moved_count;
	size_t moved_capacity;
	struct story_change *changes;
	size_t change_count;
};

/* What settling said holds until something else is done. */
static void forget_news(struct cluster *cluster)
{
	cluster->moved_count = 0;
	cluster->change_count = 0;
}

static struct members *story_of(struct cluster *cluster, int64_t story_id)
{
	struct members *story = map_get_number(cluster->stories, (uint64_t)story_id);

	if (story == NULL) {
		story = mem_new(sizeof(*story));
		map_put_number(cluster->stories, (uint64_t)story_id, story);
	}
	return story;
}

static bool copies_another(struct window *window, uint32_t number)
{
	return window_item(window, number)->copy_of != number;
}

static void enter_story(struct cluster *cluster, uint32_t number)
{
	struct members *story = story_of(cluster, window_item(cluster->window, number)->story_id);

	story->items = mem_grow(story->items, &story->capacity, story->count,
				sizeof(*story->items));
	story->items[story->count++] = number;
	if (copies_another(cluster->window, number))
		return;
	story->texts = mem_grow(story->texts, &story->text_capacity, story->text_count,
				sizeof(*story->texts));
	story->texts[story->text_count++] = number;
}

/* What is found to copy another stays a copy, until all are listed anew. */
static void drop_copies(struct window *window, struct members *story)
{
	size_t kept = 0, i;

	for (i = 0; i < story->text_count; i++)
		if (!copies_another(window, story->texts[i]))
			story->texts[kept++] = story->texts[i];
	story->text_count = kept;
}

static void drop_stories(struct cluster *cluster)
{
	struct members *story;
	size_t position = 0;

	while ((story = map_next(cluster->stories, &position)) != NULL) {
		free(story->items);
		free(story->texts);
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
	cluster->next_story_id = cluster->known = next_story_id;
	return cluster;
}

void cluster_free(struct cluster *cluster)
{
	if (cluster == NULL)
		return;
	drop_stories(cluster);
	window_free(cluster->window);
	free(cluster->moved);
	free(cluster->changes);
	free(cluster);
}

static void remember_as_said(struct item *item)
{
	item->said_story_id = item->story_id;
	item->said_role = item->role;
	item->said_of = item->of;
}

/* The item of that id, or else the first that copies it: a copy of what was forgotten. */
static uint32_t known_as(struct map *numbers, int64_t id, uint32_t number)
{
	uintptr_t known = (uintptr_t)map_get_number(numbers, (uint64_t)id);

	if (known != 0)
		return (uint32_t)(known - 1);
	map_put_number(numbers, (uint64_t)id, (void *)(uintptr_t)(number + 1));
	return number;
}

/* Who copies whom was found again when they were restored, but for what was forgotten since. */
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
		const struct item *item = window_item(cluster->window, (uint32_t)i);

		if (item->of != 0)
			syndication_relink(cluster->window, (uint32_t)i,
					   known_as(numbers, item->of, (uint32_t)i));
		if (item->merged_with != 0)
			syndication_rejoin(cluster->window, (uint32_t)i,
					   known_as(numbers, item->merged_with, (uint32_t)i));
	}
	map_free(numbers);
}

void cluster_restore(struct cluster *cluster, const struct article *article)
{
	uint32_t number = window_add(cluster->window, article);

	remember_as_said(window_item(cluster->window, number));
	syndication_join(cluster->window, number);
	enter_story(cluster, number);
	cluster->has_restored = true;
	cluster->is_settled = false;
	forget_news(cluster);
}

/* Mean resemblance of an item to a story's newest articles; copies count once. */
static double likeness(struct window *window, uint32_t number, struct members *story,
		       uint32_t *closest)
{
	double sum = 0, weights = 0, most = -1;
	size_t compared = 0, i;
	bool has_copies = false;

	for (i = story->text_count; i > 0 && compared < COMPARED_MEMBERS; i--) {
		uint32_t other = story->texts[i - 1];
		double r, weight;

		has_copies |= copies_another(window, other);
		if (other == number || copies_another(window, other))
			continue;
		r = resemblance_of(window, number, other);
		weight = resemblance_weight(window, number, other);
		sum += r * weight;
		weights += weight;
		compared++;
		if (r > most) {
			most = r;
			*closest = other;
		}
	}
	if (has_copies)
		drop_copies(window, story);
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

/* What copies, or credits, may change who is whose origin; else only its own role changes. */
static void assign_roles(struct cluster *cluster, uint32_t number, bool is_copy)
{
	struct window *window = cluster->window;
	const struct item *item = window_item(window, number);
	struct members *story = story_of(cluster, item->story_id);

	if (is_copy || item->provenance.agency != 0 || item->provenance.reporters != 0)
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
	forget_news(cluster);
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
	double *norms;			/* of the items, to be put back */
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
		.norms = mem_array(count + 1, sizeof(double)),
	};
	for (i = 0; i < count; i++)
		settling->nodes[i] = NO_ITEM;
	for (i = 0; i < count; i++) {
		uint32_t root = syndication_root(window, (uint32_t)i);

		if (!story_of(cluster, window_item(window, (uint32_t)i)->story_id)->is_active)
			continue;
		settling->norms[settling->item_count] = window_item(window, (uint32_t)i)->norm;
		settling->items[settling->item_count++] = (uint32_t)i;
		window_measure(window, (uint32_t)i);
		if (settling->nodes[root] == NO_ITEM) {
			settling->nodes[root] = (uint32_t)settling->node_count;
			settling->roots[settling->node_count++] = root;
		}
		settling->nodes[i] = settling->nodes[root];
	}
}

static void settling_close(struct settling *settling, struct window *window)
{
	size_t i;

	for (i = 0; i < settling->item_count; i++)
		window_item(window, settling->items[i])->norm = settling->norms[i];
	free(settling->items);
	free(settling->nodes);
	free(settling->roots);
	free(settling->groups);
	free(settling->norms);
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
		r = resemblance_of(window, root, candidates[i]);
		if (r >= EDGE)
			linkage_add(linkage, node, other, (float)r,
				    (float)resemblance_weight(window, root, candidates[i]));
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

/* What became of the stories, of which each item is still in the one it was in. */
static struct succession succeed(struct cluster *cluster, const struct settling *settling)
{
	struct heritage *heritage = mem_array(settling->item_count + 1, sizeof(*heritage));
	struct succession succession;
	size_t i;

	for (i = 0; i < settling->item_count; i++) {
		uint32_t number = settling->items[i];

		heritage[i].story_id = window_item(cluster->window, number)->story_id;
		heritage[i].group = settling->groups[settling->nodes[number]];
	}
	succession_make(&succession, &(struct regrouping){ heritage, settling->item_count,
			settling->node_count, cluster->known }, &cluster->next_story_id);
	free(heritage);
	return succession;
}

/* What a story's newest items have of this one. */
static struct copy find_copy(struct window *window, uint32_t number, const struct members *story)
{
	struct copy best = { .item = NO_ITEM };
	size_t oldest = story->count > COMPARED_MEMBERS ? story->count - COMPARED_MEMBERS : 0, i;

	for (i = story->count; i > oldest; i--) {
		struct copy copy;

		if (story->items[i - 1] != number &&
		    syndication_compare(window, number, story->items[i - 1], &copy) &&
		    (best.item == NO_ITEM || copy.score > best.score))
			best = copy;
	}
	return best;
}

/* Explains an item's place in the story it was moved to. */
static void explain_move(struct cluster *cluster, uint32_t number)
{
	struct item *item = window_item(cluster->window, number);
	struct members *story;
	uint32_t closest = number;
	struct copy copy;

	if (item->signal == SIGNAL_SAME_LINK || item->signal == SIGNAL_COPIED_TEXT ||
	    item->signal == SIGNAL_SAME_TITLE)
		return;
	story = story_of(cluster, item->story_id);
	copy = find_copy(cluster->window, number, story);
	if (copy.item != NO_ITEM) {
		item->signal = copy.signal;
		item->score = copy.score;
		item->merged_with = window_item(cluster->window, copy.item)->id;
		return;
	}
	item->score = likeness(cluster->window, number, story, &closest);
	if (item->signal == SIGNAL_CREDIT)
		return;
	item->signal = closest != number ? SIGNAL_SIMILAR : SIGNAL_NONE;
	item->merged_with = closest != number ? window_item(cluster->window, closest)->id : 0;
}

static void apply(struct cluster *cluster, const struct settling *settling, const int64_t *names)
{
	size_t i;

	for (i = 0; i < settling->item_count; i++) {
		uint32_t number = settling->items[i];

		window_item(cluster->window, number)->story_id =
			names[settling->groups[settling->nodes[number]]];
	}
	list_stories(cluster);
}

/* Items of a story that were in it before, or that were not. */
struct side {
	int64_t in;
	int64_t before;
	bool was_there;
};

/* The newest of them, in `room`. */
static struct evidence_items list_side(struct cluster *cluster, struct side side,
				       uint32_t room[COMPARED_MEMBERS])
{
	const struct members *story = story_of(cluster, side.in);
	struct evidence_items items = { room, 0 };
	size_t i;

	for (i = story->count; i > 0 && items.count < COMPARED_MEMBERS; i--) {
		const struct item *item = window_item(cluster->window, story->items[i - 1]);

		if ((item->said_story_id == side.before) == side.was_there)
			room[items.count++] = story->items[i - 1];
	}
	return items;
}

/* Compares what came to a story with what was there, or with what it was split from. */
static void explain_change(struct cluster *cluster, const struct turn *turn,
			   struct story_change *change)
{
	bool is_split = turn->kind == STORY_SPLIT;
	const struct side gone = { turn->to, turn->from, true };
	const struct side others = { is_split ? turn->successor : turn->to, turn->from, is_split };
	uint32_t room[COMPARED_MEMBERS], room_of_others[COMPARED_MEMBERS];

	evidence_weigh(change, cluster->window, list_side(cluster, gone, room),
		       list_side(cluster, others, room_of_others));
}

static void note_changes(struct cluster *cluster, const struct succession *succession, int64_t now)
{
	size_t count = succession->turn_count, i;

	free(cluster->changes);
	cluster->changes = mem_array(count + 1, sizeof(*cluster->changes));
	cluster->change_count = count;
	for (i = 0; i < count; i++) {
		const struct turn *turn = &succession->turns[i];

		cluster->changes[i] = (struct story_change){
			.time = now, .kind = turn->kind, .story_id = turn->from,
			.other_id = turn->to, .articles = turn->articles };
		explain_change(cluster, turn, &cluster->changes[i]);
	}
	cluster->known = cluster->next_story_id;
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
	struct succession succession;
	struct settling settling;
	struct members *story;
	size_t position = 0;

	link_restored(cluster);
	forget_news(cluster);
	if (cluster->is_settled)
		return 0;
	cluster->is_settled = true;
	mark_active(cluster, now - SETTLED);
	settling_open(&settling, cluster);
	regroup(&settling, cluster->window);
	succession = succeed(cluster, &settling);
	apply(cluster, &settling, succession.names);
	note_changes(cluster, &succession, now);
	while ((story = map_next(cluster->stories, &position)) != NULL)
		syndication_assign_roles(cluster->window, story->items, story->count);
	note_moves(cluster, &settling);
	settling_close(&settling, cluster->window);
	succession_clear(&succession);
	return cluster->moved_count;
}

void cluster_moved(const struct cluster *cluster, size_t index, struct article *out)
{
	*out = (struct article){0};
	tell(window_item(cluster->window, cluster->moved[index]), out);
}

size_t cluster_changes(const struct cluster *cluster, const struct story_change **out)
{
	*out = cluster->changes;
	return cluster->change_count;
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

bool cluster_has_outgrown(const struct cluster *cluster, int64_t *before, size_t most)
{
	int64_t surplus = surplus_until(cluster->window, most);
	int64_t until = surplus > *before ? surplus : *before;
	size_t old = count_before(cluster->window, until);

	if (old == 0 || old < window_count(cluster->window) / OUTGROWN)
		return false;
	*before = until;
	return true;
}

int64_t cluster_next_story_id(const struct cluster *cluster)
{
	return cluster->next_story_id;
}
