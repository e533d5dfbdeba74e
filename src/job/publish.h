/*
 * Makes one edition of one digest: load, compose, render, plan.
 *
 * The plan holds every byte of it, the messages to its readers included; writing
 * the files is deliver's, and sending the messages is mail's, which are to be
 * started after.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct config;
struct digest_settings;
struct env;

struct published {
	const char *name;		/* of the edition; NULL: there was nothing to tell */
	size_t story_count;
	size_t article_count;		/* considered */
	size_t feed_count;
};

/* The config, of which the digest is a part, lives until the callback. */
struct publish_order {
	const struct config *config;
	const struct digest_settings *digest;
	int64_t period_end;
};

/* Called exactly once for every publish_start(), always later and from the loop. */
typedef void (*publish_done_cb)(void *ctx, const struct published *published,
				const struct err *err);

/*
 * The edition tells what was first seen since the last one ended, and before
 * `period_end`. All articles must have been placed.
 */
void publish_start(const struct env *env, const struct publish_order *order, publish_done_cb done,
		   void *ctx);
