#include "store/sites.h"

#include "store/query.h"
#include "store/record.h"
#include "store/store.h"

enum { KEPT = 30 * 24 * 3600 };		/* seconds past its time */

static const struct field rules_fields[] = {
	FIELD(NUMBER,	site_rules, until),
	FIELD(NUMBER,	site_rules, is_known),
	FIELD(TEXT,	site_rules, rules),
};

static const struct record rules_record = RECORD(site_rules, rules_fields);

int sites_load(struct store *store, struct arena *arena, struct site_rules *rules, int64_t now,
	       struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, ROBOTS_LOAD);
	query.arena = arena;
	query_bind_text(&query, "site", rules->site);
	query_bind_number(&query, "now", now);
	got = query_next(&query, err);
	if (got <= 0)
		return got;
	record_read(&query, &rules_record, rules);
	query_end(&query);
	return 0;
}

static int save(struct store *store, const struct site_rules *rules, int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, ROBOTS_SAVE);
	query_bind_text(&query, "site", rules->site);
	record_bind(&query, &rules_record, rules);
	if (query_run(&query, err) < 0)
		return -1;
	query_start(&query, store, ROBOTS_FORGET);
	query_bind_number(&query, "before", now - KEPT);
	return query_run(&query, err);
}

int sites_save(struct store *store, const struct site_rules *rules, int64_t now, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (save(store, rules, now, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}
