/* Whatever the bytes: feeds that could be fetched, each once, or a reason why there are none. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "fuzz/fuzz.h"
#include "parse/discovery.h"
#include "parse/document.h"
#include "text/url.h"
#include "text/utf8.h"
#include "text/xml.h"

static void check_line(const char *text)
{
	const char *at;

	if (text == NULL)
		return;
	for (at = text; *at != '\0'; at++) {
		if ((unsigned char)*at < ' ')
			abort();
	}
	if (!utf8_is_valid(text, strlen(text)))
		abort();
}

static void check(const struct discovery *found)
{
	size_t i, j;

	if (found->count == 0 || found->count > DISCOVERY_MOST_FEEDS)
		abort();
	for (i = 0; i < found->count; i++) {
		if (!url_is_web(found->feeds[i].url))
			abort();
		check_line(found->feeds[i].url);
		check_line(found->feeds[i].title);
		for (j = 0; j < i; j++) {
			if (str_equal(found->feeds[i].url, found->feeds[j].url))
				abort();
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct feed_source source = {
		.bytes = (const char *)bytes,
		.length = length,
		.base_url = length % 2 != 0 ? "https://example.org/dir/page" : NULL,
	};
	struct arena *arena = arena_new();
	struct discovery found;
	struct err err;

	xml_init();
	if (discovery_find(&found, arena, &source, &err) == 0)
		check(&found);
	else
		check_line(err.text);
	arena_free(arena);
	return 0;
}
