#include "text/nameset.h"

/* FNV-1a (Fowler, Noll and Vo): names are short and many, and a collision only admits one more. */
static uint64_t hash_of(const char *name, size_t length)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * UINT64_C(1099511628211);
	return hash != 0 ? hash : 1;
}

bool nameset_admit(struct nameset *set, const char *name, size_t length)
{
	uint64_t hash = hash_of(name, length);
	size_t at = hash % NAMESET_SLOTS;

	while (set->hashes[at] != 0) {
		if (set->hashes[at] == hash)
			return true;
		at = (at + 1) % NAMESET_SLOTS;
	}
	if (set->count == NAMESET_MOST)
		return false;
	set->hashes[at] = hash;
	set->count++;
	return true;
}
