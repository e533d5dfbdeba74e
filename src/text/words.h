/*
 * Text as the words it consists of, in a form in which they can be compared.
 *
 * A word is a run of letters, marks and digits; "don't", "3.5" and "U.S." are
 * one each, and "Paris's" is "paris". Scripts that do not put spaces between
 * words (Chinese, Japanese, Korean, Thai and their like) give every pair of
 * neighbouring characters as a word, which serves comparison as well.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct word {
	const char *text;	/* lower case, marks composed, NUL-terminated */
	uint64_t hash;		/* of that: hash64() */
	uint32_t length;
	uint32_t start;		/* where it stands in the source: bytes [start, end) */
	uint32_t end;
	bool is_capital;	/* begins with a capital letter … */
	bool is_upper;		/* … and consists of them, two at least: "NATO" */
	bool is_unspaced;	/* of a script without spaces: a pair, or one character alone */
};

/* A zeroed struct has no words, and can be used again and again. */
struct words {
	struct word *list;
	size_t count;
	size_t capacity;
	struct buf folded;	/* where their text lives */
};

/* Replaces what was in *words by the words of valid UTF-8 of less than 4 GB. */
void words_split(struct words *words, const char *text, size_t length);
void words_clear(struct words *words);
