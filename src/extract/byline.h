/*
 * Names of authors as pages print them, without what is printed around them.
 */
#pragma once

#include <stdbool.h>

struct arena;

/* "By Jane Doe, Staff Writer | 3 May 2021" as "Jane Doe"; NULL if that is nobody's name. */
const char *byline_clean(struct arena *arena, const char *text);

/* Whether a line begins as signatures do, with a name after it: "Von Erika Muster". */
bool byline_is_signed(const char *line);
