/*
 * What we know of each element of HTML.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum tag_flag {
	TAG_KEPT	= 1 << 0,	/* may stay in what we show */
	TAG_VOID	= 1 << 1,	/* has no content and no end tag */
	TAG_BLOCK	= 1 << 2,	/* a paragraph of its own; ends an open `p` */
	TAG_LINE	= 1 << 3,	/* a line of its own */
	TAG_HIDDEN	= 1 << 4,	/* dropped with all it contains */
	TAG_PRE		= 1 << 5,	/* white space counts */
	TAG_ITEM	= 1 << 6,	/* ends an open one of its own group */
	TAG_EMBED	= 1 << 7,	/* nothing without its `src` */
	TAG_CELL	= 1 << 8,	/* stands beside others in a row */
};

struct tag {
	char name[12];
	uint16_t flags;
};

/* NULL: not an element of HTML. The case of letters does not matter. */
const struct tag *tag_find(const char *name, size_t length);
