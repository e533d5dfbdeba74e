#include "base/map.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 16 };

/*
 * Entries stand in an array in order of insertion; `slots` is an open-addressing
 * table of their positions plus one, 0 being free. A removed entry has no value
 * and keeps its slot until the next rebuild.
 */
struct item {
	uint64_t hash;
	const char *text;		/* NULL when the key is a number */
	uint64_t number;
	void *value;
};

struct map {
	bool borrows;			/* the texts are not ours */
	struct item *items;
	size_t used;			/* items, removed ones included */
	size_t count;			/* items that are there */
	size_t capacity;		/* of items: half the slots */
	uint32_t *slots;
	size_t slot_mask;
};

static void insert_slot(struct map *map, size_t index)
{
	size_t at = map->items[index].hash & map->slot_mask;

	while (map->slots[at] != 0)
		at = (at + 1) & map->slot_mask;
	map->slots[at] = (uint32_t)(index + 1);
}

static void forget_text(const struct map *map, const struct item *item)
{
	if (!map->borrows)
		free((char *)item->text);
}

/* Drops what was removed and makes room for at least one more. */
static void rebuild(struct map *map)
{
	size_t capacity = SMALLEST, kept = 0, i;

	while (capacity < map->count * 2)
		capacity *= 2;
	for (i = 0; i < map->used; i++) {
		if (map->items[i].value != NULL)
			map->items[kept++] = map->items[i];
		else
			forget_text(map, &map->items[i]);
	}
	map->used = kept;
	map->capacity = capacity;
	map->items = mem_resize(map->items, capacity, sizeof(*map->items));
	free(map->slots);
	map->slots = mem_array(capacity * 2, sizeof(*map->slots));
	map->slot_mask = capacity * 2 - 1;
	for (i = 0; i < kept; i++)
		insert_slot(map, i);
}

static struct item *find(const struct map *map, uint64_t hash, const char *text, uint64_t number)
{
	size_t at = hash & map->slot_mask;

	if (map->slots == NULL)
		return NULL;
	for (; map->slots[at] != 0; at = (at + 1) & map->slot_mask) {
		struct item *item = &map->items[map->slots[at] - 1];

		if (item->value == NULL || item->hash != hash)
			continue;
		if (text == NULL ? item->text == NULL && item->number == number
				 : item->text != NULL && strcmp(item->text, text) == 0)
			return item;
	}
	return NULL;
}

static void put(struct map *map, uint64_t hash, const char *text, uint64_t number, void *value)
{
	struct item *item = find(map, hash, text, number);

	if (item != NULL) {
		item->value = value;
		return;
	}
	if (map->used == map->capacity)
		rebuild(map);
	map->items[map->used] = (struct item){
		.hash = hash,
		.text = map->borrows ? text : mem_dup(text),
		.number = number,
		.value = value,
	};
	insert_slot(map, map->used);
	map->used++;
	map->count++;
}

static void *take(struct map *map, struct item *item)
{
	void *value;

	if (item == NULL)
		return NULL;
	value = item->value;
	item->value = NULL;
	map->count--;
	return value;
}

static uint64_t text_hash(const char *text)
{
	return hash64(text, strlen(text));
}

struct map *map_new(void)
{
	return mem_new(sizeof(struct map));
}

struct map *map_new_borrowing(void)
{
	struct map *map = map_new();

	map->borrows = true;
	return map;
}

void map_free(struct map *map)
{
	size_t i;

	if (map == NULL)
		return;
	for (i = 0; i < map->used; i++)
		forget_text(map, &map->items[i]);
	free(map->items);
	free(map->slots);
	free(map);
}

void *map_get(const struct map *map, const char *key)
{
	const struct item *item = find(map, text_hash(key), key, 0);

	return item != NULL ? item->value : NULL;
}

void map_put(struct map *map, const char *key, void *value)
{
	put(map, text_hash(key), key, 0, value);
}

void *map_remove(struct map *map, const char *key)
{
	return take(map, find(map, text_hash(key), key, 0));
}

void *map_get_number(const struct map *map, uint64_t key)
{
	const struct item *item = find(map, hash_mix(key), NULL, key);

	return item != NULL ? item->value : NULL;
}

void map_put_number(struct map *map, uint64_t key, void *value)
{
	put(map, hash_mix(key), NULL, key, value);
}

void *map_remove_number(struct map *map, uint64_t key)
{
	return take(map, find(map, hash_mix(key), NULL, key));
}

size_t map_count(const struct map *map)
{
	return map->count;
}

void *map_next(const struct map *map, size_t *position)
{
	while (*position < map->used) {
		void *value = map->items[(*position)++].value;

		if (value != NULL)
			return value;
	}
	return NULL;
}
