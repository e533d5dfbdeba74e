/*
 * How a page is asked for that a feed's entry links to.
 *
 * What the user said of the feed (headers, credentials, a name to call ourselves,
 * that it may live at a private address) is for the feed's own host, and its https;
 * its proxy is for whatever it leads to. No file is ever asked for.
 */
#pragma once

#include "base/err.h"
#include "fetch/fetch.h"

struct feed_settings;

struct approach {
	struct fetch_request request;	/* all it points to is the approach's */
	char *credentials;
};

/* To be cleared, whether it succeeds or not; ERR_DATA if the URL is none of the web's. */
int approach_init(struct approach *approach, const struct feed_settings *settings,
		  const char *url, struct err *err);
void approach_clear(struct approach *approach);		/* a zeroed one, too */

/* A request for something else on the same site, as long as the approach lives. */
struct fetch_request approach_aside(const struct approach *approach, const char *url);
