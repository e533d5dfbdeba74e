#include "story/vector.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "story/lexicon.h"
#include "text/words.h"

struct occurrence {
	uint64_t term;
	struct vector_term *where;
};

static int by_term(const void *a, const void *b)
{
	const struct vector_term *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

static int by_occurrence(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

/* Makes one of each run of a term. */
static void merge_runs(struct vector *vector, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct vector_term *last = vector->terms + vector->count - 1;

		if (vector->count > 0 && vector->terms[i].term == last->term)
			last->weight++;
		else
			vector->terms[vector->count++] = vector->terms[i];
	}
}

void vector_count(struct vector *vector, struct arena *arena, struct lexicon *lexicon,
		  const char *language, const struct words *words)
{
	size_t count = 0, i;

	*vector = (struct vector){
		.terms = arena_array(arena, words->count + 1, sizeof(*vector->terms)),
	};
	for (i = 0; i < words->count; i++) {
		uint64_t term = lexicon_term(lexicon, language, &words->list[i]);

		if (term != 0)
			vector->terms[count++] = (struct vector_term){ term, 1 };
	}
	qsort(vector->terms, count, sizeof(*vector->terms), by_term);
	merge_runs(vector, count);
}

static struct occurrence *list_occurrences(struct vector *const *vectors, size_t number,
					   size_t *count)
{
	struct occurrence *list;
	size_t total = 0, i, j;

	for (i = 0; i < number; i++)
		total += vectors[i]->count;
	list = mem_array(total + 1, sizeof(*list));
	*count = 0;
	for (i = 0; i < number; i++)
		for (j = 0; j < vectors[i]->count; j++)
			list[(*count)++] = (struct occurrence){
				vectors[i]->terms[j].term, &vectors[i]->terms[j] };
	qsort(list, *count, sizeof(*list), by_occurrence);
	return list;
}

static void set_norm(struct vector *vector)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < vector->count; i++)
		sum += vector->terms[i].weight * vector->terms[i].weight;
	vector->norm = sqrt(sum);
}

void vector_weigh(struct vector *const *vectors, size_t count)
{
	size_t total, i, j, run;
	struct occurrence *list = list_occurrences(vectors, count, &total);

	for (i = 0; i < total; i += run) {
		double rarity;

		for (run = 1; i + run < total && list[i + run].term == list[i].term;)
			run++;
		rarity = log(((double)count + 1) / ((double)run + .5)) + 1;
		for (j = i; j < i + run; j++)
			list[j].where->weight *= rarity;
	}
	free(list);
	for (i = 0; i < count; i++)
		set_norm(vectors[i]);
}

double vector_cosine(const struct vector *a, const struct vector *b)
{
	double sum = 0;
	size_t i = 0, j = 0;

	while (i < a->count && j < b->count) {
		uint64_t x = a->terms[i].term, y = b->terms[j].term;

		if (x == y)
			sum += a->terms[i].weight * b->terms[j].weight;
		i += x <= y;
		j += y <= x;
	}
	return a->norm > 0 && b->norm > 0 ? sum / (a->norm * b->norm) : 0;
}
