#include "text/markup.h"

#include <string.h>

#include "base/str.h"

static bool starts_with(const char *at, const char *end, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

static const char *find_char(const char *at, const char *end, char c)
{
	return at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
}

/* The first '>' with two of `c` before it, which is how comments and CDATA end. */
static const char *find_close(const char *at, const char *end, char c)
{
	const char *close = at;

	while ((close = find_char(close, end, '>')) != NULL) {
		if (close - at >= 2 && close[-1] == c && close[-2] == c)
			return close;
		close++;
	}
	return NULL;
}

/* Where the next end tag begins. */
static const char *find_end_tag(const char *at, const char *end)
{
	while ((at = find_char(at, end, '<')) != NULL) {
		if (at + 1 < end && at[1] == '/')
			return at;
		at++;
	}
	return NULL;
}

static bool starts_name(const struct markup *markup, char c)
{
	if (str_is_alpha(c))
		return true;
	return markup->is_xml && (c == '_' || c == ':' || (unsigned char)c >= 0x80);
}

/* Whether the '<' at `at` begins markup rather than being a mere less-than sign. */
static bool is_markup(const struct markup *markup, const char *at)
{
	const char *next = at + 1;

	if (next == markup->end)
		return false;
	if (*next == '/')
		return next + 1 < markup->end &&
		       (starts_name(markup, next[1]) || next[1] == '>');
	return *next == '!' || *next == '?' || starts_name(markup, *next);
}

static bool ends_name(char c)
{
	return str_is_space(c) || c == '>' || c == '/' || c == '<';
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && str_is_space(*at))
		at++;
	return at;
}

static const char *read_value(const char *at, const char *end, struct markup_attribute *attribute)
{
	const char *close;

	at = skip_space(at, end);
	if (at < end && (*at == '"' || *at == '\'')) {
		attribute->value = at + 1;
		close = find_char(at + 1, end, *at);
		at = close != NULL ? close + 1 : end;
		close = close != NULL ? close : end;
	} else {
		attribute->value = at;
		while (at < end && !str_is_space(*at) && *at != '>')
			at++;
		close = at;
	}
	attribute->value_length = (size_t)(close - attribute->value);
	return at;
}

/* Past one attribute; NULL at the end of the tag. A '<' there means that the '>' was forgotten. */
static const char *read_attribute(const char *at, const char *end,
				  struct markup_attribute *attribute)
{
	const char *equals;

	while (at < end && (str_is_space(*at) || *at == '/'))
		at++;
	if (at == end || *at == '>' || *at == '<')
		return NULL;
	*attribute = (struct markup_attribute){.name = at++};
	while (at < end && !ends_name(*at) && *at != '=')
		at++;
	attribute->name_length = (size_t)(at - attribute->name);
	equals = skip_space(at, end);
	return equals < end && *equals == '=' ? read_value(equals + 1, end, attribute) : at;
}

static void read_tag(struct markup *markup, struct markup_token *token)
{
	struct markup_attribute attribute;
	const char *at = markup->at + 1, *next;

	token->kind = *at == '/' ? MARKUP_CLOSE : MARKUP_OPEN;
	if (*at == '/')
		at++;
	token->name = at;
	while (at < markup->end && !ends_name(*at))
		at++;
	token->name_length = (size_t)(at - token->name);
	token->start = at;
	while ((next = read_attribute(at, markup->end, &attribute)) != NULL)
		at = next;
	while (at < markup->end && (str_is_space(*at) || *at == '/'))
		at++;
	token->end = at;
	token->is_empty = token->kind == MARKUP_OPEN && at[-1] == '/';
	token->is_cut = at == markup->end;
	markup->at = at < markup->end && *at == '>' ? at + 1 : at;
}

/* An unclosed comment ends with its tag, so that one slip does not cost the rest of the text. */
static void read_comment(struct markup *markup, struct markup_token *token)
{
	const char *at = markup->at + 4, *close = NULL;

	token->kind = MARKUP_OTHER;
	if (starts_with(at, markup->end, ">") || starts_with(at, markup->end, "->")) {
		markup->at = find_char(at, markup->end, '>') + 1;
		return;
	}
	if (!markup->lacks_comment_end)
		close = find_close(at, markup->end, '-');
	if (close == NULL) {
		markup->lacks_comment_end = true;
		close = find_char(at, markup->end, '>');
	}
	markup->at = close != NULL ? close + 1 : markup->end;
}

static void read_cdata(struct markup *markup, struct markup_token *token)
{
	const char *at = markup->at + strlen("<![CDATA["), *close = NULL;

	token->kind = MARKUP_CDATA;
	token->start = at;
	if (!markup->lacks_cdata_end)
		close = find_close(at, markup->end, ']');
	if (close != NULL) {
		token->end = close - 2;
		markup->at = close + 1;
		return;
	}
	markup->lacks_cdata_end = true;
	if (!markup->is_xml) {
		token->kind = MARKUP_TEXT;
		token->start = markup->at;
		token->end = markup->at = at;
		return;
	}
	close = find_end_tag(at, markup->end);
	token->end = markup->at = close != NULL ? close : markup->end;
	token->is_cut = close == NULL;
}

static bool is_doctype(const char *at, const char *end)
{
	static const char name[] = "<!doctype";

	return (size_t)(end - at) >= strlen(name) && str_case_starts(at, name);
}

/* Whether the '>' at `close` ends the internal subset that begins at `subset`. */
static bool ends_subset(const char *subset, const char *close)
{
	do
		close--;
	while (close > subset && str_is_space(*close));
	return *close == ']';
}

/* <!DOCTYPE … [ … ]> with its subset; any other <!…> or <?…>. */
static void read_declaration(struct markup *markup, struct markup_token *token)
{
	const char *at = markup->at, *close = find_char(at, markup->end, '>'), *subset;

	token->kind = MARKUP_OTHER;
	token->start = at;
	if (is_doctype(at, markup->end)) {
		token->kind = MARKUP_DOCTYPE;
		subset = close != NULL ? find_char(at, close, '[') : NULL;
		while (subset != NULL && close != NULL && !ends_subset(subset, close))
			close = find_char(close + 1, markup->end, '>');
	}
	token->end = close != NULL ? close : markup->end;
	token->is_cut = close == NULL;
	markup->at = close != NULL ? close + 1 : markup->end;
}

static void read_text(struct markup *markup, struct markup_token *token)
{
	const char *at = markup->at;

	token->kind = MARKUP_TEXT;
	token->start = at;
	do
		at = find_char(at + 1, markup->end, '<');
	while (at != NULL && !is_markup(markup, at));
	token->end = markup->at = at != NULL ? at : markup->end;
}

static bool is_same(const char *a, const char *b, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (str_lower(a[i]) != str_lower(b[i]))
			return false;
	}
	return true;
}

bool markup_next(struct markup *markup, struct markup_token *token)
{
	const char *at = markup->at;

	if (at >= markup->end)
		return false;
	*token = (struct markup_token){0};
	if (*at != '<' || !is_markup(markup, at))
		read_text(markup, token);
	else if (starts_with(at, markup->end, "<!--"))
		read_comment(markup, token);
	else if (starts_with(at, markup->end, "<![CDATA["))
		read_cdata(markup, token);
	else if (at[1] == '!' || at[1] == '?')
		read_declaration(markup, token);
	else
		read_tag(markup, token);
	return true;
}

bool markup_next_attribute(const char **at, const char *end, struct markup_attribute *attribute)
{
	const char *next = read_attribute(*at, end, attribute);

	if (next != NULL)
		*at = next;
	return next != NULL;
}

void markup_skip_element(struct markup *markup, const char *name, size_t name_length)
{
	const char *at = markup->at;

	while ((at = find_end_tag(at, markup->end)) != NULL) {
		if ((size_t)(markup->end - at) > name_length + 2 &&
		    ends_name(at[name_length + 2]) && is_same(at + 2, name, name_length))
			break;
		at += 2;
	}
	at = at != NULL ? find_char(at, markup->end, '>') : NULL;
	markup->at = at != NULL ? at + 1 : markup->end;
}

bool markup_is_name(const char *name, size_t length, const char *wanted)
{
	return strlen(wanted) == length && is_same(name, wanted, length);
}
