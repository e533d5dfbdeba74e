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

static int place_all(struct store *store, const struct article *articles, size_t count,
		     struct err *err)
{
	int64_t next_id = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (place(store, &articles[i], err) < 0)
			return -1;
		if (articles[i].story_id >= next_id)
			next_id = articles[i].story_id + 1;
	}
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

int stories_save(struct store *store, const struct article *articles, size_t count,
		 struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (place_all(store, articles, count, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}
