/*
 * The first byte chooses: the rest is an answer, which is refused or of clean texts;
 * or a page, whose answer is always believed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "extract/envelope.h"
#include "extract/extract.h"
#include "fuzz/fuzz.h"
#include "text/utf8.h"
#include "text/xml.h"

static void assert_clean(const char *text)
{
	if (text != NULL && !utf8_is_valid(text, strlen(text)))
		abort();
}

static int open_answer(const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct extract page;
	int result = envelope_open(&page, arena, bytes, length, NULL);

	if (result == 0) {
		assert_clean(page.text);
		assert_clean(page.title);
		assert_clean(page.byline);
		assert_clean(page.credit);
		assert_clean(page.language);
		extract_kind_name(page.kind);
	}
	arena_free(arena);
	return result;
}

static void answer_page(const char *bytes, size_t length)
{
	const struct extract_source source = {
		.bytes = bytes, .length = length, .url = "https://publisher.example/page",
	};
	size_t size = envelope_request_size(&source);
	char *request = malloc(size);
	struct buf answer = {0};

	envelope_write_request(request, &source);
	if (envelope_answer(&answer, request, size, NULL) == 0 &&
	    open_answer(buf_text(&answer), answer.length) < 0)
		abort();
	buf_clear(&answer);
	free(request);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *rest = (const char *)bytes + 1;

	xml_init();
	if (length > 0 && bytes[0] == 'p')
		answer_page(rest, length - 1);
	else if (length > 0)
		open_answer(rest, length - 1);
	return 0;
}
