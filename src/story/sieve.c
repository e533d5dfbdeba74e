#include "story/sieve.h"

#include <stdbool.h>
#include <string.h>

#include "story/fingerprint.h"

/* The last bits of a sampled shingle are all zero; the first ones always tell. */
static size_t place_of(uint32_t shingle)
{
	return shingle >> (32 - SIEVE_BITS);
}

void sieve_make(struct sieve *sieve, const struct fingerprint *print)
{
	size_t i;

	sieve->print = print;
	memset(sieve->first, 0, sizeof(sieve->first));
	for (i = print->shingle_count; i > 0; i--)
		sieve->first[place_of(print->shingles[i - 1])] = (uint16_t)i;
}

size_t sieve_most_shared(const struct sieve *sieve, const struct fingerprint *other)
{
	size_t most = 0, i;

	for (i = 0; i < other->shingle_count; i++)
		most += sieve->first[place_of(other->shingles[i])] != 0;
	return most;
}

/* Shingles with the same first bits stand side by side, in order. */
static bool has(const struct sieve *sieve, uint32_t shingle)
{
	const struct fingerprint *print = sieve->print;
	size_t at = sieve->first[place_of(shingle)];

	if (at == 0)
		return false;
	for (at--; at < print->shingle_count && print->shingles[at] < shingle; at++)
		;
	return at < print->shingle_count && print->shingles[at] == shingle;
}

static bool is_sampled(uint32_t shingle, unsigned level)
{
	return (shingle & ((1u << level) - 1)) == 0;
}

static size_t count_sampled(const struct fingerprint *print, unsigned level)
{
	size_t count = 0, i;

	if (level == print->level)
		return print->shingle_count;
	for (i = 0; i < print->shingle_count; i++)
		count += is_sampled(print->shingles[i], level);
	return count;
}

struct overlap sieve_overlap(const struct sieve *sieve, const struct fingerprint *other)
{
	const struct fingerprint *print = sieve->print;
	unsigned level = print->level > other->level ? print->level : other->level;
	size_t in_one = count_sampled(print, level), in_other = count_sampled(other, level), i;
	struct overlap overlap = { .smaller = in_one < in_other ? in_one : in_other };

	for (i = 0; i < other->shingle_count; i++)
		overlap.shared += is_sampled(other->shingles[i], level) &&
				  has(sieve, other->shingles[i]);
	return overlap;
}
