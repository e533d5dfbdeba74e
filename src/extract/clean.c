#include "extract/clean.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "extract/boilerplate.h"
#include "extract/cue.h"
#include "extract/tree.h"

enum {
	LONGEST_NOTICE = 160,		/* letters of a line that may be boilerplate */
};

static bool is_hidden(const struct tree_node *node)
{
	const char *style = tree_attribute(node, "style");

	return tree_attribute(node, "hidden") != NULL ||
	       str_case_equal(tree_attribute(node, "aria-hidden"), "true") ||
	       (style != NULL && (strstr(style, "display:none") != NULL ||
				  strstr(style, "display: none") != NULL ||
				  strstr(style, "visibility:hidden") != NULL));
}

/* Whether so much of the page is in it that it is the page. */
static bool is_most(const struct tree *tree, const struct tree_node *node)
{
	return node->all.prose * 10 > tree->nodes[0].all.prose * 4;
}

static bool is_furniture(const struct tree *tree, const struct tree_node *node,
			 enum clean_care care)
{
	uint32_t cues = CUE_JUNK | CUE_COMMENTS | CUE_PAYWALL;

	/* What announces another article leads to it. */
	if (node->all.links > 0)
		cues |= CUE_TEASER;
	if (tree_is(node, "body") || tree_is(node, "html"))
		return false;
	if ((node->role & ROLE_CONTROL) || tree_is(node, "head"))
		return true;
	if (is_hidden(node) && !(node->cues & CUE_BODY))
		return true;
	if (is_most(tree, node) || care == CLEAN_TIMID)
		return false;
	if (node->role & ROLE_CHROME)
		return true;
	if (tree_is(node, "form"))
		return true;
	return (node->cues & cues) && !(node->cues & CUE_BODY) && !(node->role & ROLE_ARTICLE);
}

void clean_page(struct tree *tree, enum clean_care care)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		tree->nodes[i].is_left_out = false;
	tree_measure(tree);
	for (i = 0; i < tree->count;) {
		struct tree_node *node = &tree->nodes[i];

		node->is_left_out = is_furniture(tree, node, care);
		i = node->is_left_out ? node->end : i + 1;
	}
	tree_measure(tree);
}

/* A list, table or section that sends the reader elsewhere. */
static bool is_link_farm(const struct tree_node *node)
{
	double share = tree_link_share(&node->all);

	if (node->all.links == 0 || !(node->role & ROLE_BLOCK))
		return false;
	if (node->role & (ROLE_LIST | ROLE_ITEM))
		return share > .6;
	if (node->role & ROLE_TABLE)
		return share > (node->all.text > 1000 ? .5 : .8);
	if (node->role & ROLE_CONTAINER)
		return node->all.links > 1 && share > (node->all.text < 200 ? .8 : .5) &&
		       node->all.paragraphs < 3;
	return (node->role & ROLE_PARAGRAPH) && share > .9 && node->all.links > 1;
}

static bool is_notice(const struct tree *tree, size_t place, struct buf *scratch)
{
	const struct tree_node *node = &tree->nodes[place];

	if (node->block != place || node->all.text == 0 || node->all.text > LONGEST_NOTICE)
		return false;
	buf_truncate(scratch, 0);
	tree_add_text(tree, place, scratch);
	return boilerplate_is_line(buf_text(scratch), scratch->length);
}

static bool is_title(const struct tree *tree, size_t place, const char *title,
		     struct buf *scratch)
{
	const struct tree_node *node = &tree->nodes[place];

	if (!(node->role & ROLE_HEADING))
		return false;
	if (tree_is(node, "h1"))
		return true;
	if (str_is_empty(title) || node->all.text > 300)
		return false;
	buf_truncate(scratch, 0);
	tree_add_text(tree, place, scratch);
	return str_case_equal(buf_text(scratch), title);
}

/* "See also: <a>…</a>", in any language, and lines that are one link. */
static bool is_pointer(const struct tree_node *node)
{
	const struct tree_measure *line = &node->line;

	return (node->role & ROLE_PARAGRAPH) && !node->has_blocks && line->links == 1 &&
	       line->linked * 10 > line->text * 6 && line->text - line->linked < 30;
}

static bool is_detail(const struct tree_node *node)
{
	return (node->cues & (CUE_BYLINE | CUE_DATE | CUE_TITLE)) && node->all.prose == 0 &&
	       node->all.text < 200 && (node->role & ROLE_BLOCK) && !(node->role & ROLE_HEADING);
}

/* Headings after which nothing comes. */
static void drop_idle_headings(struct tree *tree, size_t place)
{
	size_t i, next = tree->nodes[place].end;
	uint32_t text_after = 0;

	for (i = next; i-- > place + 1;) {
		struct tree_node *node = &tree->nodes[i];

		if (node->role & ROLE_HEADING) {
			if (text_after == 0 && node->all.text > 0)
				node->is_left_out = true;
			text_after = 0;
		} else if (node->all.text > 0) {
			text_after += node->own.text;
		}
	}
}

void clean_article(struct tree *tree, size_t place, const char *title)
{
	struct buf scratch = {0};
	size_t i;

	for (i = place + 1; i < tree->nodes[place].end;) {
		struct tree_node *node = &tree->nodes[i];

		node->is_left_out = node->is_left_out || is_link_farm(node) || is_pointer(node) || is_detail(node) ||
				    is_title(tree, i, title, &scratch) ||
				    is_notice(tree, i, &scratch);
		i = node->is_left_out ? node->end : i + 1;
	}
	tree_measure(tree);
	drop_idle_headings(tree, place);
	tree_measure(tree);
	buf_clear(&scratch);
}
