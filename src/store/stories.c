#include "store/stories.h"

#include "store/query.h"
#include "store/record.h"
#include "store/store.h"

static const struct field place_fields[] = {
	FIELD(ID,	article, story_id),
	FIELD(NUMBER,	article, role),
	FIELD(ID,	article, of),
	FIELD(NUMBER,	article, signal),
	FIELD(REAL,	article, score),
	FIELD(ID,	article, merged_with),
	FIELD(ID,	article, id),
};

static const struct record place_record = RECORD(article, place_fields);

static const struct field remembered_fields[] = {
	FIELD(TIME,	article, time),
	FIELD(ID,	article, id),
};

static const struct record remembered_record = RECORD(article, remembered_fields);

static const struct field change_fields[] = {
	FIELD(NUMBER,	story_change, time),
	FIELD(NUMBER,	story_change, kind),
	FIELD(ID,	story_change, story_id),
	FIELD(ID,	story_change, other_id),
	FIELD(NUMBER,	story_change, articles),
	FIELD(NUMBER,	story_change, signal),
	FIELD(REAL,	story_change, score),
	FIELD(ID,	story_change, article_id),
	FIELD(ID,	story_change, other_article_id),
};

static const struct record change_record = RECORD(story_change, change_fields);

static int place(struct store *store, const struct article *article, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_PLACE);
	record_bind(&query, &place_record, article);
	return query_run(&query, err);
}

/* Ids are never used twice, even when no article is left in the story. */
static int raise_next_id(struct store *store, int64_t next_id, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_RAISE_NEXT_ID);
	query_bind_number(&query, "next_id", next_id);
	return query_run(&query, err);
}

static int run_change(struct store *store, enum statement statement,
		      const struct story_change *change, struct err *err)
{
	struct query query;

	query_start(&query, store, statement);
	query_bind_number(&query, "other_id", change->other_id);
	query_bind_number(&query, "story_id", change->story_id);
	return query_run(&query, err);
}

static int record_change(struct store *store, const struct story_change *change, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_ADD_CHANGE);
	record_bind(&query, &change_record, change);
	if (query_run(&query, err) < 0)
		return -1;
	if (change->kind != STORY_MERGED)
		return 0;
	if (run_change(store, STORY_INHERIT, change, err) < 0)
		return -1;
	return run_change(store, STORY_RENAME, change, err);
}

static int remember(struct store *store, const struct article *article, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_REMEMBER);
	record_bind(&query, &remembered_record, article);
	return query_run(&query, err);
}

static int forget(struct store *store, int64_t before, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_FORGET);
	query_bind_number(&query, "before", before);
	return query_run(&query, err);
}

static int place_all(struct store *store, const struct article *articles, size_t count,
		     int64_t *next_id, struct err *err)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (place(store, &articles[i], err) < 0)
			return -1;
		if (articles[i].story_id >= *next_id)
			*next_id = articles[i].story_id + 1;
	}
	return 0;
}

static int save(struct store *store, const struct story_batch *batch, struct err *err)
{
	int64_t next_id = batch->next_id;
	size_t i;

	for (i = 0; i < batch->change_count; i++)
		if (record_change(store, &batch->changes[i], err) < 0)
			return -1;
	for (i = 0; i < batch->placed_count; i++)
		if (remember(store, &batch->placed[i], err) < 0)
			return -1;
	if (place_all(store, batch->placed, batch->placed_count, &next_id, err) < 0 ||
	    place_all(store, batch->moved, batch->moved_count, &next_id, err) < 0)
		return -1;
	if (batch->forget_before != 0 && forget(store, batch->forget_before, err) < 0)
		return -1;
	return raise_next_id(store, next_id, err);
}

int stories_next_id(struct store *store, int64_t *id, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_NEXT_ID);
	if (query_next(&query, err) < 0)
		return -1;
	*id = query_read_number(&query, "next_id", 1);
	query_end(&query);
	return 0;
}

int stories_save(struct store *store, const struct story_batch *batch, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (save(store, batch, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}

int stories_keep_as_placed(struct store *store, int64_t entry_id, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_KEEP_AS_PLACED);
	query_bind_number(&query, "id", entry_id);
	return query_run(&query, err);
}

int stories_current_id(struct store *store, int64_t *id, struct err *err)
{
	struct query query;

	query_start(&query, store, STORY_CURRENT_ID);
	query_bind_number(&query, "id", *id);
	if (query_next(&query, err) < 0)
		return -1;
	*id = query_read_number(&query, "id", *id);
	query_end(&query);
	return 0;
}

int stories_load_changes(struct store *store, struct arena *arena, int64_t id,
			 struct story_change_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, STORY_CHANGES);
	query.arena = arena;
	query_bind_number(&query, "id", id);
	if (record_read_all(&query, &change_record, &found, err) < 0)
		return -1;
	*out = (struct story_change_list){ .items = found.items, .count = found.count };
	return 0;
}
