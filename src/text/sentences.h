/*
 * Text as sentences.
 *
 * Every line is a paragraph and ends its last sentence. Within a line, text/sentence_end
 * finds where a reader of its language would say that one ends.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct sentence {
	uint32_t start;		/* bytes [start, end) of the text, white space trimmed */
	uint32_t end;
	uint32_t paragraph;	/* counts from 0 */
};

/* A zeroed struct has no sentences, and can be used again and again. */
struct sentences {
	struct sentence *list;
	size_t count;
	size_t capacity;
};

/*
 * Replaces what was in *sentences by those of valid UTF-8 of less than 2 GB. The
 * language is as language_detect() says it; NULL: the text is asked, if it matters.
 */
void sentences_split(struct sentences *sentences, const char *text, size_t length,
		     const char *language);
void sentences_clear(struct sentences *sentences);
