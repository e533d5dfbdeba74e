/*
 * Articles in the store: the web pages of entries, which of them are to be asked
 * for, and what came of it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/web_page.h"

struct arena;
struct store;

/* An entry that is news and has a page. */
struct page_candidate {
	int64_t entry_id;
	int64_t feed_id;
	bool is_teaser;
};

struct page_candidates {
	struct page_candidate *items;
	size_t count;
	int64_t last_id;		/* of all entries these are chosen from */
	bool is_last;			/* there are no more */
};

/*
 * Up to `limit` of the entries that were not considered yet: those that were first
 * seen, and published, since then. They live in the arena.
 */
int articles_find_candidates(struct store *store, struct arena *arena, int64_t since,
			     struct page_candidates *candidates, struct err *err);

/* Those whose pages are wanted; all entries up to last_id have been considered. */
struct page_plan {
	const struct page_candidate *items;
	size_t count;
	int64_t last_id;
	int64_t now;
};

int articles_plan(struct store *store, const struct page_plan *plan, struct err *err);

struct due_page {
	int64_t entry_id;
	int64_t feed_id;
	const char *url;
};

struct due_pages {
	struct due_page *items;
	size_t count;
};

enum { ARTICLES_MOST_DUE = 4000 };

struct due_query {
	int64_t now;			/* due by then */
	int64_t since;			/* those due before that are given up */
};

/* Pages of polled feeds, at most ARTICLES_MOST_DUE of them, in the arena. */
int articles_load_due(struct store *store, struct arena *arena, const struct due_query *wanted,
		      struct due_pages *due, struct err *err);

/* What must be known to ask for a page. */
struct awaited_page {
	const char *url;		/* NULL: it is not to be asked for any more */
	const char *text;		/* the entry's own; NULL if it has none */
	const char *etag;
	const char *last_modified;
	int64_t failures;
	bool was_had;			/* what is kept of it stays, unless it is of use again */
	struct page_record record;	/* the feed's, since then */
	const struct web_page *twin;	/* the same page, had for another entry; or NULL */
};

struct page_query {
	int64_t entry_id;
	int64_t feed_id;
	int64_t since;
};

int articles_load(struct store *store, struct arena *arena, const struct page_query *wanted,
		  struct awaited_page *page, struct err *err);

/*
 * Keeps what a page gave. Lines that recur in several of the feed's last pages are
 * left out of its text, and of theirs. It is not asked for again.
 */
int articles_save(struct store *store, const struct web_page *page, int64_t now, struct err *err);

/* A page that was not had, or has not changed; what was had of it before stays. */
struct page_delay {
	enum page_result result;
	int64_t failures;
	int64_t next_try;		/* 0: never */
	const char *error;		/* one line; NULL: nothing is wrong */
};

int articles_put_off(struct store *store, int64_t entry_id, const struct page_delay *delay,
		     int64_t now, struct err *err);

/* Its entry was edited: the page, if it was had, is asked for once more in a while. */
int articles_ask_again(struct store *store, int64_t entry_id, struct err *err);

/* Drops up to `most` pages of entries first seen before a time. */
int articles_forget(struct store *store, int64_t before, size_t most, struct err *err);
