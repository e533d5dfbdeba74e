/*
 * Hashes of bytes: SipHash-2-4 (Aumasson and Bernstein, 2012) under a fixed key.
 *
 * The key is fixed so that a hash means the same in every process and may be
 * stored. 128 bits identify things for good; 64 are for tables.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash {			/* 128 bits; compare with hash_equal() */
	uint64_t high;
	uint64_t low;
};

uint64_t hash64(const void *bytes, size_t length);
struct hash hash128(const void *bytes, size_t length);
struct hash hash128_text(const char *text);		/* NULL hashes as "" */

bool hash_equal(struct hash a, struct hash b);

/* Spreads the bits of a number: for hash tables keyed by ids. Here in full, for it is quick. */
static inline uint64_t hash_mix(uint64_t number)
{
	number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9u;
	number = (number ^ number >> 27) * 0x94d049bb133111ebu;
	return number ^ number >> 31;
}
