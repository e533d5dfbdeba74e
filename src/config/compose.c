#include "config/compose.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "text/prose.h"
#include "text/utf8.h"

enum {
	LONGEST_NAME	= 200,
	LONGEST_TITLE	= 1000,
};

/* Text on one line, of characters that a config may hold, cut to length. */
static void add_line(struct buf *out, const char *text, size_t longest)
{
	struct buf clean = {0};
	struct prose prose = prose_begin(out);

	utf8_add_clean(&clean, text, strlen(text));
	prose_add(&prose, buf_text(&clean), clean.length);
	buf_truncate(out, utf8_prefix(buf_text(out), out->length, longest));
	buf_clear(&clean);
}

/* A name is not quoted: a quote would begin something, and '#' after a blank a comment. */
void compose_group(struct buf *out, const char *name)
{
	struct buf line = {0};
	bool is_after_space = true;
	size_t start, i;

	add_line(&line, name, LONGEST_NAME);
	buf_add_text(out, "[feeds: ");
	start = out->length;
	for (i = 0; i < line.length; i++) {
		char c = line.data[i] == '"' ? '\'' : line.data[i];

		if (is_after_space && (c == '#' || c == ' '))
			continue;
		buf_add_char(out, c);
		is_after_space = c == ' ';
	}
	if (out->length == start)
		buf_add_text(out, "Feeds");
	else if (is_after_space)
		buf_truncate(out, out->length - 1);
	buf_add_text(out, "]\n");
	buf_clear(&line);
}

void compose_feed(struct buf *out, const char *url, const char *title)
{
	struct buf line = {0};
	size_t i;

	if (title != NULL)
		add_line(&line, title, LONGEST_TITLE);
	buf_add_text(out, url);
	if (line.length != 0)
		buf_add_text(out, " title=\"");
	for (i = 0; i < line.length; i++) {
		if (line.data[i] == '"' || line.data[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, line.data[i]);
	}
	buf_add_text(out, line.length != 0 ? "\"\n" : "\n");
	buf_clear(&line);
}
