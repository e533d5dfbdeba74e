/*
 * Who tells a story by reporting of their own? Each publisher is one voice.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct article;
struct story;

/* Whether an article is reporting of its own: no reprint, no rewrite. */
bool voice_is(const struct article *article);

/*
 * Of each publisher that is a voice of the story its first article, in the story's order;
 * to be freed. How many.
 */
const struct article **voice_list(const struct story *story, size_t *count);

/*
 * When an article was published, as far as that can be true: not after `now`. What may
 * be of any age comes after all that is known to be of these days: it counts as four
 * half-lives older than when it was first seen.
 */
int64_t voice_time(const struct article *article, int64_t now, int64_t half_life);

/* The earliest of these, by that time; NULL if there are none. */
const struct article *voice_founder(const struct article *const *voices, size_t count,
				    int64_t now, int64_t half_life);
