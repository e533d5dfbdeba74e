/*
 * What sites let robots ask for, as their robots.txt said when it was last read.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct store;

struct site_rules {
	const char *site;		/* the URL of its robots.txt */
	const char *rules;		/* as fetch/robots.h has them */
	int64_t until;			/* this holds; 0: nothing is known */
	bool is_known;			/* false: it could not be had, and all must wait */
};

/* Fills in what holds now for rules->site; its text lives in the arena. */
int sites_load(struct store *store, struct arena *arena, struct site_rules *rules, int64_t now,
	       struct err *err);

/* Keeps them, and drops what has not held for a long time. */
int sites_save(struct store *store, const struct site_rules *rules, int64_t now,
	       struct err *err);
