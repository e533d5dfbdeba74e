/*
 * Editions to render, all invented: publishers, people and news.
 */
#pragma once

#include <stddef.h>

struct arena;
struct edition;
struct render_context;

/* Two stories of one period: one with reprints, one an update by a single source. */
struct edition *invented_small(struct arena *arena);

/* Forty stories in English, Arabic, Hebrew, Japanese, Chinese and German; long titles. */
struct edition *invented_long(struct arena *arena);

/* No stories, and feeds that fail. */
struct edition *invented_empty(struct arena *arena);

/* `text` in every field that a stranger fills in. */
struct edition *invented_hostile(struct arena *arena, const char *text);

/* An archive of fourteen editions and an index of three digests. */
struct render_context *invented_context(struct arena *arena);
