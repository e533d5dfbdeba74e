#include "model/web_page.h"

const char *web_page_result_text(enum page_result result)
{
	static const char *const texts[PAGE_RESULT_COUNT] = {
		[PAGE_AWAITED]		= "awaited",
		[PAGE_OF_USE]		= "used",
		[PAGE_NO_FULLER]	= "no fuller than the feed",
		[PAGE_PAYWALL]		= "behind a paywall",
		[PAGE_CONSENT]		= "behind a request for consent",
		[PAGE_ERROR]		= "an error page",
		[PAGE_CHALLENGE]	= "behind a test for robots",
		[PAGE_LISTING]		= "a list of articles",
		[PAGE_NO_PAGE]		= "no page of text",
		[PAGE_POISONOUS]	= "not survived by its parser",
		[PAGE_FORBIDDEN]	= "forbidden by robots.txt",
		[PAGE_FAILED]		= "not to be had",
		[PAGE_UNWANTED]		= "not asked for",
	};

	return (unsigned)result < PAGE_RESULT_COUNT ? texts[result] : "unknown";
}

bool web_page_is_walled(enum page_result result)
{
	return result == PAGE_PAYWALL || result == PAGE_CONSENT || result == PAGE_CHALLENGE;
}
