#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Radix sort, the last digit first (Knuth, The Art of Computer Programming 3, 5.2.5):
 * a digit is a byte. Of few keys each finds its place among those before it.
 */
enum {
	DIGITS = 4,
	VALUES = 256,
	FEW = 32,
	ON_STACK = 512,
};

static unsigned digit_of(uint32_t number, unsigned digit)
{
	return number >> (8 * digit) & (VALUES - 1);
}

static void sort_few(struct sort_key *keys, size_t count)
{
	size_t i, at;

	for (i = 1; i < count; i++) {
		struct sort_key key = keys[i];

		for (at = i; at > 0 && keys[at - 1].number > key.number; at--)
			keys[at] = keys[at - 1];
		keys[at] = key;
	}
}

/* By digit and value, how many keys have it. */
static void count_values(uint32_t counts[DIGITS][VALUES], const struct sort_key *keys,
			 size_t count)
{
	unsigned digit;
	size_t i;

	for (i = 0; i < count; i++)
		for (digit = 0; digit < DIGITS; digit++)
			counts[digit][digit_of(keys[i].number, digit)]++;
}

static void deal(struct sort_key *to, const struct sort_key *from, size_t count, unsigned digit,
		 const uint32_t counts[VALUES])
{
	uint32_t places[VALUES], place = 0;
	size_t i;

	for (i = 0; i < VALUES; i++) {
		places[i] = place;
		place += counts[i];
	}
	for (i = 0; i < count; i++)
		to[places[digit_of(from[i].number, digit)]++] = from[i];
}

/* `spare` has room for as many keys. */
static void sort_many(struct sort_key *keys, struct sort_key *spare, size_t count)
{
	uint32_t counts[DIGITS][VALUES] = {{0}};
	struct sort_key *from = keys, *to = spare, *swap;
	unsigned digit;

	count_values(counts, keys, count);
	for (digit = 0; digit < DIGITS; digit++) {
		if (counts[digit][digit_of(keys[0].number, digit)] == count)
			continue;			/* all have the same */
		deal(to, from, count, digit, counts[digit]);
		swap = from;
		from = to;
		to = swap;
	}
	if (from != keys)
		memcpy(keys, from, count * sizeof(*keys));
}

void sort_keys(struct sort_key *keys, size_t count)
{
	struct sort_key on_stack[ON_STACK], *spare = on_stack;

	if (count < FEW) {
		sort_few(keys, count);
		return;
	}
	if (count > ON_STACK)
		spare = mem_array(count, sizeof(*spare));
	sort_many(keys, spare, count);
	if (spare != on_stack)
		free(spare);
}
