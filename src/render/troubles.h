/*
 * Feeds that need attention, as a list in HTML.
 */
#pragma once

struct pen;

void troubles_add(const struct pen *pen);
