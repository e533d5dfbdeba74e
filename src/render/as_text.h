/*
 * Plain text: for terminals, mail and whoever has nothing else.
 */
#pragma once

struct pen;
struct post;

void as_text_edition(const struct pen *pen);
void as_text_post(const struct pen *pen, const struct post *post);
