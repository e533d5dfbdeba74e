/*
 * Who tells a story by reporting of their own? Each publisher is one voice.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct article;
struct story;

/* Whether an article is reporting of its own: no reprint, no rewrite. */
bool voice_is(const struct article *article);

/* Whether the story's article of this number is a voice, and its publisher's first. */
bool voice_is_first(const struct story *story, size_t number);
