/*
 * robots.txt: which pages of a site its owner wants no robot to ask for.
 *
 * After RFC 9309. What a file says to us is reduced to its rules once, and these
 * are asked of every page. Pure: nothing here fetches or waits.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum { ROBOTS_MOST_BYTES = 500 * 1024 };	/* of a file; what follows is not read */

/*
 * Appends the rules that a robots.txt has for this product token: those of all
 * groups that name it, else of those for everybody. One a line, "+" allowing or
 * "-" forbidding what follows it.
 */
void robots_select(struct buf *rules, const char *text, size_t length, const char *token);

/* Whether these rules allow asking for the page at this absolute URL. */
bool robots_allow(const char *rules, const char *url);

/* Where the site of a web page has its robots.txt; to be freed. NULL: it is no web page. */
char *robots_url(const char *url);
