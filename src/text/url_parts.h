/*
 * The parts of a URL (RFC 3986, section 3), with the patience of the WHATWG URL
 * Standard for http and its kin. Nothing is decoded or copied.
 */
#pragma once

#include <stdbool.h>

#include "text/span.h"

struct url_parts {		/* absent parts have no `at`; the path is never absent */
	struct span scheme;
	struct span user;	/* with password */
	struct span host;	/* present, perhaps empty, after "//" */
	struct span port;
	struct span path;
	struct span query;
	struct span fragment;
};

struct url_parts url_parts_split(struct span text);

/* Takes the start of the path as the authority: "http:host/x" means "http://host/x". */
void url_parts_find_host(struct url_parts *parts);

/* Whether slashes always mean an authority, and backslashes are slashes, as in http and ftp. */
bool url_parts_is_special(struct span scheme);

int url_parts_default_port(struct span scheme);		/* -1: none */
