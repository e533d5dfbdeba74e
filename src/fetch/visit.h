/*
 * One URL, fetched while the caller waits: for commands that have nothing else
 * to do meanwhile.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct fetch_request;

struct visit {			/* its memory is its own */
	char *url;		/* of the last hop */
	char *content_type;	/* verbatim, or NULL */
	char *body;
	size_t length;
};

/* Fetches with a loop of its own, and waits. Whatever is no success is an error. */
int visit_fetch(struct visit *visit, const struct fetch_request *request, struct err *err);
void visit_clear(struct visit *visit);
