/*
 * How much wording can one text share with each of many, at most?
 *
 * A quick answer, to be asked before two texts are compared shingle by shingle: most
 * that share a phrase share no more than that.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct fingerprint;

enum { SIEVE_BITS = 13 };

struct sieve {
	uint8_t has[1 << SIEVE_BITS];	/* a shingle, by its first bits: 1 or 0 */
};

/* Fills in *sieve; there is nothing to clear. */
void sieve_make(struct sieve *sieve, const struct fingerprint *print);

/* No more shingles than these are shared with the text that the sieve is made of. */
size_t sieve_most_shared(const struct sieve *sieve, const struct fingerprint *other);
