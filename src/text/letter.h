/*
 * The characters of a text, one by one, and what kind of character each is.
 *
 * Texts are valid UTF-8. A place outside of one has the character 0, which is of
 * no kind.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character at `at`, before `stop`, and the place behind it. */
uint32_t letter_at(const char *at, const char *stop);
const char *letter_step(const char *at, const char *stop);

/* The character before `at`, not before `start`, and its place. */
uint32_t letter_before(const char *start, const char *at);
const char *letter_back(const char *start, const char *at);

bool letter_is_space(uint32_t c);
bool letter_is_word(uint32_t c);		/* a letter, its mark, or a digit */
bool letter_is_digit(uint32_t c);
bool letter_is_capital(uint32_t c);
bool letter_is_small(uint32_t c);
bool letter_is_caseless(uint32_t c);		/* a letter whose script has no capitals */
bool letter_is_opening(uint32_t c);		/* a quotation mark or bracket, mostly */
bool letter_is_closing(uint32_t c);		/* likewise */
bool letter_is_dash(uint32_t c);
bool letter_ends_sentences(uint32_t c);		/* of any script: . ! ? 。 ؟ । */

/* The scripts that matter to where sentences end. */
bool letter_is_unspaced(uint32_t c);		/* Han and Kana: no spaces between words */
bool letter_is_hangul(uint32_t c);
bool letter_is_greek(uint32_t c);

const char *letter_skip_spaces(const char *at, const char *stop);
const char *letter_skip_word(const char *at, const char *stop);
