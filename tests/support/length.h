/*
 * How long a text is, as people count: by spaces, where there are any.
 */
#pragma once

#include <stddef.h>
#include <string.h>

#include "text/words.h"

static inline size_t length_in_words(const char *text)
{
	struct words words = {0};
	size_t count, spaces = 0;

	words_split(&words, text, strlen(text));
	count = words.count;
	words_clear(&words);
	for (; *text != '\0'; text++)
		spaces += *text == ' ' || *text == '\n';
	return 2 * spaces > count ? spaces : count;
}
