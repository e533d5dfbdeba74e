#include "store/feeds.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "store/query.h"
#include "store/record.h"
#include "store/store.h"

/* The URL stands first and the id last: an update needs all but the URL, in this order. */
static const struct field state_fields[] = {
	FIELD(TEXT,	feed_state, url),
	FIELD(TEXT,	feed_state, fetch_url),
	FIELD(TEXT,	feed_state, title),
	FIELD(TEXT,	feed_state, site_url),
	FIELD(TEXT,	feed_state, etag),
	FIELD(TEXT,	feed_state, last_modified),
	FIELD(HASH,	feed_state, body_hash),
	FIELD(NUMBER,	feed_state, next_due),
	FIELD(NUMBER,	feed_state, last_fetch),
	FIELD(NUMBER,	feed_state, last_success),
	FIELD(NUMBER,	feed_state, failing_since),
	FIELD(NUMBER,	feed_state, failures),
	FIELD(NUMBER,	feed_state, last_result),
	FIELD(TEXT,	feed_state, last_error),
	FIELD(NUMBER,	feed_state, is_gone),
	FIELD(NUMBER,	feed_state, moved_count),
	FIELD(NUMBER,	feed_state, moved_since),
	FIELD(TEXT,	feed_state, moved_to),
	FIELD(REAL,	feed_state, rate_entries),
	FIELD(REAL,	feed_state, rate_seconds),
	FIELD(NUMBER,	feed_state, rate_time),
	FIELD(WHOLE,	feed_state, hours),
	FIELD(NUMBER,	feed_state, newest_entry),
	FIELD(NUMBER,	feed_state, ttl),
	FIELD(NUMBER,	feed_state, skip_hours),
	FIELD(NUMBER,	feed_state, skip_days),
	FIELD(NUMBER,	feed_state, due_reason),
	FIELD(NUMBER,	feed_state, usual_gap),
	FIELD(NUMBER,	feed_state, undated_since),
	FIELD(NUMBER,	feed_state, entries),
	FIELD(WHOLE,	feed_state, week),
	FIELD(NUMBER,	feed_state, week_day),
	FIELD(ID,	feed_state, id),
};

static const struct record state_record = RECORD(feed_state, state_fields);

static const struct record all_but_url_record = {
	sizeof(struct feed_state), state_fields + 1,
	sizeof(state_fields) / sizeof(state_fields[0]) - 1,
};

/* Adds it, or takes it up again if it was stopped. */
static int add(struct store *store, const char *url, int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, FEED_ADD);
	query_bind_text(&query, "url", url);
	query_bind_number(&query, "now", now);
	return query_run(&query, err);
}

static int stop(struct store *store, int64_t id, struct err *err)
{
	struct query query;

	query_start(&query, store, FEED_STOP);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

static int find(struct store *store, const char *url, struct feed_state *state, struct err *err)
{
	struct feed_state borrowed = {0};
	struct query query;
	int got;

	query_start(&query, store, FEED_FIND);
	query_bind_text(&query, "url", url);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return err_set(err, ERR_INTERNAL, "feed %s is not in the store", url);
	record_read(&query, &state_record, &borrowed);
	feed_state_copy(state, &borrowed);
	query_end(&query);
	return 0;
}

/* The feeds that are polled already; what is taken from there is no longer. */
struct roll {
	struct feed_state *states;
	size_t count;
	struct map *by_url;		/* to the states */
};

static int roll_open(struct roll *roll, struct store *store, struct err *err)
{
	size_t i;

	if (feeds_load(store, &roll->states, &roll->count, err) < 0)
		return -1;
	roll->by_url = map_new();
	for (i = 0; i < roll->count; i++)
		map_put(roll->by_url, roll->states[i].url, &roll->states[i]);
	return 0;
}

static bool roll_take(struct roll *roll, const char *url, struct feed_state *out)
{
	struct feed_state *state = map_get(roll->by_url, url);

	if (state == NULL || state->id == 0)
		return false;
	*out = *state;
	*state = (struct feed_state){0};
	return true;
}

static void roll_close(struct roll *roll)
{
	map_free(roll->by_url);
	feed_states_free(roll->states, roll->count);
}

static int take_all(struct store *store, struct roll *roll, const struct feed_selection *selection,
		    struct feed_state *states, struct err *err)
{
	size_t i;

	for (i = 0; i < selection->count; i++) {
		const char *url = selection->settings[i].url;

		if (roll_take(roll, url, &states[i]))
			continue;
		if (add(store, url, selection->now, err) < 0 ||
		    find(store, url, &states[i], err) < 0)
			return -1;
	}
	return 0;
}

static int stop_others(struct store *store, const struct roll *roll, struct err *err)
{
	size_t i;

	for (i = 0; i < roll->count; i++) {
		if (roll->states[i].id != 0 && stop(store, roll->states[i].id, err) < 0)
			return -1;
	}
	return 0;
}

static int upsert(struct store *store, const struct feed_selection *selection,
		  struct feed_state *states, struct err *err)
{
	struct roll roll = {0};
	int result;

	if (roll_open(&roll, store, err) < 0)
		return -1;
	result = take_all(store, &roll, selection, states, err);
	if (result == 0)
		result = stop_others(store, &roll, err);
	roll_close(&roll);
	return result;
}

int feeds_upsert(struct store *store, const struct feed_selection *selection,
		 struct feed_state **out, struct err *err)
{
	struct feed_state *states;

	if (store_begin(store, err) < 0)
		return -1;
	states = mem_array(selection->count, sizeof(*states));
	if (upsert(store, selection, states, err) < 0) {
		store_rollback(store);
		goto fail;
	}
	if (store_commit(store, err) < 0)
		goto fail;
	*out = states;
	return 0;
fail:
	feed_states_free(states, selection->count);
	return -1;
}

int feeds_save_state(struct store *store, const struct feed_state *state, struct err *err)
{
	struct query query;

	query_start(&query, store, FEED_UPDATE);
	record_bind(&query, &all_but_url_record, state);
	if (query_run(&query, err) < 0)
		return -1;
	if (!query_has_changed(&query))
		return err_set(err, ERR_INTERNAL, "feed %lld is not in the store",
			       (long long)state->id);
	return 0;
}

int feeds_load(struct store *store, struct feed_state **out, size_t *count, struct err *err)
{
	struct feed_state *states = NULL;
	size_t loaded = 0, capacity = 0;
	struct query query;
	int got;

	query_start(&query, store, FEED_LIST);
	while ((got = query_next(&query, err)) > 0) {
		struct feed_state borrowed = {0};

		record_read(&query, &state_record, &borrowed);
		states = mem_grow(states, &capacity, loaded, sizeof(*states));
		feed_state_copy(&states[loaded++], &borrowed);
	}
	if (got < 0) {
		feed_states_free(states, loaded);
		return -1;
	}
	*out = states;
	*count = loaded;
	return 0;
}

void feed_states_free(struct feed_state *states, size_t count)
{
	size_t i;

	for (i = 0; states != NULL && i < count; i++)
		feed_state_clear(&states[i]);
	free(states);
}
