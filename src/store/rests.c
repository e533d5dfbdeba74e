#include "store/rests.h"

#include "store/query.h"
#include "store/record.h"
#include "store/store.h"

static const struct field fields[] = {
	FIELD(TEXT,	rest, host),
	FIELD(NUMBER,	rest, until),
};

static const struct record record = RECORD(rest, fields);

int rests_save(struct store *store, const struct rest *rest, struct err *err)
{
	struct query query;

	query_start(&query, store, REST_SAVE);
	record_bind(&query, &record, rest);
	return query_run(&query, err);
}

int rests_load(struct store *store, struct arena *arena, int64_t now, struct rest_list *out,
	       struct err *err)
{
	struct records rows;
	struct query query;

	query_start(&query, store, REST_FORGET);
	query_bind_number(&query, "now", now);
	if (query_run(&query, err) < 0)
		return -1;
	query_start(&query, store, REST_LIST);
	query.arena = arena;
	if (record_read_all(&query, &record, &rows, err) < 0)
		return -1;
	*out = (struct rest_list){ rows.items, rows.count };
	return 0;
}
