/*
 * The first byte chooses: the rest is an answer, which is refused or says what it
 * would say written again; or a feed, whose answer is always believed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "model/feed.h"
#include "parse/document.h"
#include "parse/parcel.h"
#include "text/xml.h"

static void read_answer(const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct feed_document *feed;
	struct buf again = {0};

	if (parcel_read(&feed, arena, bytes, length, NULL) == 0) {
		parcel_write(&again, feed);
		if (again.length != length || memcmp(again.data, bytes, length) != 0)
			abort();
	}
	buf_clear(&again);
	arena_free(arena);
}

static void answer_feed(const char *bytes, size_t length)
{
	const struct feed_source source = {
		.bytes = bytes,
		.length = length,
		.base_url = "https://publisher.example/feed",
		.text_only = true,
	};
	size_t size = parcel_request_size(&source);
	char *request = malloc(size);
	struct arena *arena = arena_new();
	struct feed_document *feed;
	struct buf answer = {0};

	parcel_write_request(request, &source);
	if (parcel_answer(&answer, request, size, NULL) == 0 &&
	    parcel_read(&feed, arena, buf_text(&answer), answer.length, NULL) < 0)
		abort();
	buf_clear(&answer);
	arena_free(arena);
	free(request);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *rest = (const char *)bytes + 1;

	xml_init();
	if (length > 0 && bytes[0] == 'f')
		answer_feed(rest, length - 1);
	else if (length > 0)
		read_answer(rest, length - 1);
	return 0;
}
