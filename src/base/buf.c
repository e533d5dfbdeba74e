#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void grow(struct buf *buf, size_t needed)
{
	if (needed <= buf->length) {
		mem_array(SIZE_MAX, SIZE_MAX);	/* overflow: ends the process */
		return;
	}
	if (buf->capacity == 0)
		buf->capacity = 64;
	while (buf->capacity < needed)
		buf->capacity *= 2;
	buf->data = mem_resize(buf->data, buf->capacity, 1);
	buf->data[buf->length] = '\0';
}

void buf_reserve(struct buf *buf, size_t more)
{
	if (more >= buf->capacity - buf->length)
		grow(buf, buf->length + more + 1);
}

void buf_add(struct buf *buf, const char *bytes, size_t length)
{
	buf_reserve(buf, length);
	if (length != 0)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void buf_add_text(struct buf *buf, const char *text)
{
	if (text != NULL)
		buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_reserve(buf, 1);
	buf->data[buf->length++] = c;
	buf->data[buf->length] = '\0';
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length <= 0)
		return;
	buf_reserve(buf, (size_t)length);
	vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
	buf->length += (size_t)length;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

void buf_truncate(struct buf *buf, size_t length)
{
	if (length >= buf->length)
		return;
	buf->length = length;
	buf->data[length] = '\0';
}

bool buf_ends_with(const struct buf *buf, const char *text)
{
	size_t length = strlen(text);

	return length <= buf->length &&
	       memcmp(buf_text(buf) + buf->length - length, text, length) == 0;
}

const char *buf_text(const struct buf *buf)
{
	return buf->data != NULL ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
	char *data = buf->data != NULL ? buf->data : mem_dup("");

	*buf = (struct buf){0};
	return data;
}

void buf_clear(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}
