/*
 * A feed and what it was read as, as bytes, so that another process may do the
 * reading: one that has strangers' bytes in its memory, and so is not trusted.
 *
 * Both ends are the same program, so numbers are as the machine has them. The
 * request is ours and believed. The answer is not: whatever the bytes, reading
 * them gives a document that keeps model/feed.h's promises, or an error.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct arena;
struct buf;
struct feed_document;
struct feed_source;

/* Room that a request takes. */
size_t parcel_request_size(const struct feed_source *source);

/* Writes that many bytes. */
void parcel_write_request(char *out, const struct feed_source *source);

/* Reads and answers a request: what document_parse() made of it, or its error. */
int parcel_answer(struct buf *out, const char *request, size_t length, struct err *err);

/* What an answer says, in the arena. It borrows the bytes, which must live as long. */
int parcel_read(struct feed_document **out, struct arena *arena, const char *answer,
		size_t length, struct err *err);

/* Appends a document as an answer; content_html is left out. */
void parcel_write(struct buf *out, const struct feed_document *feed);
