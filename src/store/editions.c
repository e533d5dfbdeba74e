#include "store/editions.h"

#include "store/query.h"
#include "store/record.h"
#include "store/store.h"

static const struct field plan_fields[] = {
	FIELD(TEXT,	edition_plan, digest),
	FIELD(TEXT,	edition_plan, title),
	FIELD(TEXT,	edition_plan, name),
	FIELD(NUMBER,	edition_plan, period_start),
	FIELD(NUMBER,	edition_plan, period_end),
};

static const struct field file_fields[] = {
	FIELD(TEXT,	edition_file, path),
	FIELD_BESIDE(BYTES, edition_file, bytes, length),
};

/* The last two are the edition's, and not written with the story. */
static const struct field told_fields[] = {
	FIELD(ID,	told_story, story_id),
	FIELD(TEXT,	told_story, headline),
	FIELD(TEXT,	told_story, slug),
	FIELD(NUMBER,	told_story, independents),
	FIELD(NUMBER,	told_story, articles),
	FIELD(TEXT,	told_story, post_id),
	FIELD(NUMBER,	told_story, told_at),
	FIELD(TEXT,	told_story, edition),
};

static const struct field listed_fields[] = {
	FIELD(ID,	listed_edition, id),
	FIELD(TEXT,	listed_edition, digest),
	FIELD(TEXT,	listed_edition, title),
	FIELD(TEXT,	listed_edition, name),
	FIELD(NUMBER,	listed_edition, period_start),
	FIELD(NUMBER,	listed_edition, period_end),
	FIELD(NUMBER,	listed_edition, story_count),
	FIELD(WORDS,	listed_edition, headline),
};

static const struct field month_fields[] = {
	FIELD(TEXT,	listed_month, month),
};

static const struct record plan_record = RECORD(edition_plan, plan_fields);
static const struct record file_record = RECORD(edition_file, file_fields);
static const struct record told_record = RECORD(told_story, told_fields);
static const struct record listed_record = RECORD(listed_edition, listed_fields);
static const struct record month_record = RECORD(listed_month, month_fields);

static const struct record told_as_written = {
	sizeof(struct told_story), told_fields, sizeof(told_fields) / sizeof(told_fields[0]) - 2,
};

static int add_edition(struct store *store, const struct edition_plan *plan, int64_t *id,
		       struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, EDITION_ADD);
	record_bind(&query, &plan_record, plan);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return err_set(err, ERR_TRY_LATER, "there is an edition %s of %s already",
			       plan->name, plan->digest);
	*id = query_read_number(&query, "id", 0);
	return query_run(&query, err);
}

static int add_stories(struct store *store, int64_t id, const struct edition_plan *plan,
		       struct err *err)
{
	size_t i;

	for (i = 0; i < plan->story_count; i++) {
		struct query query;

		query_start(&query, store, EDITION_ADD_STORY);
		query_bind_number(&query, "edition_id", id);
		query_bind_number(&query, "place", (int64_t)i);
		record_bind(&query, &told_as_written, &plan->stories[i]);
		if (query_run(&query, err) < 0)
			return -1;
	}
	return 0;
}

static int add_files(struct store *store, int64_t id, const struct edition_plan *plan,
		     struct err *err)
{
	size_t i;

	for (i = 0; i < plan->file_count; i++) {
		struct query query;

		query_start(&query, store, EDITION_ADD_FILE);
		query_bind_number(&query, "edition_id", id);
		query_bind_number(&query, "place", (int64_t)i);
		record_bind(&query, &file_record, &plan->files[i]);
		if (query_run(&query, err) < 0)
			return -1;
	}
	return 0;
}

static int find_planned(struct store *store, int64_t *id, struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, EDITION_PLANNED);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	*id = got > 0 ? query_read_number(&query, "id", 0) : 0;
	query_end(&query);
	return 0;
}

static int run_on(struct store *store, enum statement statement, int64_t id, struct err *err)
{
	struct query query;

	query_start(&query, store, statement);
	query_bind_number(&query, "id", id);
	return query_run(&query, err);
}

int editions_plan(struct store *store, const struct edition_plan *plan, int64_t *id,
		  struct err *err)
{
	int64_t added = 0;

	if (store_begin(store, err) < 0)
		return -1;
	if (add_edition(store, plan, &added, err) < 0 ||
	    add_stories(store, added, plan, err) < 0 || add_files(store, added, plan, err) < 0 ||
	    feed_posts_add(store, plan->digest, &plan->feed_posts, err) < 0 ||
	    outbox_add(store, added, &plan->letters, err) < 0) {
		store_rollback(store);
		return -1;
	}
	if (store_commit(store, err) < 0)
		return -1;
	*id = added;
	return 0;
}

int editions_load_planned(struct store *store, struct arena *arena, struct planned_edition *out,
			  struct err *err)
{
	struct records found;
	struct query query;
	int64_t planned;

	if (find_planned(store, &planned, err) < 0)
		return -1;
	query_start(&query, store, EDITION_FILES);
	query.arena = arena;
	query_bind_number(&query, "edition_id", planned);
	if (record_read_all(&query, &file_record, &found, err) < 0)
		return -1;
	*out = (struct planned_edition){
		.id = planned, .files = found.items, .file_count = found.count,
	};
	return 0;
}

int editions_finish(struct store *store, int64_t id, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (run_on(store, EDITION_FINISH, id, err) < 0 ||
	    run_on(store, EDITION_DROP_FILES, id, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}

int editions_list(struct store *store, struct arena *arena, const struct edition_query *wanted,
		  struct edition_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, wanted->month != NULL ? EDITION_LIST_MONTH : EDITION_LIST);
	query.arena = arena;
	query_bind_text(&query, "digest", wanted->digest);
	if (wanted->month != NULL) {
		query_bind_text(&query, "month", wanted->month);
	} else {
		query_bind_number(&query, "until", wanted->until != 0 ? wanted->until : INT64_MAX);
		query_bind_number(&query, "limit",
				  wanted->limit != 0 ? (int64_t)wanted->limit : -1);
	}
	if (record_read_all(&query, &listed_record, &found, err) < 0)
		return -1;
	*out = (struct edition_list){ .items = found.items, .count = found.count };
	return 0;
}

int editions_list_months(struct store *store, struct arena *arena, const char *digest,
			 struct month_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, EDITION_MONTHS);
	query.arena = arena;
	query_bind_text(&query, "digest", digest);
	if (record_read_all(&query, &month_record, &found, err) < 0)
		return -1;
	*out = (struct month_list){ .items = found.items, .count = found.count };
	return 0;
}

int editions_load_told(struct store *store, struct arena *arena, const struct told_query *wanted,
		       struct told_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, EDITION_TOLD);
	query.arena = arena;
	query_bind_text(&query, "digest", wanted->digest);
	query_bind_number(&query, "since", wanted->since);
	if (record_read_all(&query, &told_record, &found, err) < 0)
		return -1;
	*out = (struct told_list){ .items = found.items, .count = found.count };
	return 0;
}
