/*
 * When each publisher carried a story, drawn as dots on a line: full ones for
 * reporting of its own, hollow ones for copies.
 */
#pragma once

struct pen;
struct post;

/* Nothing if there are fewer than three articles, or no time between them. */
void timeline_add(const struct pen *pen, const struct post *post);
