/*
 * Words without their endings, so that "elections" is found by "election".
 *
 * With libstemmer its algorithm for the language; otherwise, and for languages
 * it does not know, words stay as they are. A stem is used by one thread.
 */
#pragma once

#include <stddef.h>

struct stem;			/* opaque */

struct stem *stem_new(const char *language);	/* a primary subtag such as "en" */
void stem_free(struct stem *stem);		/* accepts NULL */

/* The stem of a word in lower case, and its length; valid until the next call. */
const char *stem_word(struct stem *stem, const char *word, size_t *length);
