/*
 * Markdown (CommonMark 0.30) without raw HTML.
 */
#pragma once

struct pen;
struct post;

void as_markdown_edition(const struct pen *pen);
void as_markdown_post(const struct pen *pen, const struct post *post);
