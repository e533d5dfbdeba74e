/*
 * From bytes in any encoding to UTF-8.
 *
 * Labels mean what the WHATWG Encoding Standard says (iso-8859-1 is
 * windows-1252, gb2312 is gb18030, …); conversion is ICU's. One bad byte costs
 * one character, not the document's encoding.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum charset_kind {
	CHARSET_XML,		/* look for <?xml encoding="…"?> */
	CHARSET_HTML,		/* look for <meta charset> in the first 1,024 bytes */
	CHARSET_JSON,		/* UTF-8, or UTF-16/32 by its zero bytes */
	CHARSET_TEXT,
};

/*
 * Appends the document as valid UTF-8 without its byte order mark. In order:
 * BOM, charset of the HTTP Content-Type (may be NULL), the document's own
 * declaration, UTF-8, a guess; what the bytes themselves contradict is
 * overruled.
 * Returns the name of the encoding that was used, a static string.
 */
const char *charset_to_utf8(struct buf *out, const char *bytes, size_t length,
			    const char *content_type, enum charset_kind kind);
