/*
 * The pages that lead to editions.
 *
 * A digest has a page of its newest editions and a page of each month. An
 * edition writes the first and that of its month, so it costs the same however
 * many there were before.
 */
#pragma once

struct arena;
struct pen;
struct render_context;

/* "2026-11" of an edition's name, which begins with it; in the arena. */
const char *archive_month(struct arena *arena, const char *name);

/* The newest editions of this digest, with ways to all months. */
void archive_of_digest(const struct pen *pen, const struct render_context *context);

/* The editions of this edition's month, in a file that archive_of_digest() leads to. */
void archive_of_month(const struct pen *pen, const struct render_context *context);

/* Every digest with its newest edition. */
void archive_of_all(const struct pen *pen, const struct render_context *context);
