#include "extract/compose.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "extract/tree.h"
#include "text/html.h"
#include "text/tag.h"

static const char *const attributes[] = {
	"href", "src", "alt", "title", "lang", "dir", "cite", "datetime", "colspan", "rowspan",
	"start", "value", "width", "height", "type",
};

static void add_attributes(struct buf *out, const struct tree_node *node)
{
	size_t i;

	for (i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++) {
		const char *value = tree_attribute(node, attributes[i]);

		if (value == NULL)
			continue;
		buf_printf(out, " %s=\"", attributes[i]);
		html_add_escaped(out, value, strlen(value));
		buf_add_char(out, '"');
	}
}

/* Elements that we would not show may still part one line from the next. */
static const char *shown_name(const struct tree_node *node)
{
	const char *name = (const char *)node->xml->name;
	const struct tag *tag = tag_find(name, strlen(name));

	if (tag != NULL && (tag->flags & TAG_KEPT))
		return name;
	return tag != NULL && (tag->flags & TAG_BLOCK) ? "div" : NULL;
}

static void open_element(struct buf *out, const struct tree_node *node)
{
	const char *name = shown_name(node);

	if (name == NULL)
		return;
	buf_add_char(out, '<');
	buf_add_text(out, name);
	add_attributes(out, node);
	buf_add_char(out, '>');
}

static void close_element(struct buf *out, const struct tree_node *node)
{
	const char *name = shown_name(node);
	const struct tag *tag = name != NULL ? tag_find(name, strlen(name)) : NULL;

	if (tag != NULL && !(tag->flags & TAG_VOID))
		buf_printf(out, "</%s>", name);
}

static const struct tree_node *node_of(const struct tree *tree, const xmlNode *xml)
{
	return &tree->nodes[(uintptr_t)xml->_private];
}

/* Writes what begins at a node of the tree; returns whether to go down into it. */
static bool write_start(struct buf *out, const struct tree *tree, const xmlNode *xml)
{
	if (xml->type == XML_TEXT_NODE || xml->type == XML_CDATA_SECTION_NODE) {
		if (xml->content != NULL)
			html_add_escaped(out, (const char *)xml->content,
					 strlen((const char *)xml->content));
		return false;
	}
	if (xml->type != XML_ELEMENT_NODE || node_of(tree, xml)->is_left_out)
		return false;
	open_element(out, node_of(tree, xml));
	if (xml->children == NULL)
		close_element(out, node_of(tree, xml));
	return xml->children != NULL;
}

static void write_source(struct buf *out, const struct tree *tree, size_t place)
{
	const xmlNode *top = tree->nodes[place].xml, *xml = top;

	if (!write_start(out, tree, top))
		return;
	xml = top->children;
	while (xml != top) {
		if (write_start(out, tree, xml)) {
			xml = xml->children;
			continue;
		}
		while (xml != top && xml->next == NULL) {
			xml = xml->parent;
			close_element(out, node_of(tree, xml));
		}
		if (xml != top)
			xml = xml->next;
	}
}

void compose_article(const struct tree *tree, size_t place, const char *url, struct buf *html,
		     struct buf *text)
{
	struct buf source = {0};

	write_source(&source, tree, place);
	html_sanitise(html, text, buf_text(&source), source.length, url);
	buf_clear(&source);
}
