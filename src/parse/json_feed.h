/*
 * JSON Feed 1.0 and 1.1 into drafts.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"
#include "parse/draft.h"

struct arena;
struct json_t;

struct json_feed {
	struct json_t *root;
	struct json_t *items;		/* borrowed from the root */
	const char *format;
};

/* ERR_DATA if this is no JSON Feed. Clear it after use. */
int json_feed_read(struct json_feed *feed, const char *text, size_t length, struct err *err);
void json_feed_clear(struct json_feed *feed);

void json_feed_gather(struct draft *draft, const struct json_feed *feed, struct arena *arena);
size_t json_feed_count(const struct json_feed *feed);
void json_feed_gather_item(struct draft *draft, const struct json_feed *feed, size_t index,
			   struct arena *arena);
