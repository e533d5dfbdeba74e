/*
 * Enclosures as one short text, because few entries have any and none is ever
 * looked for by one.
 */
#pragma once

#include <stddef.h>

struct arena;
struct enclosure;

/* As JSON, to be freed; NULL if there are none. */
char *enclosures_write(const struct enclosure *enclosures, size_t count);

/* Text that is NULL or not ours gives none. */
struct enclosure *enclosures_read(struct arena *arena, const char *text, size_t *count);
