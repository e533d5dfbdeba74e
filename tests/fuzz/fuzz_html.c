/* Whatever the markup: what comes out is clean text, and HTML that is already safe. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "text/html.h"
#include "text/utf8.h"

static const char base_url[] = "https://example.org/a/b";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct buf source = {0}, html = {0}, text = {0}, again = {0};

	utf8_add_clean(&source, (const char *)bytes, length);
	html_sanitise(&html, &text, buf_text(&source), source.length, base_url);
	html_sanitise(&again, NULL, buf_text(&html), html.length, base_url);
	if (html.length != again.length || strcmp(buf_text(&html), buf_text(&again)) != 0)
		abort();
	if (!utf8_is_valid(buf_text(&html), html.length) ||
	    !utf8_is_valid(buf_text(&text), text.length))
		abort();
	buf_clear(&source);
	buf_clear(&html);
	buf_clear(&text);
	buf_clear(&again);
	return 0;
}
