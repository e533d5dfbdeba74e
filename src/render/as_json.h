/*
 * JSON Feed 1.1: the stories for programs, with their sources as `_granola`.
 */
#pragma once

struct pen;

void as_json_edition(const struct pen *pen);
