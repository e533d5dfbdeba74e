/* Whatever the page: an answer, of clean text and of HTML that is already safe. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "extract/extract.h"
#include "fuzz/fuzz.h"
#include "text/html.h"
#include "text/utf8.h"
#include "text/xml.h"

static const char url[] = "https://example.org/2021/05/03/a";

static void demand_safe(const struct extract *page)
{
	struct buf again = {0};
	size_t length = strlen(page->html);

	html_sanitise(&again, NULL, page->html, length, url);
	if (again.length != length || strcmp(buf_text(&again), page->html) != 0)
		abort();
	if (!utf8_is_valid(page->text, strlen(page->text)))
		abort();
	buf_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct extract_source source = {
		.bytes = (const char *)bytes, .length = length, .url = url,
	};
	struct arena *arena = arena_new();
	struct extract page;

	xml_init();
	if (extract_page(&page, arena, &source, NULL) == 0)
		demand_safe(&page);
	arena_free(arena);
	return 0;
}
