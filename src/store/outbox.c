#include "store/outbox.h"

#include "base/arena.h"
#include "store/query.h"
#include "store/record.h"

enum { REMEMBERED = 30 * 24 * 3600 };	/* seconds after a message was sent or given up */

static const struct field letter_fields[] = {
	FIELD(TEXT,	outbox_letter, sender),
	FIELD(TEXT,	outbox_letter, recipient),
	FIELD_BESIDE(BYTES, outbox_letter, message, length),
};

static const struct field due_fields[] = {
	FIELD(ID,	outbox_due, id),
	FIELD(TEXT,	outbox_due, digest),
	FIELD(TEXT,	outbox_due, edition),
	FIELD(TEXT,	outbox_due, sender),
	FIELD(TEXT,	outbox_due, recipient),
	FIELD_BESIDE(BYTES, outbox_due, message, length),
	FIELD(WORDS,	outbox_due, error),
	FIELD(NUMBER,	outbox_due, queued),
	FIELD(NUMBER,	outbox_due, failures),
};

static const struct field failure_fields[] = {
	FIELD(TEXT,	outbox_failure, error),
	FIELD(NUMBER,	outbox_failure, next_try),
};

static const struct field item_fields[] = {
	FIELD(TEXT,	outbox_item, digest),
	FIELD(TEXT,	outbox_item, edition),
	FIELD(TEXT,	outbox_item, recipient),
	FIELD(WORDS,	outbox_item, error),
	FIELD(NUMBER,	outbox_item, queued),
	FIELD(NUMBER,	outbox_item, next_try),
	FIELD(NUMBER,	outbox_item, failures),
	FIELD(ID,	outbox_item, given_up),
};

static const struct record letter_record = RECORD(outbox_letter, letter_fields);
static const struct record due_record = RECORD(outbox_due, due_fields);
static const struct record failure_record = RECORD(outbox_failure, failure_fields);
static const struct record item_record = RECORD(outbox_item, item_fields);

static int forget(struct store *store, int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_FORGET);
	query_bind_number(&query, "before", now - REMEMBERED);
	return query_run(&query, err);
}

int outbox_add(struct store *store, int64_t edition, const struct outbox_batch *batch,
	       struct err *err)
{
	size_t i;

	if (batch->count == 0)
		return 0;
	for (i = 0; i < batch->count; i++) {
		struct query query;

		query_start(&query, store, OUTBOX_ADD);
		query_bind_number(&query, "edition_id", edition);
		query_bind_number(&query, "now", batch->now);
		record_bind(&query, &letter_record, &batch->letters[i]);
		if (query_run(&query, err) < 0)
			return -1;
	}
	return forget(store, batch->now, err);
}

int outbox_load_due(struct store *store, struct arena *arena, int64_t now,
		    struct outbox_due *out, struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, OUTBOX_DUE);
	query.arena = arena;
	query_bind_number(&query, "now", now);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	*out = (struct outbox_due){0};
	if (got > 0) {
		record_read(&query, &due_record, out);
		query_end(&query);
	}
	return 0;
}

int outbox_count(struct store *store, size_t *count, struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_COUNT);
	if (query_next(&query, err) < 0)
		return -1;
	*count = (size_t)query_read_number(&query, "count", 0);
	query_end(&query);
	return 0;
}

int outbox_count_troubles(struct store *store, int64_t since, struct outbox_troubles *out,
			  struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_COUNT_TROUBLES);
	query_bind_number(&query, "since", since);
	if (query_next(&query, err) < 0)
		return -1;
	out->failing = (size_t)query_read_number(&query, "failing", 0);
	out->given_up = (size_t)query_read_number(&query, "given_up", 0);
	query_end(&query);
	return 0;
}

int outbox_mark_sent(struct store *store, int64_t id, int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_MARK_SENT);
	query_bind_number(&query, "now", now);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

int outbox_give_up(struct store *store, int64_t id, int64_t now, const char *error,
		   struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_GIVE_UP);
	query_bind_number(&query, "now", now);
	query_bind_text(&query, "error", error);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

int outbox_postpone(struct store *store, int64_t id, const struct outbox_failure *failure,
		    struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_POSTPONE);
	record_bind(&query, &failure_record, failure);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

int outbox_postpone_all(struct store *store, int64_t now, const struct outbox_failure *failure,
			struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_POSTPONE_ALL);
	record_bind(&query, &failure_record, failure);
	query_bind_number(&query, "now", now);
	return query_run(&query, err);
}

int outbox_hasten(struct store *store, int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, OUTBOX_HASTEN);
	query_bind_number(&query, "now", now);
	return query_run(&query, err);
}

int outbox_load(struct store *store, struct arena *arena, int64_t since,
		struct outbox_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, OUTBOX_LIST);
	query.arena = arena;
	query_bind_number(&query, "since", since);
	if (record_read_all(&query, &item_record, &found, err) < 0)
		return -1;
	*out = (struct outbox_list){ .items = found.items, .count = found.count };
	return 0;
}
