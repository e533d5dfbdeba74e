/*
 * May we ask for this page? What its site's robots.txt says (RFC 9309), read at
 * most once a day.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct approach;
struct env;

enum permission {
	PERMISSION_GIVEN,
	PERMISSION_DENIED,
	PERMISSION_LATER,		/* the site cannot say now, which forbids it for now */
};

struct permission_answer {
	enum permission permission;
	int64_t until;			/* PERMISSION_LATER: when to ask again */
	bool is_unreachable;		/* … for nobody answered when it was asked for, just now */
	const char *why;		/* if not given: one line, for the time of the call */
};

/*
 * Called exactly once for every permission_ask(), always later and from the loop.
 * If the store failed, *err says so, and there is no answer.
 */
typedef void (*permission_done_cb)(void *ctx, const struct permission_answer *answer,
				   const struct err *err);

/* For the page of the approach, which stays as it is until then. */
void permission_ask(const struct env *env, const struct approach *approach,
		    permission_done_cb done, void *ctx);
