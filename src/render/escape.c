#include "render/escape.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "text/url.h"
#include "text/url_parts.h"
#include "text/url_tidy.h"
#include "text/utf8.h"

enum {
	ASCII = 128,
	NEXT_LINE = 0x85,
	LINE_SEPARATOR = 0x2028,
	PARAGRAPH_SEPARATOR = 0x2029,
};

static const char *const html_escapes[ASCII] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* References where some engines would not see a backslash as an escape. */
static const char *const markdown_escapes[ASCII] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
	['\\'] = "\\\\", ['`'] = "\\`", ['*'] = "\\*", ['_'] = "\\_", ['#'] = "\\#",
	['['] = "\\[", [']'] = "\\]", ['{'] = "\\{", ['}'] = "\\}", ['|'] = "\\|", ['~'] = "\\~",
};

static bool is_blank(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || c == ' ' || c == NEXT_LINE ||
	       c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

static void add_replaced(struct buf *out, const char *text, const char *const *escapes)
{
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < ASCII && escapes[c] != NULL)
			buf_add_text(out, escapes[c]);
		else
			buf_add_char(out, *text);
	}
}

static void add_html(struct buf *out, const char *text)
{
	struct buf plain = {0};

	escape_plain(&plain, text);
	add_replaced(out, buf_text(&plain), html_escapes);
	buf_clear(&plain);
}

/* What would open a list, a definition or an underline if it began a line. */
static size_t block_mark(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (digits > 0)
		return text[digits] == '.' || text[digits] == ')' ? digits : SIZE_MAX;
	return *text != '\0' && strchr("-+=:", *text) != NULL ? 0 : SIZE_MAX;
}

static void add_markdown(struct buf *out, const char *text)
{
	struct buf plain = {0};
	size_t mark;

	escape_plain(&plain, text);
	text = buf_text(&plain);
	mark = block_mark(text);
	if (mark != SIZE_MAX) {
		buf_add(out, text, mark);
		buf_add_char(out, '\\');
		buf_add_char(out, text[mark]);
		text += mark + 1;
	}
	add_replaced(out, text, markdown_escapes);
	buf_clear(&plain);
}

static void fill_in(struct buf *out, void (*add)(struct buf *, const char *),
		    const char *format, va_list args)
{
	const char *at;

	for (; (at = strchr(format, '%')) != NULL; format = at) {
		buf_add(out, format, (size_t)(at - format));
		switch (at[1]) {
		case 's':
			add(out, va_arg(args, const char *));
			break;
		case 'd':
			buf_printf(out, "%d", va_arg(args, int));
			break;
		case 'z':
			buf_printf(out, "%zu", va_arg(args, size_t));
			break;
		default:
			assert(at[1] == '%');
			buf_add_char(out, '%');
		}
		at += at[1] == 'z' ? 3 : 2;
	}
	buf_add_text(out, format);
}

static bool is_url_character(char c)
{
	return str_is_alpha(c) || str_is_digit(c) ||
	       (c != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

void escape_plain(struct buf *out, const char *text)
{
	const char *end;
	size_t start = out->length;
	bool parted = false;

	if (text == NULL)
		return;
	end = text + strlen(text);
	while (text < end) {
		uint32_t c = utf8_next(&text, end);

		if (is_blank(c)) {
			parted = out->length > start;
		} else if (!utf8_is_steering(c)) {
			if (parted)
				buf_add_char(out, ' ');
			parted = false;
			utf8_add(out, c);
		}
	}
}

void escape_html(struct buf *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fill_in(out, add_html, format, args);
	va_end(args);
}

void escape_markdown(struct buf *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fill_in(out, add_markdown, format, args);
	va_end(args);
}

const char *escape_url(struct arena *arena, const char *url)
{
	struct buf out = {0};
	struct span user;
	const char *copy;

	if (url == NULL || !url_is_web(url) ||
	    !(str_case_starts(url, "http://") || str_case_starts(url, "https://")))
		return NULL;
	user = url_parts_split(span_of(url)).user;
	for (; *url != '\0'; url++) {
		if (url == user.at)
			url += user.length + 1;
		if (is_url_character(*url))
			buf_add_char(&out, *url);
		else
			buf_printf(&out, "%%%02X", (unsigned char)*url);
	}
	copy = arena_dup_bytes(arena, buf_text(&out), out.length);
	buf_clear(&out);
	return copy;
}

const char *escape_link(struct arena *arena, const char *url)
{
	struct buf tidy = {0};
	const char *link;

	if (url == NULL)
		return NULL;
	url_tidy(&tidy, url);
	link = escape_url(arena, buf_text(&tidy));
	buf_clear(&tidy);
	return link;
}

const char *escape_language(const char *language)
{
	size_t i;

	if (language == NULL)
		return "";
	for (i = 0; str_is_alpha(language[i]); i++)
		;
	return i >= 2 && i <= 8 && language[i] == '\0' ? language : "";
}
