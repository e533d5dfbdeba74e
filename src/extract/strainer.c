#include "extract/strainer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "text/entity.h"
#include "text/html.h"
#include "text/markup.h"

enum {
	MOST_ATTRIBUTES = 16,		/* per tag */
	LONGEST_VALUE = 4096,
	LONGEST_NAME = 40,
};

/* Sorted. */
static const char *const kept_attributes[] = {
	"alt", "aria-hidden", "cite", "class", "colspan", "content", "data-src", "datetime",
	"dir", "height", "hidden", "href", "hreflang", "id", "itemprop", "itemtype", "lang",
	"name", "property", "rel", "role", "rowspan", "src", "start", "style", "title", "type",
	"value", "width",
};

/* Elements whose content is no part of the story, or is no markup. */
static const char *const skipped_elements[] = {
	"script", "style", "noscript", "template", "textarea", "svg", "iframe", "noembed",
	"noframes", "xmp", "math", "select",
};

static int compare(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

static bool is_kept(const char *name, size_t length)
{
	char lower[16];
	size_t i;

	if (length >= sizeof(lower))
		return false;
	for (i = 0; i < length; i++)
		lower[i] = str_lower(name[i]);
	lower[length] = '\0';
	return bsearch(lower, kept_attributes, sizeof(kept_attributes) / sizeof(kept_attributes[0]),
		       sizeof(kept_attributes[0]), compare) != NULL;
}

static bool is_skipped(const struct markup_token *token)
{
	size_t i;

	for (i = 0; i < sizeof(skipped_elements) / sizeof(skipped_elements[0]); i++) {
		if (markup_is_name(token->name, token->name_length, skipped_elements[i]))
			return true;
	}
	return false;
}

/* References are decoded here, where all that browsers forgive is understood, and written anew. */
static void add_decoded(struct buf *out, const char *start, const char *end, bool is_value)
{
	struct buf decoded = {0};

	entity_decode(&decoded, start, end, is_value);
	html_add_escaped(out, buf_text(&decoded), decoded.length);
	buf_clear(&decoded);
}

static void add_text(struct buf *out, const char *start, const char *end)
{
	if (memchr(start, '&', (size_t)(end - start)) != NULL ||
	    memchr(start, '<', (size_t)(end - start)) != NULL)
		add_decoded(out, start, end, false);
	else
		buf_add(out, start, (size_t)(end - start));
}

static void add_attributes(struct buf *out, const struct markup_token *token)
{
	struct markup_attribute attribute;
	const char *at = token->start;
	size_t count = 0;

	while (count < MOST_ATTRIBUTES && markup_next_attribute(&at, token->end, &attribute)) {
		if (!is_kept(attribute.name, attribute.name_length) ||
		    attribute.value_length > LONGEST_VALUE)
			continue;
		count++;
		buf_add_char(out, ' ');
		buf_add(out, attribute.name, attribute.name_length);
		buf_add_text(out, "=\"");
		if (attribute.value != NULL)
			add_decoded(out, attribute.value, attribute.value + attribute.value_length,
				    true);
		buf_add_char(out, '"');
	}
}

static bool is_linked_data(const struct markup_token *token)
{
	struct markup_attribute attribute;
	const char *at = token->start;

	while (markup_next_attribute(&at, token->end, &attribute)) {
		if (markup_is_name(attribute.name, attribute.name_length, "type"))
			return span_find((struct span){attribute.value, attribute.value_length},
					 "ld+json").at != NULL;
	}
	return false;
}

static void skip(struct strained *strained, struct markup *markup, const struct markup_token *token)
{
	const char *start = markup->at;

	if (token->is_empty && !markup_is_name(token->name, token->name_length, "script"))
		return;
	markup_skip_element(markup, token->name, token->name_length);
	if (strained->data_count < STRAINER_MOST_DATA &&
	    markup_is_name(token->name, token->name_length, "script") && is_linked_data(token))
		strained->data[strained->data_count++] = span_between(start, markup->at);
}

static void add_tag(struct strained *strained, struct markup *markup,
		    const struct markup_token *token)
{
	struct buf *out = &strained->html;

	if (token->name_length > LONGEST_NAME || token->is_cut)
		return;
	if (is_skipped(token)) {
		if (token->kind == MARKUP_OPEN)
			skip(strained, markup, token);
		return;
	}
	strained->tag_count += token->kind == MARKUP_OPEN;
	buf_add_text(out, token->kind == MARKUP_OPEN ? "<" : "</");
	buf_add(out, token->name, token->name_length);
	if (token->kind == MARKUP_OPEN)
		add_attributes(out, token);
	buf_add_char(out, '>');
}

void strainer_run(struct strained *strained, const char *source, size_t length)
{
	struct markup markup = {.at = source, .end = source + length};
	struct markup_token token;

	buf_reserve(&strained->html, length / 2);
	while (strained->tag_count < STRAINER_MOST_TAGS && markup_next(&markup, &token)) {
		switch (token.kind) {
		case MARKUP_TEXT:
		case MARKUP_CDATA:
			add_text(&strained->html, token.start, token.end);
			break;
		case MARKUP_OPEN:
		case MARKUP_CLOSE:
			add_tag(strained, &markup, &token);
			break;
		case MARKUP_DOCTYPE:
		case MARKUP_OTHER:
			break;
		}
	}
}

void strainer_clear(struct strained *strained)
{
	buf_clear(&strained->html);
	*strained = (struct strained){0};
}
