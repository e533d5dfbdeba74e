/*
 * The terms by which texts are compared: words without their endings, as
 * numbers, and without those too common to mean anything.
 */
#pragma once

#include <stdint.h>

struct word;
struct lexicon;		/* opaque; used by one thread at a time */

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);	/* accepts NULL */

/* The term a word stands for in a language ("" if unknown); 0 if it means nothing. */
uint64_t lexicon_term(struct lexicon *lexicon, const char *language,
			 const struct word *word);
