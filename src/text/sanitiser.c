#include "text/sanitiser.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/entity.h"
#include "text/markup.h"
#include "text/tag.h"
#include "text/url.h"

enum kind {
	KIND_TEXT,
	KIND_NUMBER,
	KIND_SWITCH,		/* there or not */
	KIND_LINK,		/* leads somewhere when followed */
	KIND_SOURCE,		/* is fetched at once */
};

enum { LONGEST_NUMBER = 4 };

/* What may stay on which element; an empty name is any element. */
static const struct permit {
	char tag[12];
	char name[12];
	enum kind kind;
} permits[] = {
	{"a", "href", KIND_LINK},
	{"img", "src", KIND_SOURCE},
	{"img", "alt", KIND_TEXT},
	{"img", "width", KIND_NUMBER},
	{"img", "height", KIND_NUMBER},
	{"", "title", KIND_TEXT},
	{"", "lang", KIND_TEXT},
	{"", "dir", KIND_TEXT},
	{"blockquote", "cite", KIND_LINK},
	{"q", "cite", KIND_LINK},
	{"ins", "cite", KIND_LINK},
	{"del", "cite", KIND_LINK},
	{"ins", "datetime", KIND_TEXT},
	{"del", "datetime", KIND_TEXT},
	{"time", "datetime", KIND_TEXT},
	{"ol", "start", KIND_NUMBER},
	{"ol", "reversed", KIND_SWITCH},
	{"li", "value", KIND_NUMBER},
	{"td", "colspan", KIND_NUMBER},
	{"td", "rowspan", KIND_NUMBER},
	{"th", "colspan", KIND_NUMBER},
	{"th", "rowspan", KIND_NUMBER},
	{"audio", "src", KIND_SOURCE},
	{"video", "src", KIND_SOURCE},
	{"video", "poster", KIND_SOURCE},
	{"video", "width", KIND_NUMBER},
	{"video", "height", KIND_NUMBER},
	{"source", "src", KIND_SOURCE},
	{"source", "type", KIND_TEXT},
};

static const struct permit *find_permit(const struct tag *tag,
					const struct markup_attribute *attribute)
{
	size_t i;

	for (i = 0; i < sizeof(permits) / sizeof(permits[0]); i++) {
		const struct permit *permit = &permits[i];

		if (markup_is_name(attribute->name, attribute->name_length, permit->name) &&
		    (permit->tag[0] == '\0' || strcmp(permit->tag, tag->name) == 0))
			return permit;
	}
	return NULL;
}

static bool has_scheme(const char *url)
{
	size_t length = strcspn(url, ":/?#");

	return url[length] == ':';
}

/* The URL to write, to be freed; NULL if it is none that we let through. */
static char *safe_url(const char *base_url, const char *value, enum kind kind)
{
	char *url = url_resolve(base_url, value);

	if (url == NULL && base_url == NULL && !has_scheme(value) && *value != '\0')
		return mem_dup(value);
	if (url != NULL && (url_is_web(url) ||
			    (kind == KIND_LINK && str_case_starts(url, "mailto:"))))
		return url;
	free(url);
	return NULL;
}

static bool is_number(const char *value)
{
	size_t length = strspn(value, "0123456789");

	return length > 0 && length <= LONGEST_NUMBER && value[length] == '\0';
}

static void write_attribute(struct buf *out, const char *name, const char *value)
{
	buf_add_char(out, ' ');
	buf_add_text(out, name);
	buf_add_text(out, "=\"");
	sanitiser_add_escaped(out, value, strlen(value));
	buf_add_char(out, '"');
}

static bool write_url(const struct sanitiser *sanitiser, const struct permit *permit,
		      const char *value)
{
	char *url = safe_url(sanitiser->base_url, value, permit->kind);

	if (url == NULL)
		return false;
	write_attribute(sanitiser->out, permit->name, url);
	free(url);
	return true;
}

/* Writes one attribute if it may stay; returns whether that was the element's source. */
static bool add_attribute(struct sanitiser *sanitiser, const struct tag *tag,
			  const struct markup_attribute *attribute)
{
	const struct permit *permit = find_permit(tag, attribute);
	const char *value;
	bool is_source = false;

	if (permit == NULL)
		return false;
	buf_truncate(&sanitiser->scratch, 0);
	if (attribute->value != NULL)
		entity_decode(&sanitiser->scratch, attribute->value,
			      attribute->value + attribute->value_length, true);
	value = buf_text(&sanitiser->scratch);
	if (permit->kind == KIND_LINK)
		write_url(sanitiser, permit, value);
	else if (permit->kind == KIND_SOURCE)
		is_source = write_url(sanitiser, permit, value) && str_equal(permit->name, "src");
	else if (permit->kind == KIND_TEXT || (permit->kind == KIND_NUMBER && is_number(value)))
		write_attribute(sanitiser->out, permit->name, value);
	else if (permit->kind == KIND_SWITCH)
		write_attribute(sanitiser->out, permit->name, "");
	return is_source;
}

/* An image of no size is there to watch the reader. */
static bool is_pixel(const struct markup_token *token)
{
	struct markup_attribute attribute;
	const char *at = token->start;

	while (markup_next_attribute(&at, token->end, &attribute)) {
		if (attribute.value_length != 1 || (*attribute.value != '0' && *attribute.value != '1'))
			continue;
		if (markup_is_name(attribute.name, attribute.name_length, "width") ||
		    markup_is_name(attribute.name, attribute.name_length, "height"))
			return true;
	}
	return false;
}

/* False: nothing was written, since without its source the element is nothing. */
static bool write_open(struct sanitiser *sanitiser, const struct tag *tag,
		       const struct markup_token *token)
{
	struct buf *out = sanitiser->out;
	size_t start = out->length;
	struct markup_attribute attribute;
	const char *at = token->start;
	bool has_source = false;

	if ((tag->flags & TAG_EMBED) && is_pixel(token))
		return false;
	buf_add_char(out, '<');
	buf_add_text(out, tag->name);
	while (markup_next_attribute(&at, token->end, &attribute))
		has_source |= add_attribute(sanitiser, tag, &attribute);
	buf_add_char(out, '>');
	if ((tag->flags & TAG_EMBED) && !has_source)
		buf_truncate(out, start);
	return out->length > start;
}

static void write_close(struct sanitiser *sanitiser)
{
	const struct tag *tag = sanitiser->open[--sanitiser->depth];

	buf_add_text(sanitiser->out, "</");
	buf_add_text(sanitiser->out, tag->name);
	buf_add_char(sanitiser->out, '>');
}

static bool is_container(const struct tag *tag)
{
	static const char *const names[] = {"ol", "ul", "dl", "table"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(tag->name, names[i]) == 0)
			return true;
	}
	return false;
}

/* li and li, dt and dd, td and th: the groups share their first letter, or are the same. */
static bool is_same_group(const struct tag *a, const struct tag *b)
{
	if (a == b)
		return true;
	return (a->flags & b->flags & TAG_ITEM) && strlen(a->name) == 2 &&
	       ((a->name[0] == 'd' && b->name[0] == 'd') ||
		((a->flags & b->flags & TAG_CELL) != 0));
}

/* Closes what a new element ends without saying so. */
static void close_implied(struct sanitiser *sanitiser, const struct tag *tag)
{
	size_t i;

	if ((tag->flags & TAG_BLOCK) && sanitiser->depth > 0 &&
	    strcmp(sanitiser->open[sanitiser->depth - 1]->name, "p") == 0)
		write_close(sanitiser);
	if (!(tag->flags & TAG_ITEM))
		return;
	for (i = sanitiser->depth; i > 0 && !is_container(sanitiser->open[i - 1]); i--) {
		if (!is_same_group(sanitiser->open[i - 1], tag))
			continue;
		while (sanitiser->depth >= i)
			write_close(sanitiser);
		return;
	}
}

void sanitiser_add_escaped(struct buf *out, const char *text, size_t length)
{
	const char *at = text, *end = text + length, *run = text, *reference;

	for (; at < end; at++) {
		switch (*at) {
		case '&':
			reference = "&amp;";
			break;
		case '<':
			reference = "&lt;";
			break;
		case '>':
			reference = "&gt;";
			break;
		case '"':
			reference = "&quot;";
			break;
		case '\'':
			reference = "&#39;";
			break;
		default:
			continue;
		}
		buf_add(out, run, (size_t)(at - run));
		buf_add_text(out, reference);
		run = at + 1;
	}
	buf_add(out, run, (size_t)(at - run));
}

void sanitiser_text(struct sanitiser *sanitiser, const char *text, size_t length)
{
	sanitiser_add_escaped(sanitiser->out, text, length);
}

void sanitiser_open(struct sanitiser *sanitiser, const struct tag *tag,
		    const struct markup_token *token)
{
	close_implied(sanitiser, tag);
	if (sanitiser->out->length > sanitiser->most || sanitiser->depth == SANITISER_DEPTH) {
		sanitiser->excess += !(tag->flags & TAG_VOID);
		return;
	}
	if (tag->flags & TAG_VOID)
		write_open(sanitiser, tag, token);
	else if (write_open(sanitiser, tag, token))
		sanitiser->open[sanitiser->depth++] = tag;
}

void sanitiser_close(struct sanitiser *sanitiser, const struct tag *tag)
{
	size_t i;

	if (sanitiser->excess > 0) {
		sanitiser->excess--;
		return;
	}
	for (i = sanitiser->depth; i > 0; i--) {
		if (sanitiser->open[i - 1] != tag)
			continue;
		while (sanitiser->depth >= i)
			write_close(sanitiser);
		return;
	}
}

void sanitiser_end(struct sanitiser *sanitiser)
{
	while (sanitiser->depth > 0)
		write_close(sanitiser);
	buf_clear(&sanitiser->scratch);
}
