/* Whatever the text: its sentences are in order, and all that is no space is in one of them. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "text/sentences.h"
#include "text/utf8.h"

static bool is_space(uint32_t c)
{
	return c <= 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static void expect_gap(const char *text, size_t from, size_t to)
{
	const char *start = text + from, *end = text + to;

	if (from > to)
		abort();
	while (start < end)
		if (!is_space(utf8_next(&start, end)))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct sentences sentences = {0};
	struct buf text = {0};
	size_t at = 0, i;

	utf8_add_clean(&text, (const char *)bytes, length);
	sentences_split(&sentences, buf_text(&text), text.length, NULL);
	for (i = 0; i < sentences.count; i++) {
		expect_gap(buf_text(&text), at, sentences.list[i].start);
		if (sentences.list[i].start >= sentences.list[i].end)
			abort();
		at = sentences.list[i].end;
	}
	expect_gap(buf_text(&text), at, text.length);
	sentences_clear(&sentences);
	buf_clear(&text);
	return 0;
}
