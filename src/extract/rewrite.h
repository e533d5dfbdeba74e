/*
 * The article written anew: as safe HTML and as plain text.
 */
#pragma once

#include <stddef.h>

struct buf;
struct tree;

/* Appends what is in an element and was not left out. Links are resolved against `url`. */
void rewrite_article(const struct tree *tree, size_t place, const char *url, struct buf *html,
		     struct buf *text);
