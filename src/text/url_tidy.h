/*
 * Links for people: without the parameters that tell a site where they came from.
 */
#pragma once

struct buf;

/*
 * Appends the URL without the parameters that say only by which campaign, mail
 * or click a visitor came; every other byte stays. More careful than
 * url_canonical(): what may choose the page on some site is left, as this one
 * is followed.
 */
void url_tidy(struct buf *out, const char *url);
