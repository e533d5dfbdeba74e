#include "story/window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/sort.h"
#include "base/str.h"
#include "story/lexicon.h"
#include "story/postings.h"
#include "story/rarity.h"
#include "text/agency.h"

enum {
	MOST_TERMS = 160,		/* kept of an article */
	TELLING_TERMS = 32,		/* of these, the weightiest: by them candidates are found */
	INDEXED_SHINGLES = 64,
	NEWEST_WITH_TERM = 128,		/* of the items that share a term, how many are looked at */
	NEWEST_WITH_SHINGLE = 128,
	AHEAD = 8,			/* keys asked for before their turn */
	GROWTH = 16,			/* by a part as small vectors are measured again */
};

/*
 * One item's terms, so laid out that those of another are found among them: they are
 * mostly not there, and their bits say so.
 */
enum {
	SPREAD_BITS = 4096,
	SPREAD_PLACES = 9,		/* bits: many more slots than MOST_TERMS */
	SPREAD_SLOTS = 1 << SPREAD_PLACES,
};

struct spread {
	uint32_t number;		/* whose terms they are, or NO_ITEM */
	uint64_t bits[SPREAD_BITS / 64];	/* by the last bits of a term's number */
	uint32_t terms[SPREAD_SLOTS];	/* open-addressed: a term's number plus one; 0: none */
	double values[SPREAD_SLOTS];	/* its weight by its rarity */
	double rarities[SPREAD_SLOTS];
};

struct ranked {
	struct item_term term;
	double value;
};

struct window {
	struct item *items;
	size_t count;
	size_t capacity;

	size_t measure_at;		/* so many items: all vectors are measured again */

	struct lexicon *lexicon;
	struct rarity *rarity;
	struct postings *by_term;
	struct postings *by_shingle;
	struct map *by_link;		/* item number plus one */
	struct map *by_title;

	struct spread *spread;		/* the item that others are compared with */
	struct ranked newest[TELLING_TERMS];	/* of the newest item the terms that tell most */

	uint32_t *touched;		/* scratch: room for every item */
	float *scores;			/* scratch: per item, zero between calls */
	size_t scratch_capacity;
};

/* Whether `a` comes before `b`. */
static bool tells_more(const struct ranked *a, const struct ranked *b)
{
	return a->value != b->value ? a->value > b->value : a->term.number < b->term.number;
}

/* Half of a number that is not negative, such that the greatest comes first. */
static uint32_t greatest_first(double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	return ~(uint32_t)(bits >> 32);
}

/*
 * A list of terms, the weightiest first; to be freed. They are sorted by half of their
 * values' bits, and then those that this does not tell apart.
 */
static struct ranked *rank_terms(const struct window *window, const struct item_term *terms,
				 size_t count)
{
	struct ranked *ranked = mem_resize(NULL, count, sizeof(*ranked));
	struct sort_key *keys = mem_resize(NULL, count, sizeof(*keys));
	double *values = mem_resize(NULL, count, sizeof(*values));
	size_t i, at;

	for (i = 0; i < count; i++) {
		values[i] = terms[i].weight * rarity_of(window->rarity, terms[i].number);
		keys[i] = (struct sort_key){ greatest_first(values[i]), (uint32_t)i };
	}
	sort_keys(keys, count);
	for (i = 0; i < count; i++) {
		struct ranked next = { terms[keys[i].index], values[keys[i].index] };

		for (at = i; at > 0 && tells_more(&next, &ranked[at - 1]); at--)
			ranked[at] = ranked[at - 1];
		ranked[at] = next;
	}
	free(keys);
	free(values);
	return ranked;
}

/* Puts terms in the order of their numbers; each is there once. */
static void order_terms(struct item_term *terms, size_t count)
{
	struct sort_key keys[MOST_TERMS];
	float weights[MOST_TERMS];
	size_t i;

	for (i = 0; i < count; i++) {
		keys[i] = (struct sort_key){ terms[i].number, (uint32_t)i };
		weights[i] = terms[i].weight;
	}
	sort_keys(keys, count);
	for (i = 0; i < count; i++)
		terms[i] = (struct item_term){ keys[i].number, weights[keys[i].index] };
}

/* Keeps the terms that tell most, and indexes the item by the best of them. */
static void take_terms(struct window *window, uint32_t number, const struct weighted_term *terms,
		       size_t count)
{
	struct item *item = &window->items[number];
	struct item_term *numbered = mem_array(count + 1, sizeof(*numbered));
	struct ranked *ranked;
	size_t i;

	rarity_begin_article(window->rarity);
	for (i = 0; i < count; i++)
		rarity_expect(window->rarity, terms[i].term);
	for (i = 0; i < count; i++)
		numbered[i] = (struct item_term){ rarity_note(window->rarity, terms[i].term),
						  terms[i].weight };
	ranked = rank_terms(window, numbered, count);
	item->term_count = count < MOST_TERMS ? count : MOST_TERMS;
	item->terms = mem_array(item->term_count + 1, sizeof(*item->terms));
	for (i = 0; i < item->term_count && i < TELLING_TERMS; i++)
		postings_expect(window->by_term, ranked[i].term.number);
	for (i = 0; i < item->term_count; i++) {
		item->terms[i] = ranked[i].term;
		if (i >= TELLING_TERMS)
			continue;
		postings_add(window->by_term, ranked[i].term.number, number);
		window->newest[i] = ranked[i];
	}
	order_terms(item->terms, item->term_count);
	free(numbered);
	free(ranked);
}

static void index_wording(struct window *window, uint32_t number)
{
	const struct fingerprint *print = &window->items[number].print;
	unsigned level = print->level;
	size_t kept = print->shingle_count, i;

	while (kept > INDEXED_SHINGLES) {
		kept /= 2;
		level++;
	}
	for (i = 0; i < print->shingle_count; i++)
		if ((print->shingles[i] & ((1u << level) - 1)) == 0)
			postings_expect(window->by_shingle, print->shingles[i]);
	for (i = 0; i < print->shingle_count; i++)
		if ((print->shingles[i] & ((1u << level) - 1)) == 0)
			postings_add(window->by_shingle, print->shingles[i], number);
}

/* The first item with a link, or a title, stands for all that have it. */
static void index_name(struct map *map, uint64_t key, uint32_t number)
{
	if (key != 0 && map_get_number(map, key) == NULL)
		map_put_number(map, key, (void *)(uintptr_t)(number + 1));
}

/* The length of an item's vector, as terms are by now. */
static void take_norm(struct window *window, uint32_t number)
{
	struct item *item = &window->items[number];

	item->norm = rarity_length(window->rarity, item->terms, item->term_count);
}

/*
 * Vectors grow as terms become rarer in a growing window, so they are measured again
 * whenever it has grown by a part: all at once, so that who was compared with whom in
 * between, or whether this process saw it, makes no difference.
 */
static void measure_now_and_then(struct window *window, uint32_t number)
{
	size_t i;

	take_norm(window, number);
	if (window->count < window->measure_at)
		return;
	for (i = 0; i < window->count; i++)
		take_norm(window, (uint32_t)i);
	window->measure_at = window->count + window->count / GROWTH + 1;
}

static void index_item(struct window *window, uint32_t number, const struct weighted_term *terms,
		       size_t count)
{
	const struct item *item = &window->items[number];

	take_terms(window, number, terms, count);
	index_wording(window, number);
	index_name(window->by_link, item->url_key.low, number);
	index_name(window->by_title, item->print.title, number);
	measure_now_and_then(window, number);
}

static void make_indexes(struct window *window)
{
	window->rarity = rarity_new();
	window->by_term = postings_new(NEWEST_WITH_TERM);
	window->by_shingle = postings_new(NEWEST_WITH_SHINGLE);
	window->by_link = map_new();
	window->by_title = map_new();
}

static void drop_indexes(struct window *window)
{
	rarity_free(window->rarity);
	postings_free(window->by_term);
	postings_free(window->by_shingle);
	map_free(window->by_link);
	map_free(window->by_title);
}

static void item_clear(struct item *item)
{
	free(item->terms);
	fingerprint_clear(&item->print);
}

static uint32_t push_item(struct window *window, const struct item *item)
{
	window->spread->number = NO_ITEM;
	window->items = mem_grow(window->items, &window->capacity, window->count,
				 sizeof(*window->items));
	window->items[window->count] = *item;
	if (window->scratch_capacity < window->capacity) {
		window->touched = mem_resize(window->touched, window->capacity,
					     sizeof(*window->touched));
		window->scores = mem_resize(window->scores, window->capacity,
					    sizeof(*window->scores));
		memset(window->scores + window->scratch_capacity, 0,
		       (window->capacity - window->scratch_capacity) * sizeof(*window->scores));
		window->scratch_capacity = window->capacity;
	}
	return (uint32_t)window->count++;
}

struct window *window_new(void)
{
	struct window *window = mem_new(sizeof(*window));

	window->lexicon = lexicon_new();
	window->spread = mem_new(sizeof(*window->spread));
	window->spread->number = NO_ITEM;
	make_indexes(window);
	return window;
}

void window_free(struct window *window)
{
	size_t i;

	if (window == NULL)
		return;
	for (i = 0; i < window->count; i++)
		item_clear(&window->items[i]);
	drop_indexes(window);
	lexicon_free(window->lexicon);
	free(window->items);
	free(window->spread);
	free(window->touched);
	free(window->scores);
	free(window);
}

uint32_t window_add(struct window *window, const struct article *article)
{
	struct item item = {
		.id = article->id,
		.time = article->time,
		.first_seen = article->first_seen,
		.url_key = article->url_key,
		.publisher = str_is_empty(article->publisher) ? 0 :
			     hash64(article->publisher, strlen(article->publisher)),
		.is_agency = article->is_agency || agency_at(article->publisher) != NULL,
		.copy_of = (uint32_t)window->count,
		.rewrite_of = NO_ITEM,
		.story_id = article->story_id,
		.role = article->role,
		.of = article->of,
		.signal = article->signal,
		.score = article->score,
		.merged_with = article->merged_with,
	};
	struct weighted_term *terms;
	size_t term_count;
	uint32_t number;

	provenance_read(&item.provenance, article);
	fingerprint_make(&item.print, window->lexicon, article);
	terms = item.print.terms;
	term_count = item.print.term_count;
	item.print.terms = NULL;
	item.print.term_count = 0;
	number = push_item(window, &item);
	index_item(window, number, terms, term_count);
	free(terms);
	return number;
}

size_t window_count(const struct window *window)
{
	return window->count;
}

struct item *window_item(struct window *window, uint32_t number)
{
	return &window->items[number];
}

void window_expect_wording(const struct window *window, const uint32_t *items, size_t count,
			   size_t at)
{
	enum { LINE = 64 / sizeof(uint32_t), ITEMS_AHEAD = 4 };
	const struct fingerprint *print;
	size_t i;

	if (at + ITEMS_AHEAD < count) {
		print = &window->items[items[at + ITEMS_AHEAD]].print;
		__builtin_prefetch(print);
	}
	if (at + 1 >= count)
		return;
	print = &window->items[items[at + 1]].print;
	for (i = 0; i < print->shingle_count; i += LINE)
		__builtin_prefetch(&print->shingles[i]);
}

static uint32_t named(const struct map *map, uint64_t key)
{
	uintptr_t number = key != 0 ? (uintptr_t)map_get_number(map, key) : 0;

	return number != 0 ? (uint32_t)(number - 1) : NO_ITEM;
}

uint32_t window_same_link(const struct window *window, struct hash url_key)
{
	return named(window->by_link, url_key.low);
}

uint32_t window_same_title(const struct window *window, uint64_t title)
{
	return named(window->by_title, title);
}

/* The best candidates seen so far, by score, then by number. */
struct best {
	uint32_t *items;
	float *scores;
	size_t count;
	size_t most;
};

static void offer(struct best *best, uint32_t item, float score)
{
	size_t at = best->count;

	if (at == best->most && (at == 0 || best->scores[best->items[at - 1]] >= score))
		return;
	if (at == best->most)
		at--;
	else
		best->count++;
	while (at > 0 && best->scores[best->items[at - 1]] < score) {
		best->items[at] = best->items[at - 1];
		at--;
	}
	best->items[at] = item;
}

/* Collects who was hit, best first, and leaves the scratch table clean. */
static size_t harvest(struct window *window, size_t touched, uint32_t *out, size_t most)
{
	struct best best = { out, window->scores, 0, most };
	size_t i;

	for (i = 0; i < touched; i++)
		offer(&best, window->touched[i], window->scores[window->touched[i]]);
	for (i = 0; i < touched; i++)
		window->scores[window->touched[i]] = 0;
	return best.count;
}

/* A search for items that share keys with one. */
struct search {
	struct window *window;
	const struct postings *postings;
	uint32_t number;		/* the item itself, which is not looked for */
	size_t touched;
};

static void hit_run(struct search *search, const struct postings_run *run, float score)
{
	struct window *window = search->window;
	size_t i;

	for (i = run->count; i > 0; i--) {
		uint32_t item = run->items[i - 1];

		if (item == search->number)
			continue;
		if (window->scores[item] <= 0)
			window->touched[search->touched++] = item;
		window->scores[item] += score;
	}
}

static void hit(struct search *search, uint32_t key, float score)
{
	struct postings_run runs[2];

	postings_find(search->postings, key, runs);
	hit_run(search, &runs[0], score);
	hit_run(search, &runs[1], score);
}

size_t window_wording_candidates(struct window *window, uint32_t number, uint32_t *out, size_t most)
{
	const struct fingerprint *print = &window->items[number].print;
	struct search search = {
		.window = window,
		.postings = window->by_shingle,
		.number = number,
	};
	size_t i;

	for (i = 0; i < print->shingle_count; i++) {
		if (i + AHEAD < print->shingle_count)
			postings_expect(window->by_shingle, print->shingles[i + AHEAD]);
		hit(&search, print->shingles[i], 1);
	}
	return harvest(window, search.touched, out, most);
}

/* The terms of an item that tell most, the first first; how many. */
static size_t telling_terms(const struct window *window, uint32_t number,
			    struct ranked out[TELLING_TERMS])
{
	const struct item *item = &window->items[number];
	size_t count = item->term_count < TELLING_TERMS ? item->term_count : TELLING_TERMS, i;
	bool is_newest = number + 1 == window->count;
	struct ranked *ranked = NULL;

	if (!is_newest)
		ranked = rank_terms(window, item->terms, item->term_count);
	for (i = 0; i < count; i++)
		out[i] = is_newest ? window->newest[i] : ranked[i];
	free(ranked);
	return count;
}

size_t window_topic_candidates(struct window *window, uint32_t number, uint32_t *out, size_t most)
{
	struct search search = {
		.window = window,
		.postings = window->by_term,
		.number = number,
	};
	struct ranked terms[TELLING_TERMS];
	size_t count = telling_terms(window, number, terms), i;

	for (i = 0; i < count; i++)
		hit(&search, terms[i].term.number, (float)(terms[i].value * terms[i].value));
	return harvest(window, search.touched, out, most);
}

static bool spread_may_have(const struct spread *spread, uint32_t term)
{
	return (spread->bits[term % SPREAD_BITS / 64] >> (term % 64) & 1) != 0;
}

/* Where a term is, or would be. */
static size_t spread_find(const struct spread *spread, uint32_t term)
{
	size_t at = term * 0x9e3779b1u >> (32 - SPREAD_PLACES);	/* the golden ratio's bits */

	while (spread->terms[at] != 0 && spread->terms[at] != term + 1)
		at = (at + 1) % SPREAD_SLOTS;
	return at;
}

/* Lays out an item's terms, unless they lie there: until another item comes, rarities stay. */
static void spread_out(struct window *window, uint32_t number)
{
	struct spread *spread = window->spread;
	const struct item *item = &window->items[number];
	size_t i;

	if (spread->number == number)
		return;
	spread->number = number;
	memset(spread->bits, 0, sizeof(spread->bits));
	memset(spread->terms, 0, sizeof(spread->terms));
	for (i = 0; i < item->term_count; i++) {
		uint32_t term = item->terms[i].number;
		size_t at = spread_find(spread, term);

		spread->bits[term % SPREAD_BITS / 64] |= (uint64_t)1 << (term % 64);
		spread->terms[at] = term + 1;
		spread->rarities[at] = rarity_of(window->rarity, term);
		spread->values[at] = item->terms[i].weight * spread->rarities[at];
	}
}

void window_measure(struct window *window, uint32_t number)
{
	take_norm(window, number);
}

double window_similarity(struct window *window, uint32_t a, uint32_t b)
{
	const struct item *x = &window->items[a], *y = &window->items[b];
	const struct spread *spread = window->spread;
	double sum = 0, norms = x->norm * y->norm;
	size_t i;

	spread_out(window, a);
	for (i = 0; i < y->term_count; i++) {
		uint32_t term = y->terms[i].number;
		size_t at;

		if (!spread_may_have(spread, term))
			continue;
		at = spread_find(spread, term);
		if (spread->terms[at] != 0)
			sum += spread->values[at] * y->terms[i].weight * spread->rarities[at];
	}
	return norms > 0 ? sum / norms : 0;
}
