/*
 * What a document that is not what it should be looks like instead.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Always -1, with ERR_DATA: "not a feed but an HTML page titled “…”", if a feed
 * is what was wanted. The text is UTF-8.
 */
int refusal_set(struct err *err, const char *wanted, const char *text, size_t length);

/* Whether the bytes, as they came, are data of a kind that is known; if so, sets *err likewise. */
bool refusal_of_data(struct err *err, const char *wanted, const char *bytes, size_t length);
