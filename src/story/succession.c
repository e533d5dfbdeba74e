#include "story/succession.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

/* The articles of one story that are in one group. */
struct part {
	int64_t story_id;
	uint32_t group;
	size_t first;			/* the number of the first of them */
	size_t count;
	bool is_main;			/* the story lives on here */
};

static int by_story_and_group(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->story_id != y->story_id)
		return x->story_id < y->story_id ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* Makes one part of those of one story and group. */
static size_t unite(struct part *parts, size_t count)
{
	size_t kept = 0, i;

	qsort(parts, count, sizeof(*parts), by_story_and_group);
	for (i = 0; i < count; i++) {
		if (kept > 0 && parts[kept - 1].story_id == parts[i].story_id &&
		    parts[kept - 1].group == parts[i].group)
			parts[kept - 1].count++;
		else
			parts[kept++] = parts[i];
	}
	return kept;
}

/* Of a story's parts that where most articles are; of equal ones that with the oldest. */
static struct part *find_main(struct part *parts, size_t count)
{
	struct part *best = parts;
	size_t i;

	for (i = 1; i < count; i++)
		if (parts[i].count > best->count ||
		    (parts[i].count == best->count && parts[i].first < best->first))
			best = &parts[i];
	best->is_main = true;
	return best;
}

static size_t parts_of_story(const struct part *parts, size_t count)
{
	size_t n = 1;

	while (n < count && parts[n].story_id == parts[0].story_id)
		n++;
	return n;
}

/* Parts stand by story, so the first to name a group is the oldest that lives on in it. */
static void name_after_old(struct succession *succession, struct part *parts, size_t count)
{
	size_t n, i;

	for (i = 0; i < count; i += n) {
		const struct part *main;

		n = parts_of_story(&parts[i], count - i);
		main = find_main(&parts[i], n);
		if (succession->names[main->group] == 0)
			succession->names[main->group] = main->story_id;
	}
}

static void name_new(struct succession *succession, const struct regrouping *regrouping,
		     int64_t *next_id)
{
	size_t i;

	for (i = 0; i < regrouping->count; i++)
		if (succession->names[regrouping->articles[i].group] == 0)
			succession->names[regrouping->articles[i].group] = (*next_id)++;
}

static enum story_change_kind kind_of(const struct part *part, int64_t to, int64_t known)
{
	if (part->is_main)
		return STORY_MERGED;
	return to >= known ? STORY_SPLIT : STORY_MOVED;
}

static void list_turns(struct succession *succession, const struct part *parts, size_t count,
		       int64_t known)
{
	size_t n, i, j;

	for (i = 0; i < count && parts[i].story_id < known; i += n) {
		int64_t successor = 0;

		n = parts_of_story(&parts[i], count - i);
		for (j = i; j < i + n; j++)
			if (parts[j].is_main)
				successor = succession->names[parts[j].group];
		for (j = i; j < i + n; j++) {
			int64_t to = succession->names[parts[j].group];

			if (to == parts[j].story_id)
				continue;
			succession->turns[succession->turn_count++] = (struct turn){
				kind_of(&parts[j], to, known), parts[j].story_id, to, successor,
				parts[j].count };
		}
	}
}

void succession_make(struct succession *succession, const struct regrouping *regrouping,
		     int64_t *next_id)
{
	struct part *parts = mem_array(regrouping->count + 1, sizeof(*parts));
	size_t count, i;

	for (i = 0; i < regrouping->count; i++)
		parts[i] = (struct part){ regrouping->articles[i].story_id,
					  regrouping->articles[i].group, i, 1, false };
	count = unite(parts, regrouping->count);
	*succession = (struct succession){
		.names = mem_array(regrouping->groups + 1, sizeof(*succession->names)),
		.turns = mem_array(count + 1, sizeof(*succession->turns)),
	};
	name_after_old(succession, parts, count);
	name_new(succession, regrouping, next_id);
	list_turns(succession, parts, count, regrouping->known);
	free(parts);
}

void succession_clear(struct succession *succession)
{
	free(succession->names);
	free(succession->turns);
	*succession = (struct succession){0};
}
