/*
 * Bytes that grow.
 *
 * A zeroed struct is an empty buffer. `data` is followed by a NUL that is not
 * counted, and is NULL only while nothing was ever added; buf_text() never is.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data;
	size_t length;
	size_t capacity;
};

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_add_text(struct buf *buf, const char *text);	/* NULL adds nothing */
void buf_add_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

void buf_reserve(struct buf *buf, size_t more);		/* room for that many further bytes */
void buf_truncate(struct buf *buf, size_t length);	/* forgets what is past `length` */
bool buf_ends_with(const struct buf *buf, const char *text);

const char *buf_text(const struct buf *buf);	/* borrowed; "" when empty */
char *buf_take(struct buf *buf);		/* the bytes, now the caller's; leaves it empty */
void buf_clear(struct buf *buf);		/* frees and empties */
