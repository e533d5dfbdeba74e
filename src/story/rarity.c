#include "story/rarity.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
	PRIOR_ARTICLES = 50,		/* makes the frequencies of the first ones less extreme */
	KNOWN_LOGARITHMS = 1024,
	FEW = 1024,			/* slots to begin with; a power of two */
};

/* Open-addressed. The place tells some bits of a term, the tag others. */
struct slot {
	uint32_t number;		/* of the term, plus one; 0: the slot is empty */
	uint32_t tag;
};

struct noted {
	uint64_t term;
	uint32_t articles;		/* that have it */
};

struct rarity {
	struct slot *slots;
	size_t slot_count;
	struct noted *noted;		/* by number */
	double *logarithms;		/* of `articles`: asked for more than it changes */
	size_t count;
	size_t capacity;		/* of both */
	size_t articles;
	double article_logarithm;	/* of how many articles there are */
	double known[KNOWN_LOGARITHMS];	/* of frequencies */
};

struct rarity *rarity_new(void)
{
	struct rarity *rarity = mem_new(sizeof(*rarity));
	size_t i;

	rarity->slots = mem_array(FEW, sizeof(*rarity->slots));
	rarity->slot_count = FEW;
	for (i = 0; i < KNOWN_LOGARITHMS; i++)
		rarity->known[i] = log((double)i + .5);
	return rarity;
}

void rarity_free(struct rarity *rarity)
{
	if (rarity == NULL)
		return;
	free(rarity->slots);
	free(rarity->noted);
	free(rarity->logarithms);
	free(rarity);
}

void rarity_begin_article(struct rarity *rarity)
{
	rarity->articles++;
	rarity->article_logarithm = log((double)rarity->articles + PRIOR_ARTICLES + 1);
}

/* Terms are hashes: their last bits are the place, but for the last, which is always set. */
static size_t place_of(const struct rarity *rarity, uint64_t term)
{
	return (size_t)(term >> 1) & (rarity->slot_count - 1);
}

static uint32_t tag_of(uint64_t term)
{
	return (uint32_t)(term >> 32);
}

static struct slot *find(const struct rarity *rarity, uint64_t term)
{
	size_t at = place_of(rarity, term);

	while (rarity->slots[at].number != 0 &&
	       (rarity->slots[at].tag != tag_of(term) ||
		rarity->noted[rarity->slots[at].number - 1].term != term))
		at = (at + 1) & (rarity->slot_count - 1);
	return &rarity->slots[at];
}

static void widen(struct rarity *rarity)
{
	size_t i;

	free(rarity->slots);
	rarity->slot_count *= 2;
	rarity->slots = mem_array(rarity->slot_count, sizeof(*rarity->slots));
	for (i = 0; i < rarity->count; i++)
		*find(rarity, rarity->noted[i].term) = (struct slot){
			(uint32_t)(i + 1), tag_of(rarity->noted[i].term) };
}

static void add(struct rarity *rarity, uint64_t term)
{
	size_t capacity = rarity->capacity;

	if (rarity->count * 2 >= rarity->slot_count)
		widen(rarity);
	rarity->noted = mem_grow(rarity->noted, &rarity->capacity, rarity->count,
				 sizeof(*rarity->noted));
	if (rarity->capacity != capacity)
		rarity->logarithms = mem_resize(rarity->logarithms, rarity->capacity,
						sizeof(*rarity->logarithms));
	rarity->noted[rarity->count++] = (struct noted){ .term = term };
	*find(rarity, term) = (struct slot){ (uint32_t)rarity->count, tag_of(term) };
}

static uint32_t number_of(struct rarity *rarity, uint64_t term)
{
	const struct slot *slot = find(rarity, term);

	if (slot->number != 0)
		return slot->number - 1;
	add(rarity, term);
	return (uint32_t)(rarity->count - 1);
}

void rarity_expect(const struct rarity *rarity, uint64_t term)
{
	__builtin_prefetch(&rarity->slots[place_of(rarity, term)]);
}

uint32_t rarity_note(struct rarity *rarity, uint64_t term)
{
	uint32_t number = number_of(rarity, term);
	uint32_t articles = ++rarity->noted[number].articles;

	rarity->logarithms[number] = articles < KNOWN_LOGARITHMS ? rarity->known[articles] :
								   log(articles + .5);
	return number;
}

double rarity_of(const struct rarity *rarity, uint32_t number)
{
	return rarity->article_logarithm - rarity->logarithms[number];
}

double rarity_length(const struct rarity *rarity, const struct item_term *terms, size_t count)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		double value = terms[i].weight * rarity_of(rarity, terms[i].number);

		sum += value * value;
	}
	return sqrt(sum);
}
