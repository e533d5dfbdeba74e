#include "extract/rewrite.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "extract/cue.h"
#include "extract/tree.h"
#include "text/html.h"
#include "text/tag.h"

struct writer {
	const struct tree *tree;
	struct buf out;
	bool without_captions;
};

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

/* What explains a picture is no part of the prose. */
static bool is_caption(const struct tree_node *node)
{
	return (node->role & ROLE_CAPTION && !tree_is(node, "caption")) ||
	       ((node->cues & CUE_CAPTION) && node->all.text < 500 && (node->role & ROLE_BLOCK));
}

/* Writes what begins at a node of the tree; returns whether to go down into it. */
static bool write_start(struct writer *writer, const xmlNode *xml)
{
	struct buf *out = &writer->out;
	const struct tree *tree = writer->tree;

	if (xml->type == XML_TEXT_NODE || xml->type == XML_CDATA_SECTION_NODE) {
		if (xml->content != NULL)
			html_add_escaped(out, (const char *)xml->content,
					 strlen((const char *)xml->content));
		return false;
	}
	if (xml->type != XML_ELEMENT_NODE || node_of(tree, xml)->is_left_out ||
	    (writer->without_captions && is_caption(node_of(tree, xml))))
		return false;
	open_element(out, node_of(tree, xml));
	if (xml->children == NULL)
		close_element(out, node_of(tree, xml));
	return xml->children != NULL;
}

static void write_source(struct writer *writer, size_t place)
{
	const struct tree *tree = writer->tree;
	const xmlNode *top = tree->nodes[place].xml, *xml;

	buf_truncate(&writer->out, 0);
	if (!write_start(writer, top))
		return;
	xml = top->children;
	while (xml != top) {
		if (write_start(writer, xml)) {
			xml = xml->children;
			continue;
		}
		while (xml != top && xml->next == NULL) {
			xml = xml->parent;
			close_element(&writer->out, node_of(tree, xml));
		}
		if (xml != top)
			xml = xml->next;
	}
}

void rewrite_article(const struct tree *tree, size_t place, const char *url, struct buf *html,
		     struct buf *text)
{
	struct writer writer = {.tree = tree};

	write_source(&writer, place);
	html_sanitise(html, NULL, buf_text(&writer.out), writer.out.length, url);
	writer.without_captions = true;
	write_source(&writer, place);
	html_to_text(text, buf_text(&writer.out), writer.out.length);
	buf_clear(&writer.out);
}
