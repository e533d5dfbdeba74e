/*
 * Strangers' text, made harmless for where it is put.
 *
 * The printf-like functions are how markup is written: the format is ours and
 * goes out as it is, what fills in a %s is somebody's and is always escaped.
 */
#pragma once

#include <stdarg.h>

struct arena;
struct buf;

/*
 * One line of plain text: white space collapsed, malformed bytes as U+FFFD,
 * without control characters, noncharacters and those that turn the direction
 * of what follows.
 */
void escape_plain(struct buf *out, const char *text);

/* Conversions are %s, %zu, %d and %%. Fits HTML, XML and their quoted attributes. */
void escape_html(struct buf *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Likewise, for the inside of a CommonMark block. */
void escape_markdown(struct buf *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * An http or https URL in the characters that RFC 3986 allows, so that it has
 * neither spaces, quotes nor brackets that mean something around it, and without
 * user and password, which are nobody else's. NULL for any other: no other may be
 * linked to. In the arena.
 */
const char *escape_url(struct arena *arena, const char *url);

/* Likewise, for readers to follow: without what only tells where they came from. */
const char *escape_link(struct arena *arena, const char *url);

/* A primary language subtag (RFC 5646), or "" for what is none. */
const char *escape_language(const char *language);
