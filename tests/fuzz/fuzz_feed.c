/* Whatever the bytes: a feed or a refusal, and all that is said is valid UTF-8. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "fuzz/fuzz.h"
#include "model/feed.h"
#include "parse/document.h"
#include "text/utf8.h"
#include "text/xml.h"

static void check(const char *text)
{
	const char *at = text;

	if (text == NULL)
		return;
	if (!utf8_is_valid(text, strlen(text)))
		abort();
	for (; *at != '\0'; at++) {
		if ((unsigned char)*at < ' ' && *at != '\t' && *at != '\n' && *at != '\r')
			abort();
	}
}

static void check_entry(const struct entry *entry)
{
	size_t i;

	check(entry->guid);
	check(entry->url);
	check(entry->title);
	check(entry->summary);
	check(entry->content_html);
	check(entry->content_text);
	check(entry->language);
	for (i = 0; i < entry->author_count; i++)
		check(entry->authors[i].name);
	for (i = 0; i < entry->tag_count; i++)
		check(entry->tags[i]);
	for (i = 0; i < entry->enclosure_count; i++)
		check(entry->enclosures[i].url);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct feed_source source = {
		.bytes = (const char *)bytes,
		.length = length,
		.base_url = length % 2 != 0 ? "https://example.org/feed" : NULL,
		.keep_all = length % 3 == 0,
	};
	struct arena *arena = arena_new();
	struct feed_document *feed;
	struct err err;
	size_t i;

	xml_init();
	if (document_parse(&feed, arena, &source, &err) == 0) {
		check(feed->title);
		check(feed->description);
		for (i = 0; i < feed->entry_count; i++)
			check_entry(&feed->entries[i]);
	} else {
		check(err.text);
	}
	arena_free(arena);
	return 0;
}
