/*
 * From articles to the stories they tell.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct article;
struct story;

/* When an article was published, or first seen if nobody knows. */
int64_t assembly_time(const struct article *article);

/* Orders pointers to articles by story, time and id: for qsort(). */
int assembly_compare(const void *a, const void *b);

/*
 * The stories of these articles, which are sorted in place and of which the
 * stories keep parts; in the arena. Each story has its lead and its counts.
 */
struct story *assembly_make(struct arena *arena, const struct article **articles, size_t count,
			    size_t *story_count);
