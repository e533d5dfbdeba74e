/*
 * Finds in a page what it says about its article: JSON-LD, meta elements, links,
 * and the lines around the headline.
 */
#pragma once

struct about;
struct strained;
struct tree;

/* `url` is where the page was found, or NULL. The tree is measured. */
void colophon_read(struct about *about, const struct tree *tree, const struct strained *strained,
		   const char *url);
