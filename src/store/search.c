#include "store/search.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/query.h"
#include "store/store.h"
#include "text/sought.h"

enum {
	MOST_TITLES	= 400,		/* of those that the index finds, the newest */
	MOST_TEXTS	= 2000,		/* newest entries whose texts are read */
	DAY		= 24 * 3600,
	HALF_LIFE	= 180,		/* days after which an entry counts half */
};

/* A search under way. */
struct search {
	const struct search_order *order;
	struct arena *arena;
	struct search_hit *hits;	/* grown by mem_grow() */
	size_t count;
	size_t capacity;
	size_t known;			/* the first so many are by id, the newest first */
};

static int index_title(struct store *store, enum statement how, int64_t id, const char *title,
		       struct err *err)
{
	struct query query;
	struct buf keys = {0};
	int result = 0;

	sought_add_keys(&keys, title);
	if (keys.length > 0) {
		query_start(&query, store, how);
		query_bind_number(&query, "id", id);
		query_bind_text(&query, "words", keys.data);
		result = query_run(&query, err);
	}
	buf_clear(&keys);
	return result;
}

static int advance(struct store *store, int64_t id, struct err *err)
{
	struct query query;

	query_start(&query, store, SEARCH_ADVANCE);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

static int index_some(struct store *store, size_t most, size_t *indexed, struct err *err)
{
	struct query query;
	int64_t last = 0;
	size_t count = 0;
	int got;

	query_start(&query, store, SEARCH_UNINDEXED);
	query_bind_number(&query, "most", (int64_t)most);
	while ((got = query_next(&query, err)) > 0) {
		last = query_read_number(&query, "id", 0);
		if (index_title(store, SEARCH_ADD, last, query_read_text(&query, "title"),
				err) < 0) {
			query_end(&query);
			return -1;
		}
		count++;
	}
	if (got < 0 || (count > 0 && advance(store, last, err) < 0))
		return -1;
	*indexed = count;
	return 0;
}

/* All words in the index's own language: "safety" "tests". Each is letters and digits. */
static char *write_match(const struct sought *sought)
{
	struct buf match = {0};
	size_t i;

	for (i = 0; i < sought_count(sought); i++) {
		int is_beginning;
		const char *key = sought_key(sought, i, &is_beginning);

		buf_printf(&match, "%s\"%s\"%s", i > 0 ? " " : "", key, is_beginning ? " *" : "");
	}
	return buf_take(&match);
}

static int compare_ids(const void *key, const void *item)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct search_hit *)item)->listed.entry.id;

	return (a < b) - (a > b);
}

static bool is_known(const struct search *search, int64_t id)
{
	const struct search_hit *known = search->hits;

	return search->known > 0 &&
	       bsearch(&id, known, search->known, sizeof(*known), compare_ids) != NULL;
}

static double fade(double score, int64_t age)
{
	double days = age > 0 ? (double)age / DAY : 0;

	return score * HALF_LIFE / (HALF_LIFE + days);
}

static void keep(struct search *search, const struct search_hit *hit)
{
	struct arena *arena = search->arena;
	struct search_hit *kept;

	search->hits = mem_grow(search->hits, &search->capacity, search->count,
				sizeof(*search->hits));
	kept = &search->hits[search->count++];
	*kept = *hit;
	kept->listed.entry.title = arena_dup(arena, hit->listed.entry.title);
	kept->listed.entry.url = arena_dup(arena, hit->listed.entry.url);
	kept->listed.feed_url = arena_dup(arena, hit->listed.feed_url);
	kept->text = arena_dup(arena, hit->text);
}

/* Most rows of a scan are not kept: what is read of them lives until the next one. */
static void read_hit(struct search *search, struct query *query)
{
	struct search_hit hit = {0};
	struct entry *entry = &hit.listed.entry;

	entry->id = query_read_number(query, "id", 0);
	entry->url = query_read_text(query, "url");
	entry->title = query_read_text(query, "title");
	entry->published = query_read_number(query, "published", TIME_UNKNOWN);
	entry->first_seen = query_read_number(query, "first_seen", TIME_UNKNOWN);
	hit.listed.feed_url = query_read_text(query, "feed_url");
	hit.listed.story_id = query_read_number(query, "story_id", 0);
	hit.text = query_read_text(query, "text");
	if (is_known(search, entry->id))
		return;
	hit.score = fade(sought_rate(search->order->sought, entry->title, hit.text),
			 search->order->now - entry->first_seen);
	if (hit.score > 0)
		keep(search, &hit);
}

static int read_hits(struct search *search, struct query *query, struct err *err)
{
	int got;

	while ((got = query_next(query, err)) > 0)
		read_hit(search, query);
	search->known = search->count;
	return got;
}

static int find_titles(struct search *search, struct store *store, struct err *err)
{
	char *match = write_match(search->order->sought);
	struct query query;
	int result;

	query_start(&query, store, SEARCH_TITLES);
	query_bind_text(&query, "match", match);
	query_bind_number(&query, "most", MOST_TITLES);
	result = read_hits(search, &query, err);
	free(match);
	return result;
}

static int find_texts(struct search *search, struct store *store, struct err *err)
{
	struct query query;

	query_start(&query, store, SEARCH_NEWEST);
	query_bind_number(&query, "most", MOST_TEXTS);
	return read_hits(search, &query, err);
}

static int compare_hits(const void *a, const void *b)
{
	const struct search_hit *one = a, *other = b;

	if (one->score != other->score)
		return one->score < other->score ? 1 : -1;
	return (one->listed.entry.id < other->listed.entry.id) -
	       (one->listed.entry.id > other->listed.entry.id);
}

static void choose(struct search *search, struct search_hits *out)
{
	size_t count = search->count < search->order->limit ? search->count
							     : search->order->limit;
	size_t i;

	if (search->count > 1)
		qsort(search->hits, search->count, sizeof(*search->hits), compare_hits);
	out->items = arena_array(search->arena, count, sizeof(*out->items));
	out->count = count;
	for (i = 0; i < count; i++)
		out->items[i] = search->hits[i];
}

int search_index_titles(struct store *store, size_t most, size_t *indexed, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (index_some(store, most, indexed, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}

int search_retitle(struct store *store, int64_t id, const char *title, struct err *err)
{
	struct query query;
	struct buf old = {0};
	int got, result = 0;

	query_start(&query, store, SEARCH_INDEXED_TITLE);
	query_bind_number(&query, "id", id);
	got = query_next(&query, err);
	if (got <= 0)
		return got;
	buf_add_text(&old, query_read_text(&query, "title"));
	query_end(&query);
	if (!str_equal(buf_text(&old), title != NULL ? title : "")) {
		result = index_title(store, SEARCH_DROP, id, buf_text(&old), err);
		if (result == 0)
			result = index_title(store, SEARCH_ADD, id, title, err);
	}
	buf_clear(&old);
	return result;
}

int search_find(struct store *store, struct arena *arena, const struct search_order *order,
		struct search_hits *out, struct err *err)
{
	struct search search = { .order = order, .arena = arena };
	int result;

	if (store_begin(store, err) < 0)
		return -1;
	result = find_titles(&search, store, err);
	if (result == 0)
		result = find_texts(&search, store, err);
	store_rollback(store);
	if (result == 0)
		choose(&search, out);
	free(search.hits);
	return result;
}
