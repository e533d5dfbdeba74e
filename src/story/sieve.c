#include "story/sieve.h"

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

	memset(sieve->has, 0, sizeof(sieve->has));
	for (i = 0; i < print->shingle_count; i++)
		sieve->has[place_of(print->shingles[i])] = 1;
}

size_t sieve_most_shared(const struct sieve *sieve, const struct fingerprint *other)
{
	size_t most = 0, i;

	for (i = 0; i < other->shingle_count; i++)
		most += sieve->has[place_of(other->shingles[i])];
	return most;
}
