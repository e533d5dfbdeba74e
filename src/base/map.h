/*
 * Hash maps: from text, or from a 64-bit number, to a pointer.
 *
 * The map copies text keys and never looks inside values, which stay the
 * caller's. Iteration is in order of insertion, so results never depend on
 * hashing; a removed key leaves the order of the others as it was.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map;			/* opaque */

struct map *map_new(void);

/* One that does not copy text keys: each must live until it was removed, or the map freed. */
struct map *map_new_borrowing(void);
void map_free(struct map *map);			/* accepts NULL; not the values */

void *map_get(const struct map *map, const char *key);		/* NULL: not there */
void map_put(struct map *map, const char *key, void *value);	/* replaces; value is not NULL */
void *map_remove(struct map *map, const char *key);		/* what was there, or NULL */

void *map_get_number(const struct map *map, uint64_t key);
void map_put_number(struct map *map, uint64_t key, void *value);
void *map_remove_number(struct map *map, uint64_t key);

size_t map_count(const struct map *map);

/*
 * Steps through the values: start with *position 0; NULL at the end. Between
 * steps the current key may be removed, nothing else may change.
 */
void *map_next(const struct map *map, size_t *position);
