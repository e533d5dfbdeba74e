/*
 * What became of a transfer, in our words: a result, and one line for a person.
 */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

struct buf;
struct fetch_response;

enum excess {
	EXCESS_NONE,
	EXCESS_HEAD,
	EXCESS_BODY,
	EXCESS_PACKED,		/* what little was sent unpacks to far too much */
};

/* What happened, as the transfer saw it. */
struct answer {
	CURL *easy;
	CURLcode code;
	const char *name;		/* whom we asked */
	const char *detail;		/* what libcurl says about it, or "" */
	const char *refused_address;	/* what our guard stopped; NULL: nothing */
	enum excess excess;		/* what there was too much of … */
	int64_t limit;			/* … and how many bytes of it we take */
	bool has_all_that_matters;	/* no success, whose head is complete */
	bool was_conditional;
	bool is_near;			/* who was connected to is of this network */
};

/* Fills in result, status, contact, and error: *text then holds it, and must live as long. */
void answer_judge(const struct answer *answer, struct fetch_response *response,
		  struct buf *text);
