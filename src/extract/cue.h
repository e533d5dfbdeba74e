/*
 * What the names that authors of pages give to their elements tell about them:
 * class="article-body" holds the article, id="comments" does not.
 */
#pragma once

#include <stdint.h>

enum cue {
	CUE_BODY	= 1 << 0,	/* the article's text and little else */
	CUE_MAIN	= 1 << 1,	/* the article, and perhaps more */
	CUE_GOOD	= 1 << 2,	/* more likely part of an article than not */
	CUE_BAD		= 1 << 3,	/* less likely */
	CUE_JUNK	= 1 << 4,	/* stands around articles or between their paragraphs */
	CUE_COMMENTS	= 1 << 5,	/* what readers say */
	CUE_BYLINE	= 1 << 6,
	CUE_DATE	= 1 << 7,
	CUE_TITLE	= 1 << 8,
	CUE_CAPTION	= 1 << 9,
	CUE_TEASER	= 1 << 10,	/* announces another article */
	CUE_PAYWALL	= 1 << 11,
	CUE_LEAD	= 1 << 12,	/* opens an article */
};

struct cue_finder {
	uint16_t first[27];	/* where the patterns begin that start with each letter */
};

struct cue_finder cue_finder(void);

/* The cues in a class or id, which may be NULL. */
uint32_t cue_find(const struct cue_finder *finder, const char *names);
