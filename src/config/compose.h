/*
 * Lines of a config file, written so that they are read as meant.
 */
#pragma once

struct buf;

/*
 * Appends "[feeds: GROUP]". What no such name can hold is left out of it, or
 * replaced; a name of which nothing is left is "Feeds".
 */
void compose_group(struct buf *out, const char *name);

/*
 * Appends a feed's line. The URL holds no white space, quotes or control
 * characters; the title may be anything, or NULL.
 */
void compose_feed(struct buf *out, const char *url, const char *title);
