#include "store/articles.h"

#include "base/arena.h"
#include "base/buf.h"
#include "extract/refrain.h"
#include "extract/teaser.h"
#include "store/query.h"
#include "store/record.h"
#include "store/store.h"
#include "store/stories.h"

enum {
	CANDIDATES	= 2000,		/* looked at together */
	NEIGHBOURS	= 20,		/* pages of a feed whose lines are compared */
};

static const struct field due_fields[] = {
	FIELD(ID,	due_page, entry_id),
	FIELD(ID,	due_page, feed_id),
	FIELD(TEXT,	due_page, url),
};

static const struct field awaited_fields[] = {
	FIELD(TEXT,	awaited_page, url),
	FIELD(TEXT,	awaited_page, text),
	FIELD(NUMBER,	awaited_page, failures),
	FIELD(NUMBER,	awaited_page, was_had),
	FIELD(TEXT,	awaited_page, etag),
	FIELD(TEXT,	awaited_page, last_modified),
};

static const struct field record_fields[] = {
	FIELD(NUMBER,	page_record, had),
	FIELD(NUMBER,	page_record, of_use),
};

static const struct field twin_fields[] = {
	FIELD(NUMBER,	web_page, result),
	FIELD(TEXT,	web_page, byline),
	FIELD(TEXT,	web_page, credit),
	FIELD(TEXT,	web_page, language),
	FIELD(TEXT,	web_page, text),
};

static const struct field page_fields[] = {
	FIELD(TEXT,	web_page, error),
	FIELD(TEXT,	web_page, etag),
	FIELD(TEXT,	web_page, last_modified),
	FIELD(TEXT,	web_page, byline),
	FIELD(TEXT,	web_page, credit),
	FIELD(TEXT,	web_page, language),
};

/* Another page of the feed. */
struct neighbour {
	int64_t entry_id;
	const char *lines;
	size_t length;
	const char *text;		/* NULL: it was of no use */
};

static const struct record due_record = RECORD(due_page, due_fields);
static const struct record awaited_record = RECORD(awaited_page, awaited_fields);
static const struct record record_record = RECORD(page_record, record_fields);
static const struct record twin_record = RECORD(web_page, twin_fields);
static const struct record had_record = RECORD(web_page, page_fields);

static int last_entry(struct store *store, int64_t *id, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_LAST_ENTRY);
	if (query_next(&query, err) < 0)
		return -1;
	*id = query_read_number(&query, "id", 0);
	query_end(&query);
	return 0;
}

/* Whether the texts are teasers is found out here, so that they need not be kept. */
static int read_candidates(struct query *query, struct page_candidates *out, struct err *err)
{
	int got;

	while ((got = query_next(query, err)) > 0) {
		struct page_candidate *next = &out->items[out->count++];

		next->entry_id = query_read_number(query, "entry_id", 0);
		next->feed_id = query_read_number(query, "feed_id", 0);
		next->is_teaser = teaser_is(query_read_text(query, "text"));
	}
	return got;
}

int articles_find_candidates(struct store *store, struct arena *arena, int64_t since,
			     struct page_candidates *candidates, struct err *err)
{
	struct page_candidates found = {
		.items = arena_array(arena, CANDIDATES, sizeof(*found.items)),
	};
	struct query query;

	if (last_entry(store, &found.last_id, err) < 0)
		return -1;
	query_start(&query, store, ARTICLE_CANDIDATES);
	query_bind_number(&query, "since", since);
	query_bind_number(&query, "limit", CANDIDATES);
	if (read_candidates(&query, &found, err) < 0)
		return -1;
	found.is_last = found.count < CANDIDATES;
	if (!found.is_last)
		found.last_id = found.items[found.count - 1].entry_id;
	*candidates = found;
	return 0;
}

static int plan_page(struct store *store, const struct page_candidate *page, int64_t now,
		     struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_PLAN);
	query_bind_number(&query, "now", now);
	query_bind_number(&query, "entry_id", page->entry_id);
	return query_run(&query, err);
}

static int plan_all(struct store *store, const struct page_plan *plan, struct err *err)
{
	struct query query;
	size_t i;

	for (i = 0; i < plan->count; i++) {
		if (plan_page(store, &plan->items[i], plan->now, err) < 0)
			return -1;
	}
	query_start(&query, store, ARTICLE_ADVANCE);
	query_bind_number(&query, "entry_id", plan->last_id);
	return query_run(&query, err);
}

int articles_plan(struct store *store, const struct page_plan *plan, struct err *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	if (plan_all(store, plan, err) < 0) {
		store_rollback(store);
		return -1;
	}
	return store_commit(store, err);
}

static int drop_late(struct store *store, int64_t since, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_DROP_LATE);
	query_bind_number(&query, "result", PAGE_FAILED);
	query_bind_number(&query, "since", since);
	return query_run(&query, err);
}

int articles_load_due(struct store *store, struct arena *arena, const struct due_query *wanted,
		      struct due_pages *due, struct err *err)
{
	struct records pages;
	struct query query;

	if (drop_late(store, wanted->since, err) < 0)
		return -1;
	query_start(&query, store, ARTICLE_DUE);
	query.arena = arena;
	query_bind_number(&query, "now", wanted->now);
	query_bind_number(&query, "limit", ARTICLES_MOST_DUE);
	if (record_read_all(&query, &due_record, &pages, err) < 0)
		return -1;
	*due = (struct due_pages){ .items = pages.items, .count = pages.count };
	return 0;
}

static int load_record(struct store *store, const struct page_query *wanted,
		       struct page_record *record, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_RECORD);
	query_bind_number(&query, "feed_id", wanted->feed_id);
	query_bind_number(&query, "since", wanted->since);
	if (query_next(&query, err) < 0)
		return -1;
	record_read(&query, &record_record, record);
	query_end(&query);
	return 0;
}

static int load_twin(struct store *store, struct arena *arena, int64_t entry_id,
		     const struct web_page **out, struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, ARTICLE_TWIN);
	query.arena = arena;
	query_bind_number(&query, "entry_id", entry_id);
	got = query_next(&query, err);
	if (got > 0) {
		struct web_page *twin = arena_alloc(arena, sizeof(*twin));

		record_read(&query, &twin_record, twin);
		query_end(&query);
		*out = twin;
	}
	return got < 0 ? -1 : 0;
}

int articles_load(struct store *store, struct arena *arena, const struct page_query *wanted,
		  struct awaited_page *page, struct err *err)
{
	struct awaited_page found = {0};
	struct query query;
	int got;

	query_start(&query, store, ARTICLE_LOAD);
	query.arena = arena;
	query_bind_number(&query, "entry_id", wanted->entry_id);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	if (got > 0) {
		record_read(&query, &awaited_record, &found);
		query_end(&query);
	}
	if (load_record(store, wanted, &found.record, err) < 0 ||
	    load_twin(store, arena, wanted->entry_id, &found.twin, err) < 0)
		return -1;
	*page = found;
	return 0;
}

/* What is to be written of one page, made with those beside it in mind. */
struct edit {
	struct arena *arena;
	struct web_page page;
	struct buf lines;
	struct buf text;
	struct refrain *refrain;
	struct neighbour neighbours[NEIGHBOURS];
	int count;
};

static int load_neighbours(struct store *store, struct edit *edit, struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, ARTICLE_NEIGHBOURS);
	query.arena = edit->arena;
	query_bind_number(&query, "feed_id", edit->page.feed_id);
	query_bind_number(&query, "entry_id", edit->page.entry_id);
	query_bind_number(&query, "limit", NEIGHBOURS);
	while ((got = query_next(&query, err)) > 0) {
		struct neighbour *next = &edit->neighbours[edit->count++];

		next->entry_id = query_read_number(&query, "entry_id", 0);
		next->lines = query_read_bytes(&query, "lines", &next->length);
		next->text = query_read_text(&query, "text");
	}
	return got;
}

static int save_page(struct store *store, const struct edit *edit, int64_t now, struct err *err)
{
	const struct web_page *page = &edit->page;
	struct query query;

	if (stories_keep_as_placed(store, page->entry_id, err) < 0)
		return -1;
	query_start(&query, store, ARTICLE_SAVE);
	query_bind_number(&query, "result", page->result);
	query_bind_number(&query, "now", now);
	record_bind(&query, &had_record, page);
	if (page->text != NULL)
		query_bind_bytes(&query, "lines", buf_text(&edit->lines), edit->lines.length);
	else
		query_bind_null(&query, "lines");
	query_bind_text(&query, "text", page->text);
	query_bind_number(&query, "entry_id", page->entry_id);
	return query_run(&query, err);
}

/* Finds the lines that recur, and takes them from the new text. */
static void strip_page(struct edit *edit)
{
	int i;

	if (edit->page.text == NULL)
		return;
	refrain_note(&edit->lines, edit->page.text);
	refrain_add(edit->refrain, buf_text(&edit->lines), edit->lines.length);
	for (i = 0; i < edit->count; i++)
		refrain_add(edit->refrain, edit->neighbours[i].lines, edit->neighbours[i].length);
	refrain_learn(edit->refrain);
	if (refrain_strip(edit->refrain, edit->page.text, &edit->text))
		edit->page.text = buf_text(&edit->text);
}

static int retext(struct store *store, int64_t entry_id, const char *text, struct err *err)
{
	struct query query;

	if (stories_keep_as_placed(store, entry_id, err) < 0)
		return -1;
	query_start(&query, store, ARTICLE_RETEXT);
	query_bind_text(&query, "text", text);
	query_bind_number(&query, "entry_id", entry_id);
	return query_run(&query, err);
}

/* … and from those texts that were kept before they were known to recur. */
static int strip_neighbour(struct store *store, const struct edit *edit,
			   const struct neighbour *neighbour, struct err *err)
{
	struct buf rest = {0};
	int result = 0;

	if (neighbour->text != NULL && refrain_strip(edit->refrain, neighbour->text, &rest)) {
		result = retext(store, neighbour->entry_id, buf_text(&rest), err);
	}
	buf_clear(&rest);
	return result;
}

static int save_edit(struct store *store, struct edit *edit, int64_t now, struct err *err)
{
	int i;

	if (edit->page.text != NULL && load_neighbours(store, edit, err) < 0)
		return -1;
	strip_page(edit);
	if (save_page(store, edit, now, err) < 0)
		return -1;
	for (i = 0; i < edit->count; i++) {
		if (strip_neighbour(store, edit, &edit->neighbours[i], err) < 0)
			return -1;
	}
	return 0;
}

int articles_save(struct store *store, const struct web_page *page, int64_t now, struct err *err)
{
	struct edit edit = {
		.arena = arena_new(), .page = *page, .refrain = refrain_new(),
	};
	int result = store_begin(store, err);

	if (result == 0 && save_edit(store, &edit, now, err) < 0) {
		store_rollback(store);
		result = -1;
	} else if (result == 0) {
		result = store_commit(store, err);
	}
	refrain_free(edit.refrain);
	buf_clear(&edit.lines);
	buf_clear(&edit.text);
	arena_free(edit.arena);
	return result;
}

int articles_put_off(struct store *store, int64_t entry_id, const struct page_delay *delay,
		     int64_t now, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_PUT_OFF);
	query_bind_number(&query, "result", delay->result);
	query_bind_number(&query, "failures", delay->failures);
	query_bind_number(&query, "now", now);
	if (delay->next_try != 0)
		query_bind_number(&query, "next_try", delay->next_try);
	else
		query_bind_null(&query, "next_try");
	query_bind_text(&query, "error", delay->error);
	query_bind_number(&query, "entry_id", entry_id);
	return query_run(&query, err);
}

int articles_ask_again(struct store *store, int64_t entry_id, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_ASK_AGAIN);
	query_bind_number(&query, "entry_id", entry_id);
	return query_run(&query, err);
}

int articles_forget(struct store *store, int64_t before, size_t most, struct err *err)
{
	struct query query;

	query_start(&query, store, ARTICLE_FORGET);
	query_bind_number(&query, "before", before);
	query_bind_number(&query, "most", (int64_t)most);
	return query_run(&query, err);
}
