#include "parse/element.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "text/html.h"
#include "text/markup.h"
#include "text/tag.h"
#include "text/url.h"

enum {
	LONGEST_BASE	= 2000,
	MOST_RESOLVED	= 4 * 1024 * 1024,	/* bytes of markup past which links stay as they are */
};

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static bool is_xml_space(const xmlAttr *attribute)
{
	return attribute->ns != NULL && str_equal((const char *)attribute->ns->prefix, "xml");
}

static const char *attribute_value(const xmlAttr *attribute)
{
	const xmlNode *text = attribute->children;

	return text != NULL && text->content != NULL ? (const char *)text->content : "";
}

static const char *find_attribute(const xmlNode *element, const char *name, bool in_xml_space)
{
	const xmlAttr *attribute;

	for (attribute = element->properties; attribute != NULL; attribute = attribute->next) {
		if (is_xml_space(attribute) == in_xml_space &&
		    str_case_equal(local_name((const char *)attribute->name), name))
			return attribute_value(attribute);
	}
	return NULL;
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static void add_text(struct buf *out, const xmlNode *node)
{
	for (; node != NULL; node = node->next) {
		if (is_text(node))
			buf_add_text(out, (const char *)node->content);
		else if (node->type == XML_ELEMENT_NODE)
			add_text(out, node->children);
	}
}

static const char *take_text(struct arena *arena, struct buf *buf)
{
	const char *text = arena_dup_bytes(arena, buf_text(buf), buf->length);

	buf_clear(buf);
	return text;
}

static bool is_link(const char *name)
{
	static const char *const links[] = {"href", "src", "cite", "poster"};
	size_t i;

	for (i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		if (str_case_equal(name, links[i]))
			return true;
	}
	return false;
}

static void add_attribute(struct buf *out, const xmlAttr *attribute, const char *base)
{
	const char *name = (const char *)attribute->name, *value = attribute_value(attribute);
	char *resolved = base != NULL && is_link(name) ? url_resolve(base, value) : NULL;

	if (resolved != NULL)
		value = resolved;
	buf_add_char(out, ' ');
	buf_add_text(out, name);
	buf_add_text(out, "=\"");
	html_add_escaped(out, value, strlen(value));
	buf_add_char(out, '"');
	free(resolved);
}

/* What nodes are written as HTML with. */
struct markup_writer {
	struct buf out;
	struct arena *arena;
	const char *base;		/* of the outermost element */
};

static void open_element(struct markup_writer *writer, const xmlNode *element, const char *base)
{
	bool is_moved = writer->out.length < MOST_RESOLVED && !str_equal(base, writer->base);
	const xmlAttr *attribute;

	buf_add_char(&writer->out, '<');
	buf_add_text(&writer->out, local_name((const char *)element->name));
	for (attribute = element->properties; attribute != NULL; attribute = attribute->next)
		add_attribute(&writer->out, attribute, is_moved ? base : NULL);
	buf_add_char(&writer->out, '>');
}

static void close_element(struct markup_writer *writer, const xmlNode *element)
{
	const char *name = local_name((const char *)element->name);
	const struct tag *tag = tag_find(name, strlen(name));

	if (tag == NULL || !(tag->flags & TAG_VOID))
		buf_printf(&writer->out, "</%s>", name);
}

static void add_markup(struct markup_writer *writer, const xmlNode *node, const char *base)
{
	for (; node != NULL; node = node->next) {
		const char *text = (const char *)node->content, *inner;

		if (is_text(node))
			html_add_escaped(&writer->out, text, strlen(text));
		if (node->type != XML_ELEMENT_NODE)
			continue;
		inner = element_base(writer->arena, node, base);
		open_element(writer, node, inner);
		add_markup(writer, node->children, inner);
		close_element(writer, node);
	}
}

bool element_is(const xmlNode *node, const char *name)
{
	return str_case_equal(local_name((const char *)node->name), name);
}

static xmlNode *skip_to_element(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *element_first(const xmlNode *parent)
{
	return skip_to_element(parent->children);
}

xmlNode *element_next(const xmlNode *element)
{
	return skip_to_element(element->next);
}

xmlNode *element_find(const xmlNode *parent, const char *name)
{
	xmlNode *element = element_first(parent);

	while (element != NULL && !element_is(element, name))
		element = element_next(element);
	return element;
}

const char *element_attribute(const xmlNode *element, const char *name)
{
	return find_attribute(element, name, false);
}

const char *element_text(struct arena *arena, const xmlNode *element)
{
	const xmlNode *only = element->children;
	struct buf text = {0};

	if (only == NULL)
		return NULL;
	if (only->next == NULL && is_text(only))
		return (const char *)only->content;
	add_text(&text, only);
	return take_text(arena, &text);
}

const char *element_markup(struct arena *arena, const xmlNode *element, const char *base)
{
	struct markup_writer writer = {.arena = arena, .base = base};

	add_markup(&writer, element->children, base);
	return take_text(arena, &writer.out);
}

const char *element_base(struct arena *arena, const xmlNode *element, const char *base)
{
	const char *value = find_attribute(element, "base", true), *copy;
	char *resolved;

	if (value == NULL)
		return base;
	resolved = url_resolve(base, value);
	copy = resolved != NULL && strlen(resolved) <= LONGEST_BASE ? arena_dup(arena, resolved) : base;
	free(resolved);
	return copy;
}

const char *element_language(const xmlNode *element, const char *language)
{
	const char *value = find_attribute(element, "lang", true);

	return value != NULL ? value : language;
}
