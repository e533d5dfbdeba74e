/*
 * The pages that lead to editions.
 */
#pragma once

struct pen;
struct render_context;

/* The editions of this digest, newest first. */
void archive_of_digest(const struct pen *pen, const struct render_context *context);

/* Every digest with its newest edition. */
void archive_of_all(const struct pen *pen, const struct render_context *context);
