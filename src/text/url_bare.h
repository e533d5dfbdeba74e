/*
 * The parts of a web URL without what does not change the page: for comparing.
 * What comes in was resolved, with its escapes evened out.
 */
#pragma once

#include <stdbool.h>

#include "text/span.h"

struct buf;

struct span url_bare_host(struct span host);	/* without "www.", "amp." and a final point */

/* Appends a path without final slashes and AMP suffixes. */
void url_bare_path(struct buf *out, struct span path);

/* Appends "?" and the parameters that choose the page, in their order; or nothing at all. */
void url_bare_query(struct buf *out, struct span query);

bool url_bare_is_tracking(struct span parameter);	/* by its name */

/* The page's own host and path within the URL of an AMP cache; NULL if it is no such URL. */
const char *url_bare_page(const char *url);
