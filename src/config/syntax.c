#include "config/syntax.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/utf8.h"

static struct stretch part(const struct stretch *whole, const char *start, const char *end)
{
	str_trim(&start, &end);
	return (struct stretch){ .line = whole->line, .start = start, .end = end };
}

static struct stretch place(const struct stretch *whole, const char *at)
{
	return (struct stretch){ .line = whole->line, .start = at, .end = at };
}

static bool equals(const struct stretch *span, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(span->end - span->start) == length &&
	       memcmp(span->start, text, length) == 0;
}

static bool starts(const struct stretch *span, const char *prefix)
{
	const char *at = span->start;

	for (; *prefix != '\0'; at++, prefix++) {
		if (at == span->end || str_lower(*at) != *prefix)
			return false;
	}
	return true;
}

static bool is_control(uint32_t code_point)
{
	return (code_point < ' ' && code_point != '\t') ||
	       (code_point >= 0x7f && code_point < 0xa0);
}

/* What no line may hold: malformed UTF-8, control characters. */
static int check_bytes(const struct stretch *text, struct diagnostics *diagnostics)
{
	const char *at = text->start;

	while (at < text->end) {
		struct stretch where = place(text, at);
		uint32_t code_point = utf8_next(&at, text->end);

		if (code_point == 0)
			diagnostic_error(diagnostics, &where,
					 "a NUL byte; save the file as UTF-8 text");
		else if (is_control(code_point))
			diagnostic_error(diagnostics, &where,
					 "a control character (U+%04X); remove it",
					 (unsigned)code_point);
		else if (code_point == 0xfffd &&
			 !utf8_is_valid(where.start, (size_t)(at - where.start)))
			diagnostic_error(diagnostics, &where,
					 "byte 0x%02x is not UTF-8; save the file as UTF-8",
					 (unsigned char)*where.start);
		else
			continue;
		return -1;
	}
	return 0;
}

/*
 * Past one character, or all of what is quoted; NULL if its quote is never
 * closed. Once cut_comment() has passed a line, all of them are.
 */
static const char *skip_one(const char *at, const char *end)
{
	if (*at != '"')
		return at + 1;
	for (at++; at < end && *at != '"'; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
	}
	return at < end ? at + 1 : NULL;
}

/* As skip_one(); where a quote is not closed after all, the rest. */
static const char *pass_one(const char *at, const char *end)
{
	const char *next = skip_one(at, end);

	return next != NULL ? next : end;
}

/* Cuts the comment off, if there is one. */
static int cut_comment(struct stretch *line, struct diagnostics *diagnostics)
{
	const char *at = line->start, *next;
	bool after_space = true;

	for (; at < line->end && !(*at == '#' && after_space); at = next) {
		after_space = str_is_space(*at);
		next = skip_one(at, line->end);
		if (next == NULL) {
			struct stretch where = place(line, at);

			diagnostic_error(diagnostics, &where,
					 "this quote is not closed; write \\\" within quotes "
					 "for a quote that is meant");
			return -1;
		}
	}
	*line = part(line, line->start, at);
	return 0;
}

static bool is_name_character(char c)
{
	return str_is_alpha(c) || str_is_digit(c) || c == '-' || c == '_';
}

static const char *name_end(const struct stretch *span)
{
	const char *at = span->start;

	while (at < span->end && is_name_character(*at))
		at++;
	return at;
}

/* The end of a word; white space within quotes does not end it. */
static const char *word_end(const struct stretch *span)
{
	const char *at = span->start;

	while (at < span->end && !str_is_space(*at))
		at = pass_one(at, span->end);
	return at;
}

/* A section whose bracket is missing is one all the same: its lines should not be misread too. */
static int read_section(const struct stretch *text, struct statement *out,
			struct diagnostics *diagnostics)
{
	const char *colon = memchr(text->start, ':', (size_t)(text->end - text->start));
	const char *last = text->end - 1;

	if (*last != ']') {
		struct stretch where = place(text, text->end);

		last = text->end;
		diagnostic_error(diagnostics, &where,
				 "expected ']' at the end of a section's name");
	}
	out->kind = STATEMENT_SECTION;
	out->name = part(text, text->start + 1, colon != NULL ? colon : last);
	out->value = part(text, colon != NULL ? colon + 1 : last, last);
	return 0;
}

static bool is_url(const struct stretch *text)
{
	static const char *const schemes[] = { "http://", "https://", "file:" };
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (starts(text, schemes[i]))
			return true;
	}
	return false;
}

/* A line that is nothing we know: what was it meant to be? */
static int refuse(const struct stretch *text, struct diagnostics *diagnostics)
{
	struct stretch word = part(text, text->start, word_end(text));
	size_t length = (size_t)(word.end - word.start);

	if (starts(&word, "feed:"))
		diagnostic_error(diagnostics, &word,
				 "write the feed's URL without 'feed:', beginning with https://");
	else if (name_end(&word) > word.start && starts(&(struct stretch){
			 .start = name_end(&word), .end = word.end }, "://"))
		diagnostic_error(diagnostics, &word, "feeds are fetched by http://, https:// and "
				 "file: only; give another URL or remove the line");
	else if (memchr(word.start, '.', length) != NULL)
		diagnostic_error(diagnostics, &word, "is this a feed? Write its whole URL, as in "
				 "https://%.*s", (int)length, word.start);
	else
		diagnostic_error(diagnostics, &word, "expected 'name = value', the URL of a feed, "
				 "'include FILE' or a [section]");
	return -1;
}

static int read_include(const struct stretch *rest, struct statement *out,
			struct diagnostics *diagnostics)
{
	if (syntax_is_empty(rest)) {
		diagnostic_error(diagnostics, rest,
				 "include what? Name a file, or several as in feeds.d/*.conf");
		return -1;
	}
	out->kind = STATEMENT_INCLUDE;
	out->value = *rest;
	return 0;
}

bool syntax_is_empty(const struct stretch *span)
{
	return span->start == span->end;
}

int syntax_statement(const struct line *line, struct statement *out,
		     struct diagnostics *diagnostics)
{
	struct stretch text = { .line = line, .start = line->start, .end = line->end };
	struct stretch name, rest;

	*out = (struct statement){ .kind = STATEMENT_NONE };
	if (check_bytes(&text, diagnostics) < 0 || cut_comment(&text, diagnostics) < 0)
		return -1;
	if (syntax_is_empty(&text))
		return 0;
	if (*text.start == '[')
		return read_section(&text, out, diagnostics);
	if (is_url(&text)) {
		out->kind = STATEMENT_FEED;
		out->name = part(&text, text.start, word_end(&text));
		out->value = part(&text, out->name.end, text.end);
		return 0;
	}
	name = part(&text, text.start, name_end(&text));
	rest = part(&text, name.end, text.end);
	if (!syntax_is_empty(&name) && !syntax_is_empty(&rest) && *rest.start == '=') {
		out->kind = STATEMENT_OPTION;
		out->name = name;
		out->value = part(&rest, rest.start + 1, rest.end);
		return 0;
	}
	if (equals(&name, "include") && (syntax_is_empty(&rest) || rest.start > name.end))
		return read_include(&rest, out, diagnostics);
	return refuse(&text, diagnostics);
}

int syntax_next_option(struct stretch *rest, struct stretch *name, struct stretch *value,
		       struct diagnostics *diagnostics)
{
	*rest = part(rest, rest->start, rest->end);
	if (syntax_is_empty(rest))
		return 0;
	*name = part(rest, rest->start, name_end(rest));
	if (syntax_is_empty(name) || name->end == rest->end || *name->end != '=') {
		struct stretch where = part(rest, rest->start, word_end(rest));

		diagnostic_error(diagnostics, &where, "expected name=value after the URL, without "
				 "spaces around '='; quote a value that has spaces");
		return -1;
	}
	value->line = rest->line;
	value->start = name->end + 1;
	value->end = word_end(&(struct stretch){ .start = value->start, .end = rest->end });
	rest->start = value->end;
	return 1;
}

bool syntax_next_item(struct stretch *rest, struct stretch *item)
{
	const char *at = rest->start;

	if (rest->start == NULL)
		return false;
	while (at < rest->end && *at != ',')
		at = pass_one(at, rest->end);
	*item = part(rest, rest->start, at);
	if (at < rest->end)
		rest->start = at + 1;
	else
		rest->start = NULL;
	return true;
}

char *syntax_text(const struct stretch *value, struct arena *arena, struct diagnostics *diagnostics)
{
	char *text = arena_dup_bytes(arena, value->start, (size_t)(value->end - value->start));
	char *out = text;
	bool is_quoted = false;
	const char *at;

	for (at = value->start; at < value->end; at++) {
		if (*at == '"') {
			is_quoted = !is_quoted;
			continue;
		}
		if (is_quoted && *at == '\\' && *++at != '"' && *at != '\\') {
			struct stretch where = place(value, at - 1);

			diagnostic_error(diagnostics, &where,
					 "within quotes '\\' stands before '\"' or '\\' only; "
					 "write \\\\ for a backslash");
			return NULL;
		}
		*out++ = *at;
	}
	*out = '\0';
	return text;
}
