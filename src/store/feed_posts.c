#include "store/feed_posts.h"

#include "store/query.h"
#include "store/record.h"

static const struct field fields[] = {
	FIELD(TEXT,	feed_post, post_id),
	FIELD(NUMBER,	feed_post, updated),
	FIELD_BESIDE(BYTES, feed_post, bytes, length),
};

static const struct record record = RECORD(feed_post, fields);

static int add(struct store *store, const char *digest, const struct feed_post *post,
	       struct err *err)
{
	struct query query;

	query_start(&query, store, FEED_POST_ADD);
	query_bind_text(&query, "digest", digest);
	record_bind(&query, &record, post);
	return query_run(&query, err);
}

static int trim(struct store *store, const char *digest, size_t most, struct err *err)
{
	struct query query;

	query_start(&query, store, FEED_POST_TRIM);
	query_bind_text(&query, "digest", digest);
	query_bind_number(&query, "most", (int64_t)most);
	return query_run(&query, err);
}

int feed_posts_add(struct store *store, const char *digest, const struct feed_post_list *posts,
		   struct err *err)
{
	size_t i;

	for (i = posts->count; i > 0; i--) {
		if (add(store, digest, &posts->items[i - 1], err) < 0)
			return -1;
	}
	return trim(store, digest,
		    posts->count > FEED_POSTS_KEPT ? posts->count : FEED_POSTS_KEPT, err);
}

int feed_posts_load(struct store *store, struct arena *arena, const char *digest,
		    struct feed_post_list *out, struct err *err)
{
	struct records found;
	struct query query;

	query_start(&query, store, FEED_POST_LIST);
	query.arena = arena;
	query_bind_text(&query, "digest", digest);
	if (record_read_all(&query, &record, &found, err) < 0)
		return -1;
	*out = (struct feed_post_list){ .items = found.items, .count = found.count };
	return 0;
}
