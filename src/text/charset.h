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

#include "text/span.h"

struct buf;

enum charset_kind {
	CHARSET_XML,		/* look for <?xml encoding="…"?> */
	CHARSET_HTML,		/* look for <meta charset> in the first 1,024 bytes */
	CHARSET_JSON,		/* UTF-8, or UTF-16/32 by its zero bytes */
	CHARSET_TEXT,
};

struct charset_text {
	struct span text;	/* no NUL follows it */
	const char *name;	/* of the encoding that was used, a static string */
};

/*
 * The document as valid UTF-8 without its byte order mark. In order: BOM,
 * charset of the HTTP Content-Type (may be NULL), the document's own
 * declaration, UTF-8, a guess; what the bytes themselves contradict is
 * overruled.
 *
 * What is UTF-8 already is not copied: the text is then part of `bytes`, else
 * of *room, which was empty.
 */
struct charset_text charset_read(struct buf *room, const char *bytes, size_t length,
				 const char *content_type, enum charset_kind kind);
