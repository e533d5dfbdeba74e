#include "story/linkage.h"

#include <stdlib.h>
#include <string.h>

#include "base/heap.h"
#include "base/mem.h"

struct edge {
	uint32_t to;
	float sum;			/* of the similarities between members, by weight */
	float lacking;			/* of all the members' pairs counting in full */
};

/* A group that still stands, or has been absorbed. */
struct group {
	struct heap_node node;		/* by its best mean, the highest first */
	struct edge *edges;		/* by `to` */
	size_t edge_count;
	size_t edge_capacity;
	uint32_t size;
	uint32_t best;			/* the group it is most like … */
	double best_value;		/* … and how much */
	uint32_t absorbed_by;		/* itself while it stands */
};

struct linkage {
	struct group *groups;
	size_t count;
	double doubt;
	struct heap heap;
};

static int by_target(const void *a, const void *b)
{
	uint32_t x = ((const struct edge *)a)->to, y = ((const struct edge *)b)->to;

	return x < y ? -1 : x > y;
}

/* Where an edge to `to` is, or would be. */
static size_t place_of(const struct group *group, uint32_t to)
{
	size_t low = 0, high = group->edge_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (group->edges[middle].to < to)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void remove_edge(struct group *group, uint32_t to)
{
	size_t at = place_of(group, to);

	group->edge_count--;
	memmove(group->edges + at, group->edges + at + 1,
		(group->edge_count - at) * sizeof(*group->edges));
}

static void add_to_edge(struct group *group, struct edge edge)
{
	size_t at = place_of(group, edge.to);

	if (at < group->edge_count && group->edges[at].to == edge.to) {
		group->edges[at].sum += edge.sum;
		group->edges[at].lacking += edge.lacking;
		return;
	}
	group->edges = mem_grow(group->edges, &group->edge_capacity, group->edge_count,
				sizeof(*group->edges));
	memmove(group->edges + at + 1, group->edges + at,
		(group->edge_count - at) * sizeof(*group->edges));
	group->edges[at] = edge;
	group->edge_count++;
}

/* The mean similarity of two groups; one over few pairs is trusted less. */
static double affinity(const struct linkage *linkage, const struct group *group,
		       const struct edge *edge)
{
	double pairs = (double)group->size * linkage->groups[edge->to].size;

	return (double)edge->sum / (pairs - (double)edge->lacking + linkage->doubt);
}

static void set_best(struct linkage *linkage, struct group *group, uint32_t best, double value)
{
	group->best = best;
	group->best_value = value;
	heap_put(&linkage->heap, &group->node, (int64_t)(-value * 1e12));
}

/* Finds what a group is most like, and its place in the heap. */
static void look_around(struct linkage *linkage, struct group *group)
{
	double best = 0;
	uint32_t to = 0;
	size_t i;

	for (i = 0; i < group->edge_count; i++) {
		double value = affinity(linkage, group, &group->edges[i]);

		if (value > best) {
			best = value;
			to = group->edges[i].to;
		}
	}
	if (best > 0)
		set_best(linkage, group, to, best);
	else
		heap_remove(&linkage->heap, &group->node);
}

/* After a merge, a neighbour of the union may like it better than what it liked best, or less. */
static void look_again(struct linkage *linkage, struct group *union_group, size_t edge,
		       uint32_t kept, uint32_t gone)
{
	struct group *other = &linkage->groups[union_group->edges[edge].to];
	double value = affinity(linkage, union_group, &union_group->edges[edge]);

	if (other->best == kept || other->best == gone)
		look_around(linkage, other);
	else if (value > other->best_value)
		set_best(linkage, other, kept, value);
}

/* Takes `gone` into `kept`. */
static void merge(struct linkage *linkage, uint32_t kept, uint32_t gone)
{
	struct group *into = &linkage->groups[kept], *from = &linkage->groups[gone];
	size_t i;

	remove_edge(into, gone);
	remove_edge(from, kept);
	for (i = 0; i < from->edge_count; i++) {
		struct edge edge = from->edges[i];

		add_to_edge(into, edge);
		remove_edge(&linkage->groups[edge.to], gone);
		add_to_edge(&linkage->groups[edge.to],
			    (struct edge){ kept, edge.sum, edge.lacking });
	}
	into->size += from->size;
	from->absorbed_by = kept;
	free(from->edges);
	from->edges = NULL;
	from->edge_count = from->edge_capacity = 0;
	heap_remove(&linkage->heap, &from->node);
	look_around(linkage, into);
	for (i = 0; i < into->edge_count; i++)
		look_again(linkage, into, i, kept, gone);
}

struct linkage *linkage_new(size_t nodes, double doubt)
{
	struct linkage *linkage = mem_new(sizeof(*linkage));
	size_t i;

	linkage->count = nodes;
	linkage->doubt = doubt;
	linkage->groups = mem_array(nodes + 1, sizeof(*linkage->groups));
	for (i = 0; i < nodes; i++) {
		linkage->groups[i].size = 1;
		linkage->groups[i].absorbed_by = (uint32_t)i;
	}
	return linkage;
}

void linkage_free(struct linkage *linkage)
{
	size_t i;

	if (linkage == NULL)
		return;
	for (i = 0; i < linkage->count; i++)
		free(linkage->groups[i].edges);
	heap_clear(&linkage->heap);
	free(linkage->groups);
	free(linkage);
}

static void push_edge(struct group *group, struct edge edge)
{
	group->edges = mem_grow(group->edges, &group->edge_capacity, group->edge_count,
				sizeof(*group->edges));
	group->edges[group->edge_count++] = edge;
}

void linkage_add(struct linkage *linkage, uint32_t a, uint32_t b, float similarity, float weight)
{
	float sum = similarity * weight, lacking = 1 - weight;

	push_edge(&linkage->groups[a], (struct edge){ b, sum, lacking });
	push_edge(&linkage->groups[b], (struct edge){ a, sum, lacking });
}

/* Sorts the edges, and keeps one to each node. */
static void tidy_edges(struct group *group)
{
	size_t kept = 0, i;

	if (group->edge_count > 0)
		qsort(group->edges, group->edge_count, sizeof(*group->edges), by_target);
	for (i = 0; i < group->edge_count; i++)
		if (i == 0 || group->edges[i].to != group->edges[kept - 1].to)
			group->edges[kept++] = group->edges[i];
	group->edge_count = kept;
}

void linkage_group(struct linkage *linkage, float threshold, uint32_t *groups)
{
	struct heap_node *node;
	size_t i;

	for (i = 0; i < linkage->count; i++) {
		tidy_edges(&linkage->groups[i]);
		look_around(linkage, &linkage->groups[i]);
	}
	while ((node = heap_first(&linkage->heap)) != NULL &&
	       node->key <= (int64_t)(-(double)threshold * 1e12)) {
		uint32_t a = (uint32_t)((struct group *)(void *)node - linkage->groups);
		uint32_t b = linkage->groups[a].best;

		merge(linkage, a < b ? a : b, a < b ? b : a);
	}
	for (i = 0; i < linkage->count; i++) {
		uint32_t group = (uint32_t)i;

		while (linkage->groups[group].absorbed_by != group)
			group = linkage->groups[group].absorbed_by;
		groups[i] = group;
	}
}
