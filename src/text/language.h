/*
 * Which language is this, and which of its words carry no meaning?
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * The primary subtag ("en") of the language a text is written in, by its script
 * and by whose commonest words it uses; "" where neither tells. A static string.
 */
const char *language_detect(const char *text, size_t length);

/* Whether a word, as text/words.h folds it, is too common to mean anything. */
bool language_is_stop_word(const char *language, const char *word, size_t length);
