/*
 * The lines between headline and body that open an article: many pages keep
 * its standfirst apart from the rest.
 */
#pragma once

#include <stddef.h>

struct tree;

/*
 * The place that holds the body at `place` and what opens it; everything else
 * in there is left out. That is `place` itself if nothing opens it.
 */
size_t lead_join(struct tree *tree, size_t place);
