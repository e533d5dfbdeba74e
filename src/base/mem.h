/*
 * Memory that does not run out: these end the process rather than return NULL.
 *
 * What strangers can make us allocate is bounded where it enters, so running
 * out means the machine is in trouble; the supervisor starts us again, and
 * nothing that was committed is lost. Free with free().
 */
#pragma once

#include <stddef.h>

void *mem_new(size_t size);				/* zeroed */
void *mem_array(size_t count, size_t size);		/* zeroed; dies on overflow */
void *mem_resize(void *old, size_t count, size_t size);	/* the new part is not zeroed */

/* Makes room for one more than `count` elements; doubles *capacity when full. */
void *mem_grow(void *old, size_t *capacity, size_t count, size_t size);

/* Gives back to the system what was freed: after work that took much at once. Any thread. */
void mem_trim(void);

char *mem_dup(const char *text);			/* NULL gives NULL */
char *mem_dup_bytes(const char *bytes, size_t length);	/* adds a final NUL */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
