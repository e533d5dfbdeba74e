/*
 * The web page of an entry: what became of asking for it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stored: only add at the end. */
enum page_result {
	PAGE_AWAITED,			/* to be asked for */
	PAGE_OF_USE,			/* its article is fuller than what the feed gives */
	PAGE_NO_FULLER,
	PAGE_PAYWALL,			/* no article, but what its name says … */
	PAGE_CONSENT,
	PAGE_ERROR,
	PAGE_CHALLENGE,
	PAGE_LISTING,
	PAGE_NO_PAGE,			/* … or what is no HTML at all */
	PAGE_POISONOUS,			/* our extractor did not survive it */
	PAGE_FORBIDDEN,			/* robots.txt wants no robot there */
	PAGE_FAILED,			/* it could not be had, or was refused */
	PAGE_UNWANTED,			/* not asked for: the feed's other pages were of no use */
	PAGE_RESULT_COUNT,
};

/* A page that was had, as it is kept. Strings are borrowed, and NULL if unknown. */
struct web_page {
	int64_t entry_id;
	int64_t feed_id;
	enum page_result result;
	const char *etag;		/* verbatim; one set with last_modified */
	const char *last_modified;
	const char *byline;
	const char *credit;		/* whom the article was taken over from: "Reuters" */
	const char *language;
	const char *text;		/* only if it is of use */
	const char *error;		/* one line, if something was wrong */
};

/* What is known of the pages of a feed in the last weeks. */
struct page_record {
	size_t had;
	size_t of_use;
};

/* Words for a result, such as "behind a paywall"; never NULL. */
const char *web_page_result_text(enum page_result result);

/* Whether people as well may find something between them and the article. */
bool web_page_is_walled(enum page_result result);
