/*
 * The terms by which texts are compared: words without their endings, as
 * numbers, and without those too common to mean anything.
 */
#pragma once

#include <stdint.h>

struct word;
struct vocabulary;		/* opaque; used by one thread at a time */

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);	/* accepts NULL */

/* The term a word stands for in a language ("" if unknown); 0 if it means nothing. */
uint64_t vocabulary_term(struct vocabulary *vocabulary, const char *language,
			 const struct word *word);
