/*
 * Is this page an article at all?
 */
#pragma once

#include "extract/extract.h"

struct about;
struct tree;

/* What the page is; `place` is what was taken for the article, already cleaned. */
enum extract_kind verdict_on(const struct tree *tree, size_t place, const struct about *about);
