/*
 * Why are these articles one story, and why does it rank so?
 *
 * In plain text, with every figure that the answer was made of, so that a
 * reader can work it out again.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct buf;
struct ranked;
struct story;
struct story_change;

/* Every article, its role, and the signal and score that put it there. */
void explain_story(struct buf *out, const struct story *story);

/* What became of a story and of those that were merged into it; nothing if nothing did. */
void explain_history(struct buf *out, const struct story_change *changes, size_t count);

/* The terms of its rank among a digest's stories, as ranked at that moment. */
void explain_rank(struct buf *out, const struct ranked *ranked, int64_t now);
