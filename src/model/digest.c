#include "model/digest.h"

const char *digest_format_ending(enum digest_format format)
{
	static const char *const endings[FORMAT_COUNT] = {
		[FORMAT_TEXT]		= ".txt",
		[FORMAT_HTML]		= ".html",
		[FORMAT_MARKDOWN]	= ".md",
		[FORMAT_ATOM]		= ".atom",
		[FORMAT_JSON]		= ".json",
	};

	return endings[format];
}
