/*
 * Whether what a feed gives of an article is all of it, and whether its page is
 * worth asking for.
 */
#pragma once

#include <stdbool.h>

struct page_record;

/*
 * Whether an entry's own text is only the beginning, or a summary, of what it is
 * about: it is short, or says that it goes on elsewhere. NULL and "" are.
 */
bool teaser_is(const char *text);

/* Whether a page's text is so much fuller than the entry's own that it is to take its place. */
bool teaser_is_beaten(const char *own, const char *page);

/*
 * Whether one more page of a feed is worth its publisher's and our while: not
 * when several were had and most of them were of no use.
 */
bool teaser_is_worth_a_page(const struct page_record *record);
