/*
 * From the value of an option to the field it fills in.
 */
#pragma once

#include "config/syntax.h"

struct arena;
struct diagnostics;
struct option;

/* One option that was given a value. */
struct setting {
	const struct option *option;
	struct stretch value;
	void *target;			/* the struct that has the field */
	const char *directory;		/* absolute: where relative paths begin */
	struct arena *arena;		/* of the strings */
	struct diagnostics *diagnostics;
};

/* Whether an option may be given again, to add to what it said. */
bool value_adds_up(const struct option *option);

/* Fills in the field. -1 if the value is wrong, which was then reported. */
int value_set(const struct setting *setting);

/* Empties a list, so that the next value does not add to it. */
void value_clear(const struct option *option, void *target);
