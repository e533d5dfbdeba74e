/*
 * How much a term tells: the fewer articles have it, the more.
 *
 * Terms get small numbers here, which count up from 0.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct rarity;			/* opaque */

/* A term of an article, by its number. */
struct item_term {
	uint32_t number;
	float weight;
};

struct rarity *rarity_new(void);
void rarity_free(struct rarity *rarity);		/* accepts NULL */

/* Counts an article more; its terms are then noted, each once. */
void rarity_begin_article(struct rarity *rarity);
uint32_t rarity_note(struct rarity *rarity, uint64_t term);	/* returns its number */

/* Says that a term will be noted soon, so that what is known of it is fetched meanwhile. */
void rarity_expect(const struct rarity *rarity, uint64_t term);

/* The logarithm of how many times fewer articles have it than there are. */
double rarity_of(const struct rarity *rarity, uint32_t number);

/* The length of a vector whose elements are the terms' weights, each times its rarity. */
double rarity_length(const struct rarity *rarity, const struct item_term *terms, size_t count);
