/*
 * What speaks for articles being of one story with others, or against it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct story_change;
struct window;

/* Items by their numbers in a window. */
struct evidence_items {
	const uint32_t *numbers;
	size_t count;
};

/*
 * Fills in signal, score, article_id and other_article_id of a change: that of `items`
 * one copies one of `others`, or else how much they resemble each other on average.
 */
void evidence_weigh(struct story_change *change, struct window *window,
		    struct evidence_items items, struct evidence_items others);
