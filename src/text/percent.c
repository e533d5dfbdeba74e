#include "text/percent.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

int percent_hex_digit(char c)
{
	c = str_lower(c);
	if (str_is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that the escape at `at` stands for; -1 if there is no escape. */
static int escaped_byte(const char *at, const char *end)
{
	if (end - at < 3 || at[0] != '%' || percent_hex_digit(at[1]) < 0 ||
	    percent_hex_digit(at[2]) < 0)
		return -1;
	return percent_hex_digit(at[1]) << 4 | percent_hex_digit(at[2]);
}

static void add_escape(struct buf *out, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char escape[] = {'%', digits[c >> 4], digits[c & 15]};

	buf_add(out, escape, sizeof(escape));
}

static bool is_unreserved(int c)
{
	return c > 0 && c < 0x80 &&
	       (str_is_alpha((char)c) || str_is_digit((char)c) || strchr("-._~", c) != NULL);
}

void percent_decode(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.length;

	while (at < end) {
		int c = escaped_byte(at, end);

		buf_add_char(out, c >= 0 ? (char)c : *at);
		at += c >= 0 ? 3 : 1;
	}
}

void percent_encode(struct buf *out, struct span text, const char *unsafe)
{
	size_t i;

	for (i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c <= ' ' || c >= 0x7f || strchr(unsafe, c) != NULL)
			add_escape(out, c);
		else
			buf_add_char(out, (char)c);
	}
}

void percent_even_out(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.length;

	while (at < end) {
		int c = escaped_byte(at, end);

		if (c >= 0 && !is_unreserved(c))
			add_escape(out, (unsigned char)c);
		else if (c < 0 && *at == '%')
			add_escape(out, '%');
		else
			buf_add_char(out, c >= 0 ? (char)c : *at);
		at += c >= 0 ? 3 : 1;
	}
}
