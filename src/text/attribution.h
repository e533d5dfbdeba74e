/*
 * Who said it: words after a quotation that belong to its sentence, though the
 * quotation ends with a full stop, or asks, or exclaims.
 *
 * Languages that put the verb first ("fragte sie") need none of this: there a
 * small letter follows.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Whether "Pell asked" stands at `at`, where a word begins. */
bool attribution_follows(const char *at, const char *stop);

/* The same right behind the quotation mark `closer`: “…？”他问, 「…」と, "…"라고; 《…！》今天. */
bool attribution_adjoins(uint32_t closer, const char *at, const char *stop);
