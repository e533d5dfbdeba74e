#include "base/heap.h"

#include "base/mem.h"

#include <stdlib.h>

static void set(struct heap *heap, size_t index, struct heap_node *node)
{
	heap->nodes[index] = node;
	node->place = index + 1;
}

static void sift_up(struct heap *heap, size_t index, struct heap_node *node)
{
	while (index > 0) {
		size_t parent = (index - 1) / 2;

		if (heap->nodes[parent]->key <= node->key)
			break;
		set(heap, index, heap->nodes[parent]);
		index = parent;
	}
	set(heap, index, node);
}

static void sift_down(struct heap *heap, size_t index, struct heap_node *node)
{
	for (;;) {
		size_t child = index * 2 + 1;

		if (child >= heap->count)
			break;
		if (child + 1 < heap->count &&
		    heap->nodes[child + 1]->key < heap->nodes[child]->key)
			child++;
		if (node->key <= heap->nodes[child]->key)
			break;
		set(heap, index, heap->nodes[child]);
		index = child;
	}
	set(heap, index, node);
}

static void place(struct heap *heap, size_t index, struct heap_node *node)
{
	if (index > 0 && heap->nodes[(index - 1) / 2]->key > node->key)
		sift_up(heap, index, node);
	else
		sift_down(heap, index, node);
}

void heap_put(struct heap *heap, struct heap_node *node, int64_t key)
{
	node->key = key;
	if (node->place == 0) {
		heap->nodes = mem_grow(heap->nodes, &heap->capacity, heap->count,
				       sizeof(struct heap_node *));
		sift_up(heap, heap->count++, node);
	} else {
		place(heap, node->place - 1, node);
	}
}

void heap_remove(struct heap *heap, struct heap_node *node)
{
	size_t index = node->place - 1;
	struct heap_node *last;

	if (node->place == 0)
		return;
	node->place = 0;
	last = heap->nodes[--heap->count];
	if (last != node)
		place(heap, index, last);
}

static size_t count_below(const struct heap *heap, size_t index, int64_t key)
{
	if (index >= heap->count || heap->nodes[index]->key > key)
		return 0;
	return 1 + count_below(heap, index * 2 + 1, key) + count_below(heap, index * 2 + 2, key);
}

struct heap_node *heap_first(const struct heap *heap)
{
	return heap->count > 0 ? heap->nodes[0] : NULL;
}

size_t heap_count_until(const struct heap *heap, int64_t key)
{
	return count_below(heap, 0, key);
}

bool heap_contains(const struct heap_node *node)
{
	return node->place != 0;
}

void heap_clear(struct heap *heap)
{
	size_t i;

	for (i = 0; i < heap->count; i++)
		heap->nodes[i]->place = 0;
	free(heap->nodes);
	*heap = (struct heap){0};
}
