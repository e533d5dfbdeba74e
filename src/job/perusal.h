/*
 * Reading the article of a page: in a process without rights where there are such,
 * else on the pool.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;
struct env;
struct extract;
struct fetch_response;

/* How it went; valid during the callback, but for the article. */
struct perusal_result {
	const struct extract *article;	/* NULL: there is none to be read */
	const char *why;		/* then one line, fit to be shown */
	bool is_poisonous;		/* the reader did not survive it */
};

/* Called exactly once for every perusal_start(), always later and from the loop. */
typedef void (*perusal_done_cb)(void *ctx, const struct perusal_result *result);

/* What is to be read, and where the article shall live. */
struct perusal_order {
	const struct fetch_response *page;	/* copied */
	struct arena *arena;			/* left alone until it is done */
};

void perusal_start(const struct env *env, const struct perusal_order *order,
		   perusal_done_cb done, void *ctx);
