/*
 * Memory that two processes see, cut into slots.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

enum {
	SLOT_COUNT	= 4,
	SLOT_SIZE	= 40 * 1024 * 1024,	/* takes no memory until it is written to */
};

/*
 * Makes and maps them; returns a descriptor for the other process, to be closed,
 * or -1. Nobody can make it smaller, for to look past its end would be our death.
 */
int slots_new(char **slots, struct err *err);
char *slots_map(int file);			/* the other process; NULL: it failed */
void slots_free(char *slots);

char *slots_at(char *slots, size_t index);
void slots_empty(char *slots, size_t index);	/* gives its memory back */
