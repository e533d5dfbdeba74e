#include "config/diagnostic.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/utf8.h"

enum {
	LONGEST_TEXT	= 1000,		/* bytes of a message */
	LONGEST_SOURCE	= 100,		/* characters of a line that are shown … */
	SHOWN_BEFORE	= 60,		/* … and of these before the column, when it is cut */
};

/* Room for one more, or NULL if there are enough of them. */
static struct diagnostic *next_item(struct diagnostics *diagnostics)
{
	if (diagnostics->count == DIAGNOSTICS_MOST)
		return NULL;
	if (diagnostics->arena == NULL)
		diagnostics->arena = arena_new();
	diagnostics->items = mem_grow(diagnostics->items, &diagnostics->capacity,
				      diagnostics->count, sizeof(*diagnostics->items));
	return &diagnostics->items[diagnostics->count++];
}

__attribute__((format(printf, 4, 0)))
static void add(struct diagnostics *diagnostics, const struct stretch *where, bool is_warning,
		const char *format, va_list args)
{
	const struct line *line = where->line;
	struct diagnostic *item = next_item(diagnostics);
	char text[LONGEST_TEXT];

	if (is_warning)
		diagnostics->warning_count++;
	else
		diagnostics->error_count++;
	if (item == NULL)
		return;
	vsnprintf(text, sizeof(text), format, args);
	*item = (struct diagnostic){
		.file = arena_dup(diagnostics->arena, line->file),
		.line = line->number,
		.is_warning = is_warning,
		.text = arena_dup(diagnostics->arena, text),
		.sequence = line->sequence,
	};
	if (where->start != NULL)
		item->column = 1 + (int)utf8_count(line->start,
						   (size_t)(where->start - line->start));
	if (line->start != NULL)
		item->source = arena_dup_bytes(diagnostics->arena, line->start,
					       (size_t)(line->end - line->start));
}

void diagnostic_error(struct diagnostics *diagnostics, const struct stretch *where,
		      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(diagnostics, where, false, format, args);
	va_end(args);
}

void diagnostic_warning(struct diagnostics *diagnostics, const struct stretch *where,
			const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(diagnostics, where, true, format, args);
	va_end(args);
}

/* A guess may differ by one edit in three letters: "evry" is every, "frequency" is nothing. */
const char *diagnostic_guess(struct arena *arena, const char *word, const char *const *names,
			     size_t count)
{
	size_t length = strlen(word), least = length < 6 ? 2 : length / 3 + 1, i;
	const char *guess = NULL;

	if (least > length)
		least = length;
	for (i = 0; i < count; i++) {
		size_t distance = str_case_equal(word, names[i]) ? 0 : str_distance(word, names[i]);

		if (distance < least) {
			least = distance;
			guess = names[i];
		}
	}
	return guess != NULL ? arena_printf(arena, " (did you mean '%s'?)", guess) : "";
}

static int compare(const void *a, const void *b)
{
	const struct diagnostic *one = a, *other = b;

	if (one->sequence != other->sequence)
		return one->sequence < other->sequence ? -1 : 1;
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return strcmp(one->text, other->text);
}

/* Where the shown part of a line begins, so that the column is in it. */
static size_t first_shown(const struct diagnostic *diagnostic, size_t length)
{
	size_t column = diagnostic->column > 0 ? (size_t)diagnostic->column - 1 : 0;

	if (length <= LONGEST_SOURCE || column <= SHOWN_BEFORE)
		return 0;
	return column - SHOWN_BEFORE;
}

static bool is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

/* One character as it may be shown, and as much blank below it. */
static void add_character(struct buf *line, struct buf *below, uint32_t code_point)
{
	size_t start = line->length, width;

	if (code_point == '\t') {
		buf_add_char(line, '\t');
		buf_add_char(below, '\t');
		return;
	}
	utf8_add(line, is_control(code_point) ? '?' : code_point);
	width = utf8_width(line->data + start, line->length - start);
	while (width-- > 0)
		buf_add_char(below, ' ');
}

static void add_source(struct buf *out, const struct diagnostic *diagnostic)
{
	const char *at = diagnostic->source, *end = at + strlen(at);
	size_t first = first_shown(diagnostic, utf8_count(at, (size_t)(end - at)));
	size_t column = (size_t)diagnostic->column, caret = 0, i;
	struct buf below = {0};

	if (first > 0) {
		buf_add_text(out, "…");
		buf_add_char(&below, ' ');
	}
	for (i = 0; at < end && i < first + LONGEST_SOURCE; i++) {
		uint32_t code_point = utf8_next(&at, end);

		if (i >= first)
			add_character(out, &below, code_point);
		if (i + 1 < column)
			caret = below.length;
	}
	buf_printf(out, "%s\n", at < end ? "…" : "");
	if (column > 0)
		buf_printf(out, "%.*s^\n", (int)caret, buf_text(&below));
	buf_clear(&below);
}

void diagnostics_finish(struct diagnostics *diagnostics)
{
	size_t total = diagnostics->error_count + diagnostics->warning_count;
	struct diagnostic *last;

	if (diagnostics->count > 1)
		qsort(diagnostics->items, diagnostics->count, sizeof(*diagnostics->items), compare);
	if (total <= diagnostics->count)
		return;
	last = &diagnostics->items[diagnostics->count - 1];
	*last = (struct diagnostic){
		.file = last->file,
		.text = arena_printf(diagnostics->arena, "%zu more are not shown; mend these first",
				     total - diagnostics->count + 1),
	};
}

char *diagnostic_format(const struct diagnostic *diagnostic)
{
	struct buf out = {0};

	buf_add_text(&out, diagnostic->file);
	if (diagnostic->line > 0)
		buf_printf(&out, ":%d", diagnostic->line);
	if (diagnostic->column > 0)
		buf_printf(&out, ":%d", diagnostic->column);
	buf_printf(&out, ": %s: %s\n", diagnostic->is_warning ? "warning" : "error",
		   diagnostic->text);
	if (diagnostic->source != NULL)
		add_source(&out, diagnostic);
	return buf_take(&out);
}

void diagnostics_clear(struct diagnostics *diagnostics)
{
	arena_free(diagnostics->arena);
	free(diagnostics->items);
	*diagnostics = (struct diagnostics){0};
}
