/*
 * Stories in the store: which article belongs where, and why.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/story.h"

struct store;

/* The first story id that was never used. */
int stories_next_id(struct store *store, int64_t *id, struct err *err);

/* Records where these articles were placed (story_id, role, of, signal, score, merged_with). */
int stories_save(struct store *store, const struct article *articles, size_t count,
		 struct err *err);
