#include "story/postings.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

/* Chains of items hang from an open-addressed table of keys; places count from 1. */
struct slot {
	uint32_t key;
	uint32_t first;			/* 0: the slot is empty */
};

struct link {
	uint32_t item;
	uint32_t next;			/* 0: the last of its chain */
};

struct postings {
	struct slot *slots;
	size_t slot_count;		/* a power of two */
	size_t used;
	struct link *links;
	size_t link_count;
	size_t link_capacity;
};

static struct slot *find(struct slot *slots, size_t slot_count, uint32_t key)
{
	size_t at = hash_mix(key) & (slot_count - 1);

	while (slots[at].first != 0 && slots[at].key != key)
		at = (at + 1) & (slot_count - 1);
	return &slots[at];
}

static void widen(struct postings *postings)
{
	size_t wider = postings->slot_count * 2, i;
	struct slot *slots = mem_array(wider, sizeof(*slots));

	for (i = 0; i < postings->slot_count; i++)
		if (postings->slots[i].first != 0)
			*find(slots, wider, postings->slots[i].key) = postings->slots[i];
	free(postings->slots);
	postings->slots = slots;
	postings->slot_count = wider;
}

struct postings *postings_new(void)
{
	enum { FEW = 1024 };
	struct postings *postings = mem_new(sizeof(*postings));

	postings->slot_count = FEW;
	postings->slots = mem_array(FEW, sizeof(*postings->slots));
	return postings;
}

void postings_free(struct postings *postings)
{
	if (postings == NULL)
		return;
	free(postings->slots);
	free(postings->links);
	free(postings);
}

void postings_add(struct postings *postings, uint32_t key, uint32_t item)
{
	struct slot *slot;

	if (postings->used * 4 >= postings->slot_count * 3)
		widen(postings);
	slot = find(postings->slots, postings->slot_count, key);
	postings->used += slot->first == 0;
	postings->links = mem_grow(postings->links, &postings->link_capacity,
				   postings->link_count, sizeof(*postings->links));
	postings->links[postings->link_count++] = (struct link){ item, slot->first };
	slot->key = key;
	slot->first = (uint32_t)postings->link_count;
}

int postings_next(const struct postings *postings, uint32_t key, struct postings_cursor *cursor,
		  uint32_t *item)
{
	if (!cursor->started) {
		cursor->started = 1;
		cursor->next = find(postings->slots, postings->slot_count, key)->first;
	}
	if (cursor->next == 0)
		return 0;
	*item = postings->links[cursor->next - 1].item;
	cursor->next = postings->links[cursor->next - 1].next;
	return 1;
}
