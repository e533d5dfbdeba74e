/* The first byte chooses the kind of document; a first line is its Content-Type. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fuzz/fuzz.h"
#include "text/charset.h"
#include "text/utf8.h"

static void must_be_clean(struct span text)
{
	struct buf clean = {0};

	if (!utf8_is_valid(text.at, text.length))
		abort();
	utf8_add_clean(&clean, text.at, text.length);
	if (clean.length > text.length || !utf8_is_valid(buf_text(&clean), clean.length))
		abort();
	buf_clear(&clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const enum charset_kind kinds[] = {
		CHARSET_XML, CHARSET_HTML, CHARSET_JSON, CHARSET_TEXT};
	const char *text = (const char *)bytes;
	const char *line = length > 1 ? memchr(text + 1, '\n', length - 1) : NULL;
	char *content_type;
	struct buf room = {0};
	struct charset_text read;

	if (line == NULL)
		return 0;
	content_type = mem_dup_bytes(text + 1, (size_t)(line - text) - 1);
	read = charset_read(&room, line + 1, length - (size_t)(line + 1 - text), content_type,
			    kinds[bytes[0] & 3]);
	if (read.name == NULL)
		abort();
	must_be_clean(read.text);
	free(content_type);
	buf_clear(&room);
	return 0;
}
