/*
 * The article behind one entry: its page is asked for, if that is allowed and
 * worth it, read, and kept if it is fuller than what the feed gives.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/web_page.h"

struct env;

struct collect_outcome {
	int64_t entry_id;
	const char *url;
	enum page_result result;	/* PAGE_AWAITED: it will be tried again */
	const char *error;		/* one line, if it could not be had; else NULL */
	bool is_unreachable;		/* nobody answered */
};

/*
 * Called exactly once for every collect_start(), always later and from the loop. If
 * the store failed, *err says so, and nothing was kept; if we are stopping, neither,
 * and the page stays due.
 */
typedef void (*collect_done_cb)(void *ctx, const struct collect_outcome *outcome,
				const struct err *err);

enum { COLLECT_MEMORY = 30 * 24 * 3600 };	/* seconds a feed's pages are remembered by */

void collect_start(const struct env *env, int64_t entry_id, int64_t feed_id,
		   collect_done_cb done, void *ctx);
