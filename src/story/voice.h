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

/* Whether the story's article of this number is a voice, and its publisher's first. */
bool voice_is_first(const struct story *story, size_t number);

/*
 * When an article was published, as far as that can be true: not after `now`. What may
 * be of any age comes after all that is known to be of these days: it counts as four
 * half-lives older than when it was first seen.
 */
int64_t voice_time(const struct article *article, int64_t now, int64_t half_life);

/* The earliest of its voices, by that time; NULL if it has none. */
const struct article *voice_founder(const struct story *story, int64_t now, int64_t half_life);
