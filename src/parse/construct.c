#include "parse/construct.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "parse/element.h"
#include "text/utf8.h"

enum kind {
	KIND_PLAIN,
	KIND_HTML,
	KIND_INLINE,		/* markup as elements */
	KIND_OTHER,		/* nothing to read */
};

static enum kind kind_of(const char *type)
{
	static const struct {
		const char *type;
		enum kind kind;
	} kinds[] = {
		{"text", KIND_PLAIN},
		{"plain", KIND_PLAIN},
		{"text/plain", KIND_PLAIN},
		{"html", KIND_HTML},
		{"text/html", KIND_HTML},
		{"text/x-html", KIND_HTML},
		{"xhtml", KIND_INLINE},
		{"text/xhtml", KIND_INLINE},
		{"application/xhtml+xml", KIND_INLINE},
		{"text/xml", KIND_INLINE},
		{"application/xml", KIND_INLINE},
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (str_case_equal(type, kinds[i].type))
			return kinds[i].kind;
	}
	return strchr(type, '/') == NULL || str_case_starts(type, "text/") ? KIND_PLAIN
									   : KIND_OTHER;
}

static int base64_digit(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

static const char *decode_base64(struct arena *arena, const char *text)
{
	struct buf bytes = {0}, clean = {0};
	unsigned bits = 0, count = 0;
	const char *copy;
	int digit;

	for (; *text != '\0' && *text != '='; text++) {
		digit = base64_digit(*text);
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xFFFF;
		count += 6;
		if (count >= 8) {
			count -= 8;
			buf_add_char(&bytes, (char)(bits >> count & 0xFF));
		}
	}
	utf8_add_clean(&clean, buf_text(&bytes), bytes.length);
	copy = arena_dup_bytes(arena, buf_text(&clean), clean.length);
	buf_clear(&bytes);
	buf_clear(&clean);
	return copy;
}

/* XHTML stands in a `div` that is only there to hold it. */
static const struct _xmlNode *unwrap(const struct _xmlNode *element)
{
	const struct _xmlNode *child = element_first(element);

	return child != NULL && element_next(child) == NULL && element_is(child, "div") ? child
											: element;
}

struct draft_value construct_read(struct arena *arena, const struct _xmlNode *element,
				  enum draft_markup markup, const char *base)
{
	const char *type = element_attribute(element, "type");
	enum kind kind = type != NULL ? kind_of(type) : KIND_PLAIN;
	struct draft_value value = {.base = base, .markup = markup};

	if (kind == KIND_OTHER)
		return value;
	if (element_first(element) != NULL) {
		element = unwrap(element);
		value.base = element_base(arena, element, base);
		value.text = element_markup(arena, element, value.base);
		value.markup = DRAFT_HTML;
		return value;
	}
	value.text = element_text(arena, element);
	if (value.text != NULL && str_case_equal(element_attribute(element, "mode"), "base64"))
		value.text = decode_base64(arena, value.text);
	if (kind == KIND_HTML)
		value.markup = DRAFT_HTML;
	return value;
}
