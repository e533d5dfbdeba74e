/*
 * What the configuration knows about articles: whose they are and what they weigh.
 *
 * In two steps, because the configuration belongs to the loop and naming the
 * publishers of many articles is work for the pool.
 */
#pragma once

#include <stddef.h>

struct arena;
struct article;
struct bylines;			/* opaque; lives in an arena */
struct map;

/* On the loop: copies what these articles' feeds need from env->subscriptions. */
struct bylines *bylines_collect(struct arena *arena, const struct map *subscriptions,
				const struct article *articles, size_t count);

/* On the pool: fills in publisher, publisher_name, feed, group, tags and weight. */
void bylines_apply(struct bylines *bylines, struct article *articles, size_t count);
