/*
 * Takes from a page what is no part of its article.
 */
#pragma once

#include <stddef.h>

struct tree;

/* How sure one must be to take something away. */
enum clean_care {
	CLEAN_BOLD,		/* what its name tells */
	CLEAN_TIMID,		/* only what no page has in its article */
};

/* Before the article is found: the page's furniture. Measures the tree. */
void clean_page(struct tree *tree, enum clean_care care);

/* Inside the article at `place`: what stands between its paragraphs. `title` may be NULL. */
void clean_article(struct tree *tree, size_t place, const char *title);
