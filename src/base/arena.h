/*
 * Many small allocations that die together: a parsed document lives in one
 * arena and is freed in one call.
 *
 * Memory is aligned for any type and valid until arena_free().
 */
#pragma once

#include <stddef.h>

struct arena;			/* opaque */

struct arena *arena_new(void);
void arena_free(struct arena *arena);	/* accepts NULL */

void *arena_alloc(struct arena *arena, size_t size);	/* zeroed */
void *arena_array(struct arena *arena, size_t count, size_t size);	/* zeroed */
char *arena_dup(struct arena *arena, const char *text);	/* NULL gives NULL */
char *arena_dup_bytes(struct arena *arena, const char *bytes, size_t length);	/* adds a NUL */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Bytes handed out so far: what the arena costs, give or take a block. */
size_t arena_size(const struct arena *arena);
