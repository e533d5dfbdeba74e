/*
 * One round: poll what is due, collect articles, write the digests, done. For `granola once`.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct config;

struct once_failure {
	char *url;
	char *error;
};

struct once_edition {
	char *digest;			/* its name */
	char *path;			/* of its first format's file, absolute */
	size_t stories;
	size_t articles;
	size_t feeds;
};

/* What the round did. Clear it after use. */
struct once_report {
	size_t polled;
	size_t unchanged;
	size_t added;
	size_t changed;
	size_t pages;			/* of entries, whose articles are used */
	struct once_failure *failures;
	size_t failure_count;
	size_t failure_capacity;
	struct once_edition *editions;
	size_t edition_count;
	size_t edition_capacity;
};

/* Called after every poll, for a progress bar. */
typedef void (*once_progress_cb)(void *ctx, size_t polled, size_t total);

struct once_options {
	bool feeds_only;
	bool force;
	once_progress_cb progress;	/* NULL: none */
	void *ctx;
};

/*
 * Takes the config. Feeds that fail are in the report; ERR_TRY_LATER if all of
 * them failed; other errors are those of the store and of writing digests.
 */
int once_run(struct config *config, const struct once_options *options,
	     struct once_report *report, struct err *err);
void once_report_clear(struct once_report *report);
