/*
 * The encodings of the web by the names people give them.
 */
#pragma once

#include <stdbool.h>

#include "text/span.h"

enum charset_family {
	CHARSET_UTF8,
	CHARSET_WIDE,		/* UTF-16 and UTF-32 */
	CHARSET_SINGLE,		/* a byte is a character */
	CHARSET_MULTI,		/* one byte is a character, or several are */
};

struct charset_label {		/* strings are static */
	const char *name;	/* as the WHATWG Encoding Standard writes it */
	const char *converter;	/* what ICU calls it */
	enum charset_family family;
};

/* What a label means, whatever its case and punctuation; false if nobody knows. */
bool charset_label_find(struct span label, struct charset_label *found);
