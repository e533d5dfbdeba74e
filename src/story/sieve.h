/*
 * How much wording does one text share with each of many others?
 *
 * Most that share a phrase share no more than that: to say how much it may be at most
 * takes a look at each shingle, to say how much it is takes somewhat longer.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct fingerprint;

enum { SIEVE_BITS = 13 };

struct sieve {
	const struct fingerprint *print;
	uint16_t first[1 << SIEVE_BITS];	/* by a shingle's first bits: its place, plus one */
};

/* What two texts have of each other, as far as their samples tell. */
struct overlap {
	size_t shared;			/* shingles of both */
	size_t smaller;			/* shingles of the shorter one, in the same sample */
};

/* Fills in *sieve, which needs the fingerprint to stay; there is nothing to clear. */
void sieve_make(struct sieve *sieve, const struct fingerprint *print);

/* No more shingles than these are shared with the text that the sieve is made of. */
size_t sieve_most_shared(const struct sieve *sieve, const struct fingerprint *other);

struct overlap sieve_overlap(const struct sieve *sieve, const struct fingerprint *other);
