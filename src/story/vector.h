/*
 * A piece of a text as the terms that are in it, so that pieces can be compared.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct lexicon;
struct words;

struct vector_term {
	uint64_t term;
	double weight;
};

struct vector {
	struct vector_term *terms;	/* by term, each once; in the arena */
	size_t count;
	double norm;			/* once weighed */
};

/* Counts the terms of these words of a language ("" if unknown). */
void vector_count(struct vector *vector, struct arena *arena, struct lexicon *lexicon,
		  const char *language, const struct words *words);

/* Weighs the terms of the pieces of one text by how few of these have them. */
void vector_weigh(struct vector *const *vectors, size_t count);

/* How much alike two weighed ones are: the cosine, 0 to 1. */
double vector_cosine(const struct vector *a, const struct vector *b);
