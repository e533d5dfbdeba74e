#include "render/mime.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "render/escape.h"
#include "text/utf8.h"

enum {
	LINE		= 78,		/* RFC 5322, section 2.1.1 */
	ENCODED_LINE	= 76,		/* RFC 2047, section 2; RFC 2045, sections 6.7 and 6.8 */
	ENCODED_WORD	= 75,		/* RFC 2047, section 2 */
	AROUND_WORD	= 12,		/* what is around the text in "=?UTF-8?Q?text?=" */
	LONGEST_PLAIN	= 60,		/* a longer word is encoded, for then it can be parted */
	LEAST_ROOM	= 24,		/* for a start of text it is worth to begin a word with */
};

static const char digits[] = "0123456789ABCDEF";

/* --- fields --- */

/* The field being written, and how far its last line has come. */
struct line {
	struct buf *out;
	size_t column;
};

static struct line begin(struct buf *out, const char *field)
{
	buf_printf(out, "%s:", field);
	return (struct line){ out, strlen(field) + 1 };
}

static void fold(struct line *line)
{
	buf_add_text(line->out, "\r\n");
	line->column = 0;
}

static void add_token(struct line *line, const char *token, size_t length)
{
	if (line->column + 1 + length > LINE)
		fold(line);
	buf_add_char(line->out, ' ');
	buf_add(line->out, token, length);
	line->column += 1 + length;
}

/* What is apart by spaces. */
static void add_tokens(struct line *line, const char *text)
{
	size_t length;

	for (; *text != '\0'; text += length) {
		length = strcspn(text, " ");
		if (length > 0)
			add_token(line, text, length);
		else
			length = 1;
	}
}

/* Letters and digits, and what may stand for itself in a phrase, too (RFC 2047, section 5). */
static bool is_plain_in_word(char c)
{
	return str_is_alpha(c) || str_is_digit(c) || (c != '\0' && strchr("!*+-/", c) != NULL);
}

static void add_q(struct buf *out, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (bytes[i] == ' ')
			buf_add_char(out, '_');
		else if (is_plain_in_word(bytes[i]))
			buf_add_char(out, bytes[i]);
		else
			buf_printf(out, "=%c%c", digits[c >> 4], digits[c & 15]);
	}
}

static void add_base64(struct buf *out, const char *bytes, size_t length)
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *at = (const unsigned char *)bytes;

	for (; length > 0; at += 3) {
		unsigned group = (unsigned)at[0] << 16 | (length > 1 ? (unsigned)at[1] << 8 : 0) |
				 (length > 2 ? at[2] : 0);

		buf_add_char(out, alphabet[group >> 18]);
		buf_add_char(out, alphabet[group >> 12 & 63]);
		buf_add_char(out, length > 1 ? alphabet[group >> 6 & 63] : '=');
		buf_add_char(out, length > 2 ? alphabet[group & 63] : '=');
		length -= length > 3 ? 3 : length;
	}
}

static size_t q_length(const char *bytes, size_t length)
{
	size_t total = 0, i;

	for (i = 0; i < length; i++)
		total += bytes[i] == ' ' || is_plain_in_word(bytes[i]) ? 1 : 3;
	return total;
}

static size_t base64_length(size_t length)
{
	return (length + 2) / 3 * 4;
}

/* How much of the text one encoded word with room for so much holds: whole characters. */
static size_t word_length(const char *text, bool is_q, size_t room)
{
	const char *end = text + strlen(text), *at = text, *next = text;

	while (at < end) {
		utf8_next(&next, end);
		if ((is_q ? q_length(text, (size_t)(next - text)) :
			    base64_length((size_t)(next - text))) > room)
			break;
		at = next;
	}
	return (size_t)(at - text);
}

/* Spaces between encoded words are not seen, so that those of the text are within. */
static void add_encoded(struct line *line, const char *text)
{
	size_t length = strlen(text);
	bool is_q = q_length(text, length) <= base64_length(length);

	while (*text != '\0') {
		size_t room;

		if (line->column + 1 + AROUND_WORD + LEAST_ROOM > ENCODED_LINE)
			fold(line);
		room = ENCODED_LINE - line->column - 1;
		room = (room < ENCODED_WORD ? room : ENCODED_WORD) - AROUND_WORD;
		length = word_length(text, is_q, room);
		buf_printf(line->out, " =?UTF-8?%c?", is_q ? 'Q' : 'B');
		line->column += 1 + AROUND_WORD + (is_q ? q_length(text, length) :
							  base64_length(length));
		(is_q ? add_q : add_base64)(line->out, text, length);
		buf_add_text(line->out, "?=");
		text += length;
	}
}

/* A quote or backslash may become two, within quotes. */
static bool needs_encoding(const char *text)
{
	size_t word = 0;
	const char *at;

	if (strstr(text, "=?") != NULL)
		return true;
	for (at = text; *at != '\0'; at++) {
		word = *at == ' ' ? 0 : word + (*at == '"' || *at == '\\' ? 2 : 1);
		if ((unsigned char)*at >= 0x80 || word > LONGEST_PLAIN)
			return true;
	}
	return false;
}

static bool is_atom(char c)
{
	return str_is_alpha(c) || str_is_digit(c) ||
	       strchr("!#$%&'*+-/=?^_`{|}~ ", c) != NULL;
}

/* A name that is more than words has quotes around it. */
static void add_phrase(struct line *line, const char *name)
{
	struct buf quoted = {0};
	const char *at = name;

	while (*at != '\0' && is_atom(*at))
		at++;
	if (*at == '\0') {
		add_tokens(line, name);
		return;
	}
	buf_add_char(&quoted, '"');
	for (at = name; *at != '\0'; at++) {
		if (*at == '"' || *at == '\\')
			buf_add_char(&quoted, '\\');
		buf_add_char(&quoted, *at);
	}
	buf_add_char(&quoted, '"');
	add_tokens(line, buf_text(&quoted));
	buf_clear(&quoted);
}

/* --- bodies --- */

static bool is_plain_in_body(const char *at)
{
	if (*at == ' ' || *at == '\t')
		return at[1] != '\n' && at[1] != '\0';
	return *at > ' ' && *at <= '~' && *at != '=';
}

/* Points would be doubled on the way, and "From " be taken for the next message. */
static bool is_risky_start(const char *at)
{
	return *at == '.' || str_starts(at, "From ");
}

static void add_quoted_printable(struct buf *out, const char *text)
{
	size_t column = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		bool is_plain = is_plain_in_body(text);
		size_t width = is_plain ? 1 : 3;

		if (c == '\n') {
			buf_add_text(out, "\r\n");
			column = 0;
			continue;
		}
		if (column + width >= ENCODED_LINE) {	/* which leaves one for the "=" */
			buf_add_text(out, "=\r\n");
			column = 0;
		}
		if (column == 0 && is_risky_start(text))
			is_plain = false;
		if (is_plain)
			buf_add_char(out, *text);
		else
			buf_printf(out, "=%c%c", digits[c >> 4], digits[c & 15]);
		column += is_plain ? 1 : 3;
	}
	if (column > 0)
		buf_add_text(out, "\r\n");
}

static size_t quoted_printable_length(const char *text)
{
	size_t total = 0;

	for (; *text != '\0'; text++)
		total += is_plain_in_body(text) || *text == '\n' ? 1 : 3;
	return total;
}

/* Of lines as mail has them: with CRLF. */
static void add_base64_lines(struct buf *out, const char *text)
{
	enum { BYTES = ENCODED_LINE / 4 * 3 };
	struct buf lines = {0};
	size_t i;

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_add_char(&lines, '\r');
		buf_add_char(&lines, *text);
	}
	for (i = 0; i < lines.length; i += BYTES) {
		size_t rest = lines.length - i;

		add_base64(out, lines.data + i, rest < BYTES ? rest : BYTES);
		buf_add_text(out, "\r\n");
	}
	buf_clear(&lines);
}

void mime_add_text(struct buf *out, const char *field, const char *text)
{
	struct line line = begin(out, field);
	struct buf plain = {0};

	escape_plain(&plain, text);
	if (needs_encoding(buf_text(&plain)))
		add_encoded(&line, buf_text(&plain));
	else
		add_tokens(&line, buf_text(&plain));
	fold(&line);
	buf_clear(&plain);
}

void mime_add_named(struct buf *out, const char *field, const char *name, const char *token)
{
	struct line line = begin(out, field);
	struct buf plain = {0}, bracketed = {0};

	escape_plain(&plain, name);
	buf_add_char(&bracketed, '<');
	escape_plain(&bracketed, token);
	buf_add_char(&bracketed, '>');
	if (needs_encoding(buf_text(&plain)))
		add_encoded(&line, buf_text(&plain));
	else
		add_phrase(&line, buf_text(&plain));
	add_token(&line, buf_text(&bracketed), bracketed.length);
	fold(&line);
	buf_clear(&plain);
	buf_clear(&bracketed);
}

void mime_add_body(struct buf *out, const char *text)
{
	bool is_base64 = quoted_printable_length(text) > base64_length(strlen(text));

	buf_printf(out, "Content-Transfer-Encoding: %s\r\n\r\n",
		   is_base64 ? "base64" : "quoted-printable");
	(is_base64 ? add_base64_lines : add_quoted_printable)(out, text);
}
