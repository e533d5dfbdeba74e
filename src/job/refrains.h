/*
 * Takes from articles what their feeds say in all of them.
 *
 * Pure, but for the arena. (Texts of pages were freed of it when they were kept, by
 * what was known then; this is for what feeds give themselves as well.)
 */
#pragma once

#include <stddef.h>

struct arena;
struct article;

/* Texts that have refrains are replaced by others, in the arena. */
void refrains_drop(struct arena *arena, struct article *articles, size_t count);
