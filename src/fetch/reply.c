#include "fetch/reply.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/utf8.h"

enum {
	LONGEST_REPLY	= 16 * 1024,	/* RFC 5321 allows lines of 512, and any number of them */
	CODE		= 3,		/* digits */
};

static bool has_code(const char *line, size_t length)
{
	return length >= CODE && line[0] >= '2' && line[0] <= '5' && str_is_digit(line[1]) &&
	       str_is_digit(line[2]) &&
	       (length == CODE || line[CODE] == ' ' || line[CODE] == '-' || line[CODE] == '\r');
}

static void drop(struct buf *bytes, size_t length)
{
	memmove(bytes->data, bytes->data + length, bytes->length - length);
	buf_truncate(bytes, bytes->length - length);
}

/* A line more of the text: all but the first without the code, which they repeat. */
static void add_line(struct buf *text, const char *line, size_t length)
{
	bool is_first = text->length == 0;
	size_t skip = !is_first && length > CODE ? CODE + 1 : 0;

	if (length > 0 && line[length - 1] == '\r')
		length--;
	if (!is_first)
		buf_add_char(text, ' ');
	if (length > skip)
		buf_add(text, line + skip, length - skip);
	if (is_first && length > CODE && line[CODE] == '-')
		text->data[CODE] = ' ';
}

static int take(struct reply *out, struct buf *bytes, const struct buf *text, size_t length)
{
	bool makes_sense = has_code(buf_text(text), text->length);

	out->code = !makes_sense ? 0 : (text->data[0] - '0') * 100 + (text->data[1] - '0') * 10 +
				       (text->data[2] - '0');
	reply_show(out->text, buf_text(text), text->length);
	drop(bytes, length);
	return 1;
}

int reply_take(struct reply *out, struct buf *bytes)
{
	const char *start = buf_text(bytes), *end = start + bytes->length, *at = start, *eol;
	struct buf text = {0};
	int result = 0;

	while (result == 0 && (eol = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		size_t length = (size_t)(eol - at);
		bool is_last = length <= CODE || at[CODE] != '-' || !has_code(at, length);

		if (is_last && !has_code(at, length))
			buf_truncate(&text, 0);
		add_line(&text, at, length);
		at = eol + 1;
		if (is_last)
			result = take(out, bytes, &text, (size_t)(at - start));
	}
	if (result == 0 && bytes->length > LONGEST_REPLY) {
		buf_truncate(&text, 0);
		result = take(out, bytes, &text, bytes->length);
	}
	buf_clear(&text);
	return result;
}

void reply_show(char out[REPLY_TEXT_SIZE], const char *bytes, size_t length)
{
	struct buf clean = {0};
	size_t cut, i;

	utf8_add_clean(&clean, bytes, length);
	for (i = 0; i < clean.length; i++) {
		if ((unsigned char)clean.data[i] < ' ')
			clean.data[i] = ' ';
	}
	while (clean.length > 0 && clean.data[clean.length - 1] == ' ')
		buf_truncate(&clean, clean.length - 1);
	cut = utf8_prefix(buf_text(&clean), clean.length, REPLY_TEXT_SIZE - 1);
	memcpy(out, buf_text(&clean), cut);
	out[cut] = '\0';
	buf_clear(&clean);
}
