/*
 * A page and its article, as bytes, so that another process may do the reading:
 * one that has strangers' bytes in its memory, and so is not trusted.
 *
 * Both ends are the same program, so numbers are as the machine has them. The
 * request is ours and believed. The answer is not: whatever the bytes, opening
 * them gives an extract that keeps extract/extract.h's promises, or an error.
 * Of the article go its kind, text, title, byline, credit, language and date.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct arena;
struct buf;
struct extract;
struct extract_source;

/* Room that a request takes. */
size_t envelope_request_size(const struct extract_source *source);

/* Writes that many bytes. */
void envelope_write_request(char *out, const struct extract_source *source);

/* Reads and answers a request: what extract_page() made of it, or its error. */
int envelope_answer(struct buf *out, const char *request, size_t length, struct err *err);

/* What an answer says; its texts are copied to the arena, and its HTML is "". */
int envelope_open(struct extract *page, struct arena *arena, const char *answer, size_t length,
		  struct err *err);
