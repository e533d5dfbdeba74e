#include "store/entries.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/web_page.h"
#include "store/articles.h"
#include "store/enclosures.h"
#include "store/query.h"
#include "store/record.h"
#include "store/search.h"
#include "store/store.h"
#include "store/stories.h"

/* The key stands first: an edit needs all but that, in this order. */
static const struct field entry_fields[] = {
	FIELD(HASH,	entry, key),
	FIELD(HASH,	entry, url_key),
	FIELD(HASH,	entry, content_hash),
	FIELD(TEXT,	entry, guid),
	FIELD(TEXT,	entry, url),
	FIELD(TEXT,	entry, title),
	FIELD(TEXT,	entry, language),
	FIELD(TIME,	entry, published),
	FIELD(TIME,	entry, updated),
};

static const struct field body_fields[] = {
	FIELD(TEXT,	entry, external_url),
	FIELD(TEXT,	entry, comments_url),
	FIELD(TEXT,	entry, image_url),
	FIELD(TEXT,	entry, source_title),
	FIELD(TEXT,	entry, source_url),
	FIELD(TEXT,	entry, summary),
	FIELD(TEXT,	entry, content_text),
};

static const struct field tags_fields[] = {
	FIELD_BESIDE(LINES, entry, tags, tag_count),
};

/* Of an author only the name is kept. */
struct names {
	const char **authors;
	size_t count;
};

static const struct field names_fields[] = {
	FIELD_BESIDE(LINES, names, authors, count),
};

/* Those of an article that are its entry's. */
static const struct field article_fields[] = {
	FIELD(ID,	article, id),
	FIELD(ID,	article, feed_id),
	FIELD(HASH,	article, url_key),
	FIELD(WORDS,	article, url),
	FIELD(WORDS,	article, title),
	FIELD(WORDS,	article, text),
	FIELD(WORDS,	article, language),
	FIELD(TEXT,	article, author),
	FIELD(TEXT,	article, credit),
	FIELD_BESIDE(LINES, article, tags, tag_count),
	FIELD(TIME,	article, time),
	FIELD(NUMBER,	article, first_seen),
	FIELD(NUMBER,	article, page),
	FIELD(ID,	article, story_id),
	FIELD(NUMBER,	article, role),
	FIELD(ID,	article, of),
	FIELD(NUMBER,	article, signal),
	FIELD(REAL,	article, score),
	FIELD(ID,	article, merged_with),
};

static const struct record entry_record = RECORD(entry, entry_fields);
static const struct record all_but_key_record = {
	sizeof(struct entry), entry_fields + 1, sizeof(entry_fields) / sizeof(entry_fields[0]) - 1,
};
static const struct record body_record = RECORD(entry, body_fields);
static const struct record tags_record = RECORD(entry, tags_fields);
static const struct record names_record = RECORD(names, names_fields);
static const struct record article_record = RECORD(article, article_fields);

static void add_line(struct buf *lines, const char *text)
{
	if (text == NULL)
		return;
	if (lines->length > 0)
		buf_add_char(lines, '\n');
	buf_add_text(lines, text);
}

static void bind_lines(struct query *query, const char *name, const struct buf *lines)
{
	query_bind_text(query, name, lines->length > 0 ? lines->data : NULL);
}

static int store_body(struct store *store, int64_t id, const struct entry *entry, struct err *err)
{
	char *enclosures = enclosures_write(entry->enclosures, entry->enclosure_count);
	struct buf authors = {0}, tags = {0};
	struct query query;
	size_t i;
	int result;

	for (i = 0; i < entry->author_count; i++)
		add_line(&authors, entry->authors[i].name);
	for (i = 0; i < entry->tag_count; i++)
		add_line(&tags, entry->tags[i]);
	query_start(&query, store, ENTRY_STORE_BODY);
	query_bind_number(&query, "entry_id", id);
	bind_lines(&query, "authors", &authors);
	bind_lines(&query, "tags", &tags);
	query_bind_text(&query, "enclosures", enclosures);
	record_bind(&query, &body_record, entry);
	result = query_run(&query, err);
	buf_clear(&authors);
	buf_clear(&tags);
	free(enclosures);
	return result;
}

/* The entry as we know it: its id is 0 if we do not. */
static int find_known(struct store *store, int64_t feed_id, struct hash key, struct entry *known,
		      struct err *err)
{
	struct query query;
	int got;

	query_start(&query, store, ENTRY_FIND);
	query_bind_number(&query, "feed_id", feed_id);
	query_bind_hash(&query, "key", key);
	got = query_next(&query, err);
	if (got <= 0)
		return got;
	known->id = query_read_number(&query, "id", 0);
	known->content_hash = query_read_hash(&query, "content_hash");
	query_end(&query);
	return 0;
}

static int add_entry(struct store *store, const struct entry *entry,
		     const struct entry_batch *batch, struct err *err)
{
	struct query query;

	query_start(&query, store, ENTRY_ADD);
	query_bind_number(&query, "feed_id", batch->feed_id);
	query_bind_number(&query, "now", batch->now);
	record_bind(&query, &entry_record, entry);
	if (query_run(&query, err) < 0)
		return -1;
	return store_body(store, query_added_id(&query), entry, err);
}

static int edit_entry(struct store *store, const struct entry *entry, int64_t id, struct err *err)
{
	struct query query;

	if (search_retitle(store, id, entry->title, err) < 0 ||
	    stories_keep_as_placed(store, id, err) < 0)
		return -1;
	query_start(&query, store, ENTRY_EDIT);
	record_bind(&query, &all_but_key_record, entry);
	query_bind_number(&query, "id", id);
	if (query_run(&query, err) < 0)
		return -1;
	if (articles_ask_again(store, id, err) < 0)
		return -1;
	return store_body(store, id, entry, err);
}

/* Nothing is written for an entry that is as we know it. */
static int store_entry(struct store *store, const struct entry *entry,
		       const struct entry_batch *batch, struct commit_counts *counts,
		       struct err *err)
{
	struct entry known = {0};

	if (find_known(store, batch->feed_id, entry->key, &known, err) < 0)
		return -1;
	if (known.id == 0) {
		counts->added++;
		return add_entry(store, entry, batch, err);
	}
	if (hash_equal(known.content_hash, entry->content_hash))
		return 0;
	counts->changed++;
	return edit_entry(store, entry, known.id, err);
}

static void read_entry(struct query *query, struct entry *entry)
{
	entry->id = query_read_number(query, "id", 0);
	record_read(query, &entry_record, entry);
	entry->first_seen = query_read_number(query, "first_seen", TIME_UNKNOWN);
}

static struct person *name_persons(struct arena *arena, const struct names *names)
{
	struct person *persons = arena_array(arena, names->count, sizeof(*persons));
	size_t i;

	for (i = 0; i < names->count; i++)
		persons[i].name = names->authors[i];
	return persons;
}

static void read_body(struct query *query, struct entry *entry)
{
	struct names names = {0};

	record_read(query, &body_record, entry);
	record_read(query, &tags_record, entry);
	record_read(query, &names_record, &names);
	entry->authors = name_persons(query->arena, &names);
	entry->author_count = names.count;
	entry->enclosures = enclosures_read(query->arena, query_read_text(query, "enclosures"),
					    &entry->enclosure_count);
}

static void start_list(struct query *query, struct store *store, const struct entry_filter *filter)
{
	bool of_feed = filter->feed_url != NULL;
	bool of_story = filter->story_id != 0;

	query_start(query, store, of_feed  ? ENTRY_LIST_OF_FEED :
				  of_story ? ENTRY_LIST_OF_STORY : ENTRY_LIST);
	query_bind_number(query, "since", filter->since);
	if (of_feed || of_story)
		query_bind_number(query, "story_id", filter->story_id);
	if (of_feed)
		query_bind_text(query, "feed_url", filter->feed_url);
	query_bind_number(query, "limit", filter->limit != 0 ? (int64_t)filter->limit : -1);
}

static void start_placed(struct query *query, struct store *store,
			 const struct article_query *wanted)
{
	query_start(query, store, ENTRY_LOAD_PLACED);
	query_bind_number(query, "after_id", wanted->after_id);
	query_bind_number(query, "limit", wanted->limit != 0 ? (int64_t)wanted->limit : -1);
}

static void start_articles(struct query *query, struct store *store,
			   const struct article_query *wanted)
{
	bool is_unplaced = wanted->choice == ARTICLES_UNPLACED;

	if (wanted->choice == ARTICLES_PLACED) {
		start_placed(query, store, wanted);
		return;
	}
	query_start(query, store, is_unplaced ? ENTRY_LOAD_UNPLACED : ENTRY_LOAD_ARTICLES);
	query_bind_number(query, "after_id", wanted->after_id);
	query_bind_number(query, "since", wanted->since);
	query_bind_number(query, "until", wanted->until);
	if (is_unplaced)
		query_bind_number(query, "await_since",
				  wanted->await_since != 0 ? wanted->await_since : INT64_MAX);
	query_bind_number(query, "limit", wanted->limit != 0 ? (int64_t)wanted->limit : -1);
}

int entries_save(struct store *store, const struct entry_batch *batch,
		 struct commit_counts *counts, struct err *err)
{
	struct commit_counts found = {0};
	int result = 0;
	size_t i;

	if (store_begin(store, err) < 0)
		return -1;
	for (i = 0; i < batch->count && result == 0; i++)
		result = store_entry(store, &batch->entries[i], batch, &found, err);
	if (result < 0) {
		store_rollback(store);
		return -1;
	}
	if (store_commit(store, err) < 0)
		return -1;
	*counts = found;
	return 0;
}

int entries_load(struct store *store, struct arena *arena, int64_t id, struct entry *out,
		 struct err *err)
{
	struct entry entry = {0};
	struct query query;
	int got;

	query_start(&query, store, ENTRY_LOAD);
	query.arena = arena;
	query_bind_number(&query, "id", id);
	got = query_next(&query, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return err_set(err, ERR_NO_INPUT, "there is no entry %lld", (long long)id);
	read_entry(&query, &entry);
	read_body(&query, &entry);
	query_end(&query);
	*out = entry;
	return 0;
}

int entries_list(struct store *store, const struct entry_filter *filter, entry_listed_cb each,
		 void *ctx, struct err *err)
{
	struct query query;
	int got;

	start_list(&query, store, filter);
	while ((got = query_next(&query, err)) > 0) {
		struct listed_entry listed = {0};
		int64_t page;

		read_entry(&query, &listed.entry);
		listed.feed_url = query_read_text(&query, "feed_url");
		listed.story_id = query_read_number(&query, "story_id", 0);
		page = query_read_number(&query, "page", -1);
		if (page >= 0)
			listed.page = web_page_result_text((enum page_result)page);
		if (each(ctx, &listed) != 0)
			break;
	}
	query_end(&query);
	return got < 0 ? -1 : 0;
}

int entries_load_articles(struct store *store, struct arena *arena,
			  const struct article_query *wanted, struct article_list *out,
			  struct err *err)
{
	struct records articles;
	struct query query;

	start_articles(&query, store, wanted);
	query.arena = arena;
	if (record_read_all(&query, &article_record, &articles, err) < 0)
		return -1;
	*out = (struct article_list){ .items = articles.items, .count = articles.count };
	return 0;
}

int entries_any_awaited(struct store *store, int64_t since, bool *is_awaited, struct err *err)
{
	struct query query;

	query_start(&query, store, ENTRY_ANY_AWAITED);
	query_bind_number(&query, "await_since", since);
	if (query_next(&query, err) < 0)
		return -1;
	*is_awaited = query_read_number(&query, "is_awaited", 0) != 0;
	query_end(&query);
	return 0;
}

int entries_forget_texts(struct store *store, int64_t before, size_t most, size_t *forgotten,
			 struct err *err)
{
	struct query query;
	size_t count = 0;
	int got;

	query_start(&query, store, ENTRY_FORGET_TEXTS);
	query_bind_number(&query, "before", before);
	query_bind_number(&query, "most", (int64_t)most);
	while ((got = query_next(&query, err)) > 0)
		count++;
	if (got == 0)
		*forgotten = count;
	return got;
}
