#include "config.h"

#include "base/mem.h"

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *memory)
{
	if (memory == NULL) {
		fputs("granola: out of memory\n", stderr);
		exit(EXIT_FAILURE);
	}
	return memory;
}

void *mem_new(size_t size)
{
	return or_die(calloc(1, size != 0 ? size : 1));
}

void *mem_array(size_t count, size_t size)
{
	return or_die(calloc(count != 0 ? count : 1, size != 0 ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return or_die(NULL);
	return or_die(realloc(old, count * size != 0 ? count * size : 1));
}

void *mem_grow(void *old, size_t *capacity, size_t count, size_t size)
{
	if (count < *capacity)
		return old;
	*capacity = *capacity != 0 ? *capacity * 2 : 8;
	return mem_resize(old, *capacity, size);
}

char *mem_dup(const char *text)
{
	return text != NULL ? mem_dup_bytes(text, strlen(text)) : NULL;
}

char *mem_dup_bytes(const char *bytes, size_t length)
{
	char *copy = or_die(malloc(length + 1));

	if (length != 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *mem_printf(const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = mem_new(length > 0 ? (size_t)length + 1 : 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

void mem_trim(void)
{
#ifdef HAVE_MALLOC_TRIM
	malloc_trim(0);
#endif
}
