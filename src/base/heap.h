/*
 * An indexed binary heap: the earliest first, and any element can move.
 *
 * Elements embed a struct heap_node and stay the caller's. Equal keys come out
 * in an order of no meaning; give them distinct keys if it matters.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_node {
	int64_t key;
	size_t place;		/* one-based place in the heap; 0: not in it */
};

struct heap {			/* zeroed is empty */
	struct heap_node **nodes;
	size_t count;
	size_t capacity;
};

void heap_put(struct heap *heap, struct heap_node *node, int64_t key);	/* inserts or moves */
void heap_remove(struct heap *heap, struct heap_node *node);	/* nothing if not in it */
struct heap_node *heap_first(const struct heap *heap);		/* NULL when empty */
size_t heap_count_until(const struct heap *heap, int64_t key);	/* how many have at most this one */
bool heap_contains(const struct heap_node *node);
void heap_clear(struct heap *heap);				/* forgets all, frees its table */
