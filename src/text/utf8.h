/*
 * UTF-8 (RFC 3629): is it, step through it, make it so, and how wide is it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* Whether these bytes are well-formed UTF-8: no overlong forms, surrogates or strays. */
bool utf8_is_valid(const char *bytes, size_t length);

/*
 * The code point at **at, which must be before `end`; moves *at past it. What
 * is malformed gives U+FFFD and moves by at least one byte.
 */
uint32_t utf8_next(const char **at, const char *end);

void utf8_add(struct buf *out, uint32_t code_point);	/* what is none is added as U+FFFD */

/*
 * Appends text that may be shown and stored: malformed bytes become U+FFFD, and
 * control characters (C0 but tab, LF, CR; DEL; C1) and noncharacters go.
 */
void utf8_add_clean(struct buf *out, const char *bytes, size_t length);

/*
 * Whether it stands for no text but steers what shows it: controls, line ends too, what turns the
 * direction of what follows, annotations, noncharacters.
 */
bool utf8_is_steering(uint32_t code_point);

/* Past the ASCII at `at`. */
const char *utf8_skip_ascii(const char *at, const char *end);

/* The longest prefix of at most `most` bytes that does not cut a character; its length. */
size_t utf8_prefix(const char *text, size_t length, size_t most);

size_t utf8_count(const char *text, size_t length);	/* code points */

/* Columns on a terminal: East Asian wide characters take two, combining marks none. */
size_t utf8_width(const char *text, size_t length);
