/*
 * One request and its answer, as a libcurl handle with our limits and guard on
 * it: one hop of a fetch.
 */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

struct address;
struct fetch_request;
struct fetch_response;
struct transfer;		/* opaque */

struct transfer_limits {
	int64_t size;			/* bytes, decoded */
	long connect_ms;
	long total_ms;
	bool is_last;			/* for now nobody else wants the connection */
};

/*
 * Neither the request nor the address is copied, and `user_agent` is for
 * requests without one of their own. CURLOPT_PRIVATE is `owner`.
 */
struct transfer *transfer_new(const struct fetch_request *request, const struct address *address,
			      const struct transfer_limits *limits, const char *user_agent,
			      void *owner);
void transfer_free(struct transfer *transfer);	/* accepts NULL; not while curl has its handle */

CURL *transfer_handle(struct transfer *transfer);

/* The absolute URL where an answer sends us, to be freed; NULL: nowhere. */
char *transfer_redirect(struct transfer *transfer);

/* The address that answered, without port; NULL: nobody did, or a proxy stood between. */
const char *transfer_peer(struct transfer *transfer);

/*
 * What came of it. Fills in everything that one hop can know, pointing into
 * the transfer; `now` is UTC seconds.
 */
void transfer_conclude(struct transfer *transfer, CURLcode code, int64_t now,
		       struct fetch_response *response);
