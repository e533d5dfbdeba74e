/*
 * Entries in the store: each kept exactly once.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/feed.h"
#include "model/story.h"

struct arena;
struct store;

struct commit_counts {
	size_t added;
	size_t changed;			/* edited by their publisher since */
};

/* The entries of one poll of a feed. */
struct entry_batch {
	int64_t feed_id;
	const struct entry *entries;
	size_t count;
	int64_t now;			/* when those that are new were first seen */
};

/*
 * Stores them. An entry is the one we have if its key is; then its text is
 * replaced if its content hash differs, and first_seen stays. To be one
 * transaction with feeds_save_state().
 */
int entries_save(struct store *store, const struct entry_batch *batch,
		 struct commit_counts *counts, struct err *err);

/* Of a list of entries, those of all feeds if `feed_url` is NULL, and so on. */
struct entry_filter {
	const char *feed_url;
	int64_t since;			/* first_seen at or after; TIME_UNKNOWN: any */
	int64_t story_id;		/* 0: any */
	size_t limit;			/* 0: no limit; the newest are kept */
};

/* An entry as listed; text fields that lists do not show are NULL. */
struct listed_entry {
	struct entry entry;
	const char *feed_url;
	int64_t story_id;		/* 0: none yet */
	const char *page;		/* what became of its page, in words; NULL: not wanted */
};

/* Called per entry, newest first; strings live until it returns. Non-zero stops. */
typedef int (*entry_listed_cb)(void *ctx, const struct listed_entry *listed);
int entries_list(struct store *store, const struct entry_filter *filter, entry_listed_cb each,
		 void *ctx, struct err *err);

/*
 * One entry as it was stored, in the arena: of its authors the names, of its
 * content the text. ERR_NO_INPUT if there is none of that id.
 */
int entries_load(struct store *store, struct arena *arena, int64_t id, struct entry *out,
		 struct err *err);

/*
 * Which articles to load: those placed in a story and those not yet; or the latter; or
 * those with which these are to be compared, as they were when they were placed, in the
 * order in which they were.
 */
enum article_choice {
	ARTICLES_ALL,
	ARTICLES_UNPLACED,
	ARTICLES_PLACED,
};

struct article_query {
	enum article_choice choice;
	int64_t since;			/* first_seen in [since, until); of PLACED all */
	int64_t until;
	int64_t after_id;		/* only those after it: the last of the batch before */
	size_t limit;			/* 0: no limit */
	int64_t await_since;		/* 0, or: UNPLACED and seen since, not if a page may come */
};

struct article_list {
	struct article *items;
	size_t count;
};

/*
 * Loads entries of polled feeds as articles, by id unless said otherwise, with the text of their
 * page where that is fuller than their own. Everything but
 * publisher, publisher_name, group, weight and the feed's own tags is filled
 * in: those are the configuration's. An article without a link has the one its
 * entry is about, else "". They live in the arena.
 */
int entries_load_articles(struct store *store, struct arena *arena,
			  const struct article_query *wanted, struct article_list *out,
			  struct err *err);

/* Whether unplaced entries of polled feeds, first seen since then, await their pages. */
int entries_any_awaited(struct store *store, int64_t since, bool *is_awaited, struct err *err);

/*
 * Drops the texts of up to `most` entries first seen before a time, the oldest
 * first, and says how many there were. The entries stay known.
 */
int entries_forget_texts(struct store *store, int64_t before, size_t most, size_t *forgotten,
			 struct err *err);
