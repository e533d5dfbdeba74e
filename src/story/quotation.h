/*
 * What a text says, and what it says that others said.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct words;

/* What a text has of quotations. */
struct quotation {
	size_t marks;			/* opening and closing */
	size_t outside;			/* bytes of words outside of them */
	bool is_open;			/* one begins that does not end */
};

struct quotation quotation_look(const char *text);

/* Appends the text without what it quotes; a quotation ends with its paragraph at the latest. */
void quotation_drop(struct buf *out, const char *text);

/*
 * Which of a text's words are quoted: the others are those of the text without what it
 * quotes. False if they may not be, as of «a»b, where nothing would part what is left.
 */
bool quotation_of_words(const char *text, const struct words *words, bool *is_quoted);

/*
 * The next quotation of a text, without its marks: false if there is none. One
 * that does not end does so with its paragraph. *text moves past it.
 */
bool quotation_next(const char **text, const char **start, size_t *length);
