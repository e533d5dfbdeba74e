/*
 * What the summarizer made of posts, so that it is asked once about each.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"

struct arena;
struct store;

struct stored_rewrite {
	struct hash key;		/* of all that the text was made of */
	const char *text;		/* "": the answer was refused; NULL: nobody was asked */
};

/* Fills in the text of each by its key, in the arena. */
int rewrites_load(struct store *store, struct arena *arena, struct stored_rewrite *rewrites,
		  size_t count, struct err *err);

/* Keeps those that have a text, as made `now`; what is older than a month is forgotten. */
int rewrites_save(struct store *store, const struct stored_rewrite *rewrites, size_t count,
		  int64_t now, struct err *err);
