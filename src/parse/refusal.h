/*
 * What a document that is no feed looks like instead.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

/* Always -1, with ERR_DATA: "not a feed but an HTML page titled “…”". The text is UTF-8. */
int refusal_set(struct err *err, const char *text, size_t length);
