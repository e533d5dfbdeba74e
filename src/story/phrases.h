/*
 * Small words that carry a statement: "may", "not", "twelve".
 */
#pragma once

#include <stdbool.h>

struct word;
struct words;

/* Whether a sentence leaves open whether it is so. */
bool phrases_hedge(const struct words *words, const char *language);

/* Whether a sentence says that something is not so. */
bool phrases_deny(const struct words *words, const char *language);

/* Whether a word is a number: "twelve". One, and what languages use as its article, is not. */
bool phrases_is_number(const struct word *word, const char *language);
