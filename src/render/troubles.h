/*
 * Feeds that need attention, in HTML: a list for editions, a page of their own.
 */
#pragma once

struct pen;

void troubles_add(const struct pen *pen);
void troubles_page(const struct pen *pen);
