#include "story/select.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/story.h"

enum {
	SHARE = 5,			/* one publisher's own stories: a fifth of the places … */
	LEAST_SHARE = 2,		/* … and two */
};

static int by_rank(const void *a, const void *b)
{
	const struct selected *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	if (x->story->last_seen != y->story->last_seen)
		return x->story->last_seen > y->story->last_seen ? -1 : 1;
	return x->story->id < y->story->id ? -1 : x->story->id > y->story->id;
}

static bool is_by_same_alone(const struct story *a, const struct story *b)
{
	return a->independents <= 1 && b->independents <= 1 &&
	       str_equal(a->lead->publisher, b->lead->publisher);
}

/* How many of the first `number` that were taken are this publisher's alone, like this one. */
static size_t count_like(const struct selected *list, const bool *is_taken, size_t number)
{
	size_t count = 0, i;

	for (i = 0; i < number; i++)
		count += is_taken[i] && is_by_same_alone(list[i].story, list[number].story);
	return count;
}

size_t select_stories(struct selected *list, size_t count, size_t most)
{
	bool *is_taken = mem_array(count + 1, sizeof(*is_taken));
	size_t taken = 0, kept = 0, i;

	qsort(list, count, sizeof(*list), by_rank);
	for (i = 0; i < count && taken < most; i++) {
		is_taken[i] = count_like(list, is_taken, i) < LEAST_SHARE + most / SHARE;
		taken += is_taken[i];
	}
	for (i = 0; i < count && taken < most; i++) {
		taken += !is_taken[i];
		is_taken[i] = true;
	}
	for (i = 0; i < count; i++)
		if (is_taken[i])
			list[kept++] = list[i];
	free(is_taken);
	return kept;
}
