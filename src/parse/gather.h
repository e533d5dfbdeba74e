/*
 * From the elements of an RSS or Atom document to drafts, by the vocabulary.
 */
#pragma once

#include <stddef.h>

#include "parse/draft.h"
#include "parse/vocabulary.h"

struct _xmlNode;
struct arena;

struct gathered_entry {
	struct _xmlNode *element;
	const char *base;
	const char *language;
};

struct gathered {
	struct arena *arena;
	const char *format;			/* "rss 2.0", … */
	enum vocabulary_space home;		/* what elements without a namespace belong to */
	const char *home_uri;			/* the root's namespace, or NULL */
	struct draft feed;
	struct gathered_entry *entries;
	size_t entry_count;
	size_t dropped_count;			/* entries past the limit */
};

/* Gathers the feed and finds its entries. All memory is the arena's or the tree's. */
void gather_feed(struct gathered *gathered, struct arena *arena, struct _xmlNode *root,
		 const char *base_url);

void gather_entry(struct draft *draft, struct gathered *gathered,
		  const struct gathered_entry *entry);
