/*
 * What somebody looks for: which texts have it, how well, and where.
 *
 * Words are compared as text/words.h makes them. A single character of a script
 * without spaces is looked for within words, since it is none by itself.
 */
#pragma once

#include <stddef.h>

struct buf;
struct sought;			/* opaque; used by one thread at a time */

/* The first of the words in `query`, which may be any bytes. */
struct sought *sought_new(const char *query);
void sought_free(struct sought *sought);	/* accepts NULL */

enum { SOUGHT_MOST_WORDS = 16 };

size_t sought_count(const struct sought *sought);	/* words; 0: nothing is looked for */

/*
 * A word as sought_add_keys() writes it, and whether keys that only begin with
 * it will do. Valid as long as the sought.
 */
const char *sought_key(const struct sought *sought, size_t index, int *is_beginning);

/*
 * Appends the words of valid UTF-8 as an index takes them: letters and digits,
 * apart by spaces. NULL has none.
 */
void sought_add_keys(struct buf *out, const char *text);

/*
 * How well a title and a text answer: 0 if a word is in neither, else about 1 to
 * 10. A word in the title counts for more than any number of them in the text,
 * neighbours for more than words apart. Either may be NULL.
 */
double sought_rate(struct sought *sought, const char *title, const char *text);

struct sought_place {
	size_t start;			/* bytes [start, end) */
	size_t end;
};

/* The first places of words that are looked for, in order; returns how many. */
size_t sought_find(struct sought *sought, const char *text, struct sought_place *places,
		   size_t most);
