#include "story/postings.h"

#include <assert.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

/*
 * Open-addressed keys, each with its items side by side: a list that doubles
 * until it holds the most that are kept, and is a ring from then on. Most keys
 * have one item, which needs no list.
 */
struct slot {
	uint32_t key;
	uint32_t count;			/* of the items ever added; 0: the slot is empty */
	union {
		uint32_t only;
		uint32_t *list;		/* if there are more */
	};
};

struct postings {
	struct slot *slots;
	size_t slot_count;		/* a power of two */
	size_t used;
	uint32_t newest;
};

static struct slot *find(struct slot *slots, size_t slot_count, uint32_t key)
{
	size_t at = hash_mix(key) & (slot_count - 1);

	while (slots[at].count != 0 && slots[at].key != key)
		at = (at + 1) & (slot_count - 1);
	return &slots[at];
}

static void widen(struct postings *postings)
{
	size_t wider = postings->slot_count * 2, i;
	struct slot *slots = mem_array(wider, sizeof(*slots));

	for (i = 0; i < postings->slot_count; i++)
		if (postings->slots[i].count != 0)
			*find(slots, wider, postings->slots[i].key) = postings->slots[i];
	free(postings->slots);
	postings->slots = slots;
	postings->slot_count = wider;
}

struct postings *postings_new(uint32_t newest)
{
	enum { FEW = 1024 };
	struct postings *postings = mem_new(sizeof(*postings));

	assert(newest >= 2 && (newest & (newest - 1)) == 0);
	postings->slot_count = FEW;
	postings->slots = mem_array(FEW, sizeof(*postings->slots));
	postings->newest = newest;
	return postings;
}

void postings_free(struct postings *postings)
{
	size_t i;

	if (postings == NULL)
		return;
	for (i = 0; i < postings->slot_count; i++)
		if (postings->slots[i].count > 1)
			free(postings->slots[i].list);
	free(postings->slots);
	free(postings);
}

/* Makes the only item the first of a list. */
static void begin_list(struct slot *slot)
{
	uint32_t only = slot->only;

	slot->list = mem_array(2, sizeof(*slot->list));
	slot->list[0] = only;
}

static void add_to_list(struct slot *slot, uint32_t newest, uint32_t item)
{
	uint32_t count = slot->count;

	if (count == 1)
		begin_list(slot);
	else if (count < newest && (count & (count - 1)) == 0)
		slot->list = mem_resize(slot->list, (size_t)count * 2, sizeof(*slot->list));
	slot->list[count & (newest - 1)] = item;
}

void postings_add(struct postings *postings, uint32_t key, uint32_t item)
{
	struct slot *slot;

	if (postings->used * 4 >= postings->slot_count * 3)
		widen(postings);
	slot = find(postings->slots, postings->slot_count, key);
	if (slot->count == 0) {
		postings->used++;
		slot->key = key;
		slot->only = item;
	} else {
		add_to_list(slot, postings->newest, item);
	}
	slot->count++;
}

void postings_expect(const struct postings *postings, uint32_t key)
{
	__builtin_prefetch(&postings->slots[hash_mix(key) & (postings->slot_count - 1)]);
}

void postings_find(const struct postings *postings, uint32_t key, struct postings_run runs[2])
{
	const struct slot *slot = find(postings->slots, postings->slot_count, key);
	uint32_t newest = postings->newest;
	size_t at = slot->count & (newest - 1);		/* in a full ring, the oldest */

	if (slot->count <= 1)
		runs[0] = (struct postings_run){ &slot->only, slot->count };
	else if (slot->count < newest)
		runs[0] = (struct postings_run){ slot->list, slot->count };
	else
		runs[0] = (struct postings_run){ slot->list, at };
	if (slot->count >= newest)
		runs[1] = (struct postings_run){ slot->list + at, newest - at };
	else
		runs[1] = (struct postings_run){ NULL, 0 };
}
