#include "story/rarity.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

enum {
	PRIOR_ARTICLES = 50,		/* makes the frequencies of the first ones less extreme */
	KNOWN_LOGARITHMS = 1024,
};

struct noted {
	uint64_t term;
	uint32_t articles;		/* that have it */
	double logarithm;		/* of that: asked for far more often than it changes */
};

struct rarity {
	struct map *numbers;		/* by term: its number, plus one */
	struct noted *noted;		/* by number */
	size_t count;
	size_t capacity;
	size_t articles;
	double article_logarithm;	/* of how many articles there are */
	double logarithms[KNOWN_LOGARITHMS];	/* of frequencies */
};

struct rarity *rarity_new(void)
{
	struct rarity *rarity = mem_new(sizeof(*rarity));
	size_t i;

	rarity->numbers = map_new();
	for (i = 0; i < KNOWN_LOGARITHMS; i++)
		rarity->logarithms[i] = log((double)i + .5);
	return rarity;
}

void rarity_free(struct rarity *rarity)
{
	if (rarity == NULL)
		return;
	map_free(rarity->numbers);
	free(rarity->noted);
	free(rarity);
}

void rarity_begin_article(struct rarity *rarity)
{
	rarity->articles++;
	rarity->article_logarithm = log((double)rarity->articles + PRIOR_ARTICLES + 1);
}

static uint32_t number_of(struct rarity *rarity, uint64_t term)
{
	uintptr_t number = (uintptr_t)map_get_number(rarity->numbers, term);

	if (number != 0)
		return (uint32_t)(number - 1);
	rarity->noted = mem_grow(rarity->noted, &rarity->capacity, rarity->count,
				 sizeof(*rarity->noted));
	rarity->noted[rarity->count++] = (struct noted){ .term = term };
	map_put_number(rarity->numbers, term, (void *)(uintptr_t)rarity->count);
	return (uint32_t)(rarity->count - 1);
}

uint32_t rarity_note(struct rarity *rarity, uint64_t term)
{
	uint32_t number = number_of(rarity, term);
	struct noted *noted;

	noted = &rarity->noted[number];
	noted->articles++;
	noted->logarithm = noted->articles < KNOWN_LOGARITHMS ?
			   rarity->logarithms[noted->articles] : log(noted->articles + .5);
	return number;
}

uint64_t rarity_term(const struct rarity *rarity, uint32_t number)
{
	return rarity->noted[number].term;
}

double rarity_of(const struct rarity *rarity, uint32_t number)
{
	return rarity->article_logarithm - rarity->noted[number].logarithm;
}
