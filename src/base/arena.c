#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_BLOCK	= 4096,
	LARGEST_BLOCK	= 256 * 1024,
	ALIGNMENT	= _Alignof(max_align_t),
};

struct block {
	struct block *next;
	size_t used;
	size_t capacity;
	_Alignas(max_align_t) char data[];
};

struct arena {
	struct block *blocks;		/* the newest first */
	size_t next_capacity;
	size_t size;
};

static struct block *block_new(size_t capacity)
{
	struct block *block = mem_new(sizeof(*block) + capacity);

	block->capacity = capacity;
	return block;
}

/* A request that would waste most of a block gets one of its own, behind the current one. */
static void *alloc_large(struct arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->used = size;
	if (arena->blocks != NULL) {
		block->next = arena->blocks->next;
		arena->blocks->next = block;
	} else {
		arena->blocks = block;
	}
	return block->data;
}

static void add_block(struct arena *arena)
{
	struct block *block = block_new(arena->next_capacity);

	block->next = arena->blocks;
	arena->blocks = block;
	if (arena->next_capacity < LARGEST_BLOCK)
		arena->next_capacity *= 2;
}

struct arena *arena_new(void)
{
	struct arena *arena = mem_new(sizeof(*arena));

	arena->next_capacity = FIRST_BLOCK;
	return arena;
}

void arena_free(struct arena *arena)
{
	struct block *block, *next;

	if (arena == NULL)
		return;
	for (block = arena->blocks; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	free(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct block *block;
	void *memory;

	if (rounded < size)
		return mem_array(SIZE_MAX, SIZE_MAX);	/* overflow: ends the process */
	arena->size += rounded;
	if (rounded > arena->next_capacity / 4)
		return alloc_large(arena, rounded);
	if (arena->blocks == NULL || arena->blocks->capacity - arena->blocks->used < rounded)
		add_block(arena);
	block = arena->blocks;
	memory = block->data + block->used;
	block->used += rounded;
	return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		return mem_array(SIZE_MAX, SIZE_MAX);
	return arena_alloc(arena, count * size);
}

char *arena_dup(struct arena *arena, const char *text)
{
	return text != NULL ? arena_dup_bytes(arena, text, strlen(text)) : NULL;
}

char *arena_dup_bytes(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length != 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		length = 0;
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

size_t arena_size(const struct arena *arena)
{
	return arena->size;
}
