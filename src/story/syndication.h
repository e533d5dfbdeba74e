/*
 * Who copied whom: the same report in several papers.
 *
 * Two texts are copies if most of the shorter one's wording is in the other;
 * one that has some of it is a rewrite. So are, of a story, all but one of the
 * reports that credit one agency, or the same reporters (story/provenance).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/story.h"

struct window;

/* What an item was found to copy. */
struct copy {
	uint32_t item;			/* NO_ITEM: nothing */
	enum merge_signal signal;
	double score;
};

/* Finds the copies of an item among those of the window, and joins it with all of them. */
struct copy syndication_join(struct window *window, uint32_t number);

/* Whether an item is a copy of another one's text, and what it has of that. */
bool syndication_compare(struct window *window, uint32_t a, uint32_t b, struct copy *copy);

/* Takes it that an item copies or rewrites `of`, as its role says: after a restart. */
void syndication_relink(struct window *window, uint32_t number, uint32_t of);

/*
 * Joins it with what its signal was measured against, if that made it a copy:
 * whose copy the other is may not have been settled before the restart.
 */
void syndication_rejoin(struct window *window, uint32_t number, uint32_t merged_with);

/* The item that stands for all copies of this one. */
uint32_t syndication_root(struct window *window, uint32_t number);

/* Sets the roles of the items of one story: among copies, one is the origin. */
void syndication_assign_roles(struct window *window, const uint32_t *items, size_t count);
