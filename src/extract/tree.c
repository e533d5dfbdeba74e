#include "extract/tree.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "extract/cue.h"
#include "extract/strainer.h"
#include "text/prose.h"
#include "text/tag.h"

enum {
	/* Without HUGE nesting ends at 256: an end tag then costs no more than that to match. */
	OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		  HTML_PARSE_NONET | HTML_PARSE_COMPACT,
	MOST_NODES = 2 * STRAINER_MOST_TAGS,	/* the parser adds a few of its own */
	LONGEST_TEXT = 1 << 16,		/* bytes: no one asks for a whole page */
	LEAST_PROSE = 40,		/* letters of a line that is prose */
};

/* Sorted by name. Of the others, what stands on a line of its own is known to text/tag. */
static const struct {
	char name[12];
	uint32_t role;
} roles[] = {
	{"a", ROLE_LINK},
	{"article", ROLE_CONTAINER | ROLE_ARTICLE},
	{"aside", ROLE_CONTAINER | ROLE_CHROME},
	{"blockquote", ROLE_CONTAINER | ROLE_QUOTE},
	{"body", ROLE_CONTAINER},
	{"button", ROLE_CONTROL},
	{"caption", ROLE_CAPTION},
	{"center", ROLE_CONTAINER},
	{"dialog", ROLE_CONTROL},
	{"div", ROLE_CONTAINER},
	{"dl", ROLE_LIST},
	{"fieldset", ROLE_CONTROL},
	{"figcaption", ROLE_CAPTION},
	{"figure", ROLE_FIGURE},
	{"footer", ROLE_CONTAINER | ROLE_CHROME},
	{"form", ROLE_CONTAINER},
	{"h1", ROLE_HEADING},
	{"h2", ROLE_HEADING},
	{"h3", ROLE_HEADING},
	{"h4", ROLE_HEADING},
	{"h5", ROLE_HEADING},
	{"h6", ROLE_HEADING},
	{"header", ROLE_CONTAINER},
	{"input", ROLE_CONTROL},
	{"label", ROLE_CONTROL},
	{"li", ROLE_ITEM},
	{"main", ROLE_CONTAINER | ROLE_ARTICLE},
	{"menu", ROLE_LIST | ROLE_CHROME},
	{"nav", ROLE_CONTAINER | ROLE_CHROME},
	{"ol", ROLE_LIST},
	{"option", ROLE_CONTROL},
	{"p", ROLE_PARAGRAPH},
	{"pre", ROLE_PARAGRAPH | ROLE_QUOTE},
	{"section", ROLE_CONTAINER},
	{"table", ROLE_TABLE},
	{"td", ROLE_CELL | ROLE_CONTAINER},
	{"th", ROLE_CELL},
	{"ul", ROLE_LIST},
};

static enum prose_break break_of(const char *name)
{
	const struct tag *tag = tag_find(name, strlen(name));

	if (tag == NULL)
		return PROSE_NONE;
	return tag->flags & (TAG_BLOCK | TAG_LINE | TAG_CELL) ? PROSE_LINE : PROSE_NONE;
}

static int compare(const void *key, const void *element)
{
	return strcmp(key, element);
}

static uint32_t role_of(const char *name)
{
	const struct tag *tag = tag_find(name, strlen(name));
	const void *found = bsearch(name, roles, sizeof(roles) / sizeof(roles[0]), sizeof(roles[0]),
				    compare);
	uint32_t role = found != NULL ? roles[((const char *)found - (const char *)roles) /
					      (ptrdiff_t)sizeof(roles[0])].role : 0;

	if (tag != NULL && (tag->flags & (TAG_BLOCK | TAG_CELL | TAG_ITEM)))
		role |= ROLE_BLOCK;
	return role;
}

bool tree_is(const struct tree_node *node, const char *name)
{
	return strcmp((const char *)node->xml->name, name) == 0;
}

const char *tree_attribute(const struct tree_node *node, const char *name)
{
	const xmlAttr *attribute;

	for (attribute = node->xml->properties; attribute != NULL; attribute = attribute->next) {
		if (strcmp((const char *)attribute->name, name) != 0)
			continue;
		return attribute->children != NULL && attribute->children->content != NULL ?
			(const char *)attribute->children->content : "";
	}
	return NULL;
}

/* The element after this one in document order; NULL at the end. */
static xmlNode *next_element(xmlNode *xml)
{
	xmlNode *next = xmlFirstElementChild(xml);

	while (next == NULL && xml != NULL && xml->type == XML_ELEMENT_NODE) {
		next = xmlNextElementSibling(xml);
		xml = xml->parent;
	}
	return next;
}

static bool is_mark(uint32_t c)
{
	static const uint16_t marks[] = {
		0x060c, 0x3001, 0xff0c, 0x2e41, 0x2e34, 0xfe50, 0xfe10, 0x0964, 0x3002,
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (marks[i] == c)
			return true;
	}
	return false;
}

static void count_text(struct tree_measure *own, const char *at)
{
	bool was_space = true;

	for (; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;

		if (c < 0x80) {
			bool is_space = str_is_space(*at);

			own->text += !is_space || !was_space;
			own->commas += c == ',';
			was_space = is_space;
		} else if (c >= 0xc0) {
			own->text += c >= 0xe0 ? 2 : 1;
			was_space = false;
			if (c >= 0xe0 && c < 0xf0 && at[1] != '\0' && at[2] != '\0')
				own->commas += is_mark((uint32_t)(c & 15) << 12 |
						       (uint32_t)(at[1] & 63) << 6 |
						       (uint32_t)(at[2] & 63));
		}
	}
	if (own->text > 0 && was_space)
		own->text--;
}

/* A link to a place on the same page leads nobody away. */
static bool is_link(const struct tree_node *node)
{
	const char *target = node->role & ROLE_LINK ? tree_attribute(node, "href") : NULL;

	return target != NULL && *target != '#';
}

static void count_own(struct tree_node *node)
{
	const xmlNode *child;

	for (child = node->xml->children; child != NULL; child = child->next) {
		if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) &&
		    child->content != NULL)
			count_text(&node->own, (const char *)child->content);
	}
	node->own.linked = node->in_link ? node->own.text : 0;
	node->own.links = is_link(node);
}

static void fill_node(struct tree *tree, size_t place, xmlNode *xml)
{
	struct tree_node *node = &tree->nodes[place];
	const struct tree_node *parent;

	/* A parent comes before its children, and its private word tells where. */
	xml->_private = (void *)(uintptr_t)place;
	node->xml = xml;
	node->parent = place > 0 ? (uint32_t)(uintptr_t)xml->parent->_private : 0;
	node->role = role_of((const char *)xml->name);
	parent = &tree->nodes[node->parent];
	node->in_link = is_link(node) || (place > 0 && parent->in_link);
	node->block = (node->role & ROLE_BLOCK) || place == 0 ? (uint32_t)place : parent->block;
	count_own(node);
}

static void find_cues(struct tree_node *node, const struct cue_finder *finder)
{
	static const char *const attributes[] = {"class", "id", "itemprop", "role"};
	size_t i;

	for (i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		node->cues |= cue_find(finder, tree_attribute(node, attributes[i]));
}

static void find_ends(struct tree *tree)
{
	size_t i;

	for (i = tree->count; i-- > 0;) {
		struct tree_node *node = &tree->nodes[i], *parent = &tree->nodes[node->parent];

		if (node->end == 0)
			node->end = (uint32_t)i + 1;
		if (parent->end < node->end)
			parent->end = node->end;
		if (i > 0 && ((node->role & ROLE_BLOCK) || node->has_blocks))
			parent->has_blocks = true;
	}
}

static size_t count_elements(xmlNode *root)
{
	size_t count = 0;
	xmlNode *xml;

	for (xml = root; xml != NULL && count <= MOST_NODES; xml = next_element(xml))
		count++;
	return count;
}

int tree_build(struct tree *tree, const struct strained *strained, struct err *err)
{
	struct cue_finder finder = cue_finder();
	xmlNode *root, *xml;
	size_t i = 0;

	if (strained->html.length == 0 || strained->html.length >= INT32_MAX)
		return err_set(err, ERR_DATA, "not a page");
	tree->document = htmlReadMemory(buf_text(&strained->html), (int)strained->html.length, NULL,
					"UTF-8", OPTIONS);
	root = tree->document != NULL ? xmlDocGetRootElement(tree->document) : NULL;
	tree->count = count_elements(root);
	if (tree->count == 0 || tree->count > MOST_NODES) {
		tree_clear(tree);
		return err_set(err, ERR_DATA, "no elements, or more than %d", (int)MOST_NODES);
	}
	tree->nodes = mem_array(tree->count, sizeof(*tree->nodes));
	for (xml = root; xml != NULL; xml = next_element(xml)) {
		fill_node(tree, i, xml);
		find_cues(&tree->nodes[i++], &finder);
	}
	find_ends(tree);
	return 0;
}

void tree_clear(struct tree *tree)
{
	xmlFreeDoc(tree->document);
	free(tree->nodes);
	*tree = (struct tree){0};
}

static void add_measure(struct tree_measure *sum, const struct tree_measure *more)
{
	sum->text += more->text;
	sum->linked += more->linked;
	sum->commas += more->commas;
	sum->prose += more->prose;
	sum->paragraphs += more->paragraphs;
	sum->links += more->links;
}

/* A line of some length that does not consist of links. */
static void find_prose(struct tree_node *node)
{
	struct tree_measure *line = &node->line;

	if (line->text < LEAST_PROSE || line->linked * 2 > line->text ||
	    (node->role & ROLE_HEADING))
		return;
	node->all.prose += line->text - line->linked;
	node->all.paragraphs++;
}

void tree_measure(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		tree->nodes[i].line = (struct tree_measure){0};
		tree->nodes[i].all = (struct tree_measure){0};
	}
	for (i = 0; i < tree->count;) {
		struct tree_node *node = &tree->nodes[i];

		if (!node->is_left_out) {
			node->all = node->own;
			add_measure(&tree->nodes[node->block].line, &node->own);
		}
		i = node->is_left_out ? node->end : i + 1;
	}
	for (i = tree->count; i-- > 0;) {
		struct tree_node *node = &tree->nodes[i];

		if (node->is_left_out)
			continue;
		find_prose(node);
		if (i > 0)
			add_measure(&tree->nodes[node->parent].all, &node->all);
	}
}

void tree_add_text(const struct tree *tree, size_t place, struct buf *out)
{
	struct prose prose = prose_begin(out);
	const xmlNode *top = tree->nodes[place].xml, *xml = top;

	/* Every node below `top`, in order: down, else across, else up and across. */
	while (xml != NULL && out->length < LONGEST_TEXT) {
		if (xml->type == XML_TEXT_NODE && xml->content != NULL)
			prose_add(&prose, (const char *)xml->content,
				  strlen((const char *)xml->content));
		else if (xml->type == XML_ELEMENT_NODE && xml != top)
			prose_break(&prose, break_of((const char *)xml->name));
		if (xml->children != NULL && xml->type == XML_ELEMENT_NODE) {
			xml = xml->children;
			continue;
		}
		while (xml != top && xml->next == NULL)
			xml = xml->parent;
		xml = xml != top ? xml->next : NULL;
	}
}

double tree_link_share(const struct tree_measure *measure)
{
	return measure->text > 0 ? (double)measure->linked / measure->text : 0;
}
