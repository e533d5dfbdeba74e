#include "render/typeset.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "render/escape.h"
#include "render/glossary.h"
#include "render/pen.h"
#include "render/template.h"
#include "render/wrap.h"
#include "text/utf8.h"

/* A line of plain text in the making. */
struct line {
	struct buf text;
	size_t first;			/* where the first filling begins that is words … */
	bool has_words;			/* … if there is one */
	bool has_link;
	bool is_filled;			/* with anything */
};

struct typesetter {
	const struct template *template;
	const struct pen *pen;
	struct line line;
};

/* --- plain text --- */

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\0';
}

static bool has_letters(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length && !str_is_alpha(text[i]) && (signed char)text[i] >= 0; i++)
		;
	return i < length;
}

/* What a line begins with, in bytes, under which the next ones are indented. */
static size_t measure_lead(const struct line *line)
{
	const char *text = buf_text(&line->text);

	if (line->has_words && !has_letters(text, line->first))
		return line->first;
	return strspn(text, " ");
}

static void wrap_line(const struct typesetter *typesetter)
{
	const char *text = buf_text(&typesetter->line.text);
	size_t lead = measure_lead(&typesetter->line);
	const char *first = arena_dup_bytes(typesetter->pen->arena, text, lead);

	wrap_add(typesetter->pen->out, text + lead, first,
		 arena_printf(typesetter->pen->arena, "%*s", (int)utf8_width(text, lead), ""));
}

static void end_line(struct typesetter *typesetter)
{
	struct line *line = &typesetter->line;
	const char *text = buf_text(&line->text);

	if (line->is_filled && !line->has_link && !is_blank(text))
		wrap_line(typesetter);
	else if (!line->is_filled || !is_blank(text))
		buf_printf(typesetter->pen->out, "%s\n", text);
	buf_truncate(&line->text, 0);
	*line = (struct line){.text = line->text};
}

static void add_plain_literal(struct typesetter *typesetter, const char *text, size_t length)
{
	const char *end = text + length, *at = text;

	for (; at < end; at++) {
		if (*at == '\n')
			end_line(typesetter);
		else if (*at != '\r')
			buf_add_char(&typesetter->line.text, *at);
	}
}

static void add_plain(struct typesetter *typesetter, const struct term *term, const char *text)
{
	struct line *line = &typesetter->line;

	line->is_filled = true;
	if (term->kind == TERM_TEXT && !line->has_words) {
		line->first = line->text.length;
		line->has_words = true;
	}
	line->has_link = line->has_link || (term->kind == TERM_LINK && *text != '\0');
	if (term->kind == TERM_TEXT)
		escape_plain(&line->text, text);
	else
		buf_add_text(&line->text, text);
}

/* --- markup --- */

/* Whatever is not plain in any part of a URL. */
static const char *percent_encoded(struct arena *arena, const char *text)
{
	struct buf out = {0}, plain = {0};
	const char *at, *copy;

	escape_plain(&plain, text);
	for (at = buf_text(&plain); *at != '\0'; at++) {
		if (str_is_alpha(*at) || str_is_digit(*at) || strchr("-._~", *at) != NULL)
			buf_add_char(&out, *at);
		else
			buf_printf(&out, "%%%02X", (unsigned char)*at);
	}
	copy = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	buf_clear(&plain);
	return copy;
}

/* Whether the ampersand at `at` would be read as the start of a character reference. */
static bool is_reference(const char *at)
{
	size_t i = 1;

	while (str_is_alpha(at[i]) || str_is_digit(at[i]) || at[i] == '#')
		i++;
	return i > 1 && at[i] == ';';
}

/* A URL within "<…>": nothing that it may hold closes these. */
static void add_destination(struct buf *out, const char *url)
{
	for (; *url != '\0'; url++) {
		buf_add_char(out, *url);
		if (*url == '&' && is_reference(url))
			buf_add_text(out, "amp;");
	}
}

static void add_marked_up(const struct typesetter *typesetter, const struct node *node,
			  const char *text)
{
	const struct pen *pen = typesetter->pen;

	if (node->place == PLACE_LINK_REST)
		text = percent_encoded(pen->arena, text);
	if (typesetter->template->format != FORMAT_MARKDOWN)
		escape_html(pen->out, "%s", text);
	else if (node->place == PLACE_TEXT)
		escape_markdown(pen->out, "%s", text);
	else
		add_destination(pen->out, text);
}

/* --- nodes --- */

static void write_literal(struct typesetter *typesetter, const struct node *node)
{
	if (typesetter->template->format == FORMAT_TEXT)
		add_plain_literal(typesetter, node->text, node->length);
	else
		buf_add(typesetter->pen->out, node->text, node->length);
}

static void write_value(struct typesetter *typesetter, const struct node *node,
			const struct frame *frame)
{
	if (node->term->write != NULL)
		node->term->write(frame);
	else if (typesetter->template->format == FORMAT_TEXT)
		add_plain(typesetter, node->term, node->term->text(frame));
	else
		add_marked_up(typesetter, node, node->term->text(frame));
}

static void write_nodes(struct typesetter *typesetter, size_t from, size_t to,
			const struct frame *frame)
{
	size_t i, position;

	for (i = from; i < to; i++) {
		const struct node *node = &typesetter->template->nodes[i];
		struct frame inner = *frame;

		switch (node->kind) {
		case NODE_LITERAL:
			write_literal(typesetter, node);
			continue;
		case NODE_VALUE:
			write_value(typesetter, node, frame);
			continue;
		case NODE_LIST:
			position = inner.passed = 0;
			while (node->term->next(&inner, &position)) {
				write_nodes(typesetter, i + 1, node->end, &inner);
				inner.passed++;
			}
			break;
		case NODE_IF:
		case NODE_UNLESS:
			if (glossary_holds(node->term, frame) == (node->kind == NODE_IF))
				write_nodes(typesetter, i + 1, node->end, frame);
			break;
		}
		i = node->end - 1;
	}
}

void typeset_page(const struct pen *pen, const struct template *template,
		  const struct post *alone)
{
	struct typesetter typesetter = {.template = template, .pen = pen};
	struct frame frame = {.pen = pen, .alone = alone};

	write_nodes(&typesetter, 0, template->count, &frame);
	if (typesetter.line.text.length > 0)
		end_line(&typesetter);
	buf_clear(&typesetter.line.text);
}
