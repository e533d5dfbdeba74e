/*
 * A feed's include and exclude: which of its entries its user wants.
 *
 * Both are terms as in a digest's `match` (story/topic.h), apart by commas.
 */
#pragma once

#include <stdbool.h>

struct feed_document;

struct filter {			/* zeroed lets everything through */
	char *include;
	char *exclude;
};

/* Copies the settings, which may be NULL. */
void filter_init(struct filter *filter, const char *include, const char *exclude);
bool filter_is_empty(const struct filter *filter);
void filter_clear(struct filter *filter);

/* On any thread: drops from the document what is not wanted, and counts it. */
void filter_apply(const struct filter *filter, struct feed_document *document);
