/*
 * Plain text in lines of at most 72 columns, as wide as a terminal shows them.
 */
#pragma once

struct buf;

enum { WRAP_COLUMNS = 72 };

/*
 * Appends `text`, cleaned as by escape_plain(), as lines: the first begins
 * with `first`, the others with `rest`. Lines part at spaces and between wide
 * characters, as CJK does; an http URL is never parted, a longer word is.
 * Nothing is added for empty text.
 */
void wrap_add(struct buf *out, const char *text, const char *first, const char *rest);
