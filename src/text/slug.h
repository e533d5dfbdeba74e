/*
 * File names from headlines.
 */
#pragma once

#include <stddef.h>

struct arena;

/*
 * Lower-case ASCII letters, digits and hyphens, at most `most` bytes (8 at
 * least), never empty: "Xi à Pékin?" is "xi-a-pekin". Words are cut off whole
 * where possible. Text without a Latin letter or digit is named by its hash.
 */
const char *slug_make(struct arena *arena, const char *text, size_t most);
