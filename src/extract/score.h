/*
 * Where on a page is the article?
 */
#pragma once

#include <stddef.h>

struct tree;

/*
 * The place of the element that holds the article, by the names authors give
 * to such elements, and by where the prose is. What stands beside the article
 * in that element is left out. The tree is measured.
 */
size_t score_pick(struct tree *tree);
