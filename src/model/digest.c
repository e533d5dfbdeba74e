#include "model/digest.h"

static const struct {
	const char *name;
	const char *ending;
} formats[FORMAT_COUNT] = {
	[FORMAT_TEXT]		= {"text", ".txt"},
	[FORMAT_HTML]		= {"html", ".html"},
	[FORMAT_MARKDOWN]	= {"markdown", ".md"},
	[FORMAT_ATOM]		= {"atom", ".atom"},
	[FORMAT_JSON]		= {"json", ".json"},
};

const char *digest_format_name(enum digest_format format)
{
	return formats[format].name;
}

const char *digest_format_ending(enum digest_format format)
{
	return formats[format].ending;
}
