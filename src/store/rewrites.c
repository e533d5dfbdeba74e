#include "store/rewrites.h"

#include "base/arena.h"
#include "store/query.h"
#include "store/store.h"

enum { KEPT = 31 * 24 * 3600 };		/* seconds; no story is told for longer */

static int load(struct store *store, struct arena *arena, struct stored_rewrite *rewrite,
		struct err *err)
{
	struct query query;
	int row;

	query_start(&query, store, REWRITE_LOAD);
	query_bind_hash(&query, "key", rewrite->key);
	row = query_next(&query, err);
	if (row < 0)
		return -1;
	if (row > 0) {
		rewrite->text = arena_dup(arena, query_read_text(&query, "text"));
		query_end(&query);
	}
	return 0;
}

int rewrites_load(struct store *store, struct arena *arena, struct stored_rewrite *rewrites,
		  size_t count, struct err *err)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (load(store, arena, &rewrites[i], err) < 0)
			return -1;
	return 0;
}

static int save(struct store *store, const struct stored_rewrite *rewrite, int64_t now,
		struct err *err)
{
	struct query query;

	query_start(&query, store, REWRITE_SAVE);
	query_bind_hash(&query, "key", rewrite->key);
	query_bind_text(&query, "text", rewrite->text);
	query_bind_number(&query, "made", now);
	return query_run(&query, err);
}

static int save_all(struct store *store, const struct stored_rewrite *rewrites, size_t count,
		    int64_t now, struct err *err)
{
	struct query query;
	size_t i;

	for (i = 0; i < count; i++)
		if (rewrites[i].text != NULL && save(store, &rewrites[i], now, err) < 0)
			return -1;
	query_start(&query, store, REWRITE_FORGET);
	query_bind_number(&query, "before", now - KEPT);
	return query_run(&query, err);
}

int rewrites_save(struct store *store, const struct stored_rewrite *rewrites, size_t count,
		  int64_t now, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (save_all(store, rewrites, count, now, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}
