/*
 * Feeds that need attention, in HTML: a list for editions, a page of their own.
 */
#pragma once

struct pen;
struct render_context;

void troubles_add(const struct pen *pen);
void troubles_page(const struct pen *pen, const struct render_context *context);
