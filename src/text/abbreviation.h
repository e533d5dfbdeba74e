/*
 * Words whose point may end no sentence, and words that like to begin one, by
 * language.
 *
 * A language is a primary subtag, as language_detect() gives it. One that is not
 * known, or has no table, is taken for any of those that have.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum abbreviation {
	ABBREVIATION_NONE,	/* an ordinary word, as far as is known */
	ABBREVIATION_BEFORE,	/* "Mr.": what it belongs to always follows */
	ABBREVIATION_NUMBERED,	/* "No.": if a number follows */
	ABBREVIATION_EITHER,	/* "U.S.": may be the last word, before one that likes to begin */
	ABBREVIATION_COMPANY,	/* "Ltd.": likewise, or before the subject of a sentence */
	ABBREVIATION_TIME,	/* "p.m.": the last word, but before a day or a time zone */
	ABBREVIATION_LAST,	/* "etc.": the last word, before any capital */
};

/* What a word is, without its last point; points and capitals within it count. */
enum abbreviation abbreviation_kind(const char *language, const char *word, size_t length);

/* Whether a text ends with a point that is not its own but a last word's: "5 p.m.", "Elm Ltd." */
bool abbreviation_ends(const char *text, size_t length);

/* Whether a word with a capital says that a sentence begins: "The", but not "Senate". */
bool abbreviation_is_opener(const char *language, const char *word, size_t length);

/* Whether a table for the language is there, so that the answers are about it alone. */
bool abbreviation_knows(const char *language);
