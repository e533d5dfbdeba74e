#include "extract/clean.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "extract/boilerplate.h"
#include "extract/cue.h"
#include "extract/signature.h"
#include "extract/tree.h"

enum {
	LONGEST_NOTICE = 160,		/* letters of a line that may be boilerplate */
	LONGEST_DATELINE = 100,
	LONGEST_LABEL = 40,		/* letters of what is too short for a headline */
	LONGEST_TITLE = 300,
	LEAST_REPEATED = 30,
	LONGEST_REPEATED = 2000,
	LEAST_LONG = 2500,		/* letters of prose in a page where that matters */
	FIRST_LINES = 3,		/* among which one may say what another said */
};

/* One way through an article. */
struct sweep {
	struct tree *tree;
	const char *title;
	struct map *seen;		/* paragraphs, by hash */
	struct buf scratch;
	uint32_t prose;			/* passed so far … */
	uint32_t all_prose;		/* … of so much */
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

/* Whether so much of the page is in it that it is the page, whatever it is called. */
static bool is_most(const struct tree *tree, const struct tree_node *node)
{
	uint64_t tenths = node->cues & CUE_COMMENTS ? 8 : 4;

	return node->all.prose * (uint64_t)10 > tree->nodes[0].all.prose * tenths;
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

/*
 * A list, table or section that sends the reader elsewhere. Between paragraphs
 * a list of links may belong to the story, unless they are whole headlines.
 */
static bool is_link_farm(const struct tree_node *node, bool is_outside)
{
	double share = tree_link_share(&node->all);

	if (node->all.links == 0 || !(node->role & ROLE_BLOCK))
		return false;
	if (node->role & ROLE_LIST)
		return share > .6 &&
		       (is_outside || node->all.linked > LONGEST_LABEL * node->all.links);
	if (node->role & ROLE_ITEM)
		return false;
	if (node->role & ROLE_TABLE)
		return share > (node->all.text > 1000 ? .5 : .8);
	if (node->role & ROLE_CONTAINER)
		return node->all.links > 1 && share > (node->all.text < 200 ? .8 : .5) &&
		       node->all.paragraphs < 3;
	return (node->role & ROLE_PARAGRAPH) && share > .9 && node->all.links > 1;
}

/* Whether an element is one line of so few letters, which then is in `scratch`. */
static bool read_line(struct sweep *sweep, size_t place, uint32_t most)
{
	enum { MOST_PARTS = 64 };
	const struct tree_node *node = &sweep->tree->nodes[place];

	if (node->block != place || node->has_blocks || node->all.text == 0 ||
	    node->all.text > most || node->end > place + MOST_PARTS)
		return false;
	buf_truncate(&sweep->scratch, 0);
	tree_add_text(sweep->tree, place, &sweep->scratch);
	return true;
}

static bool is_notice(struct sweep *sweep, size_t place)
{
	return read_line(sweep, place, LONGEST_NOTICE) &&
	       boilerplate_is_line(buf_text(&sweep->scratch), sweep->scratch.length);
}

static bool is_title(struct sweep *sweep, size_t place)
{
	const struct tree_node *node = &sweep->tree->nodes[place];

	if (!(node->role & ROLE_HEADING))
		return false;
	return tree_is(node, "h1") ||
	       (read_line(sweep, place, LONGEST_TITLE) &&
		str_case_equal(buf_text(&sweep->scratch), sweep->title));
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

/* Whether a line is a date and little else, as pages print it above the text. */
static bool is_dateline(struct sweep *sweep, size_t place)
{
	struct span date;

	if (sweep->prose != 0 || !read_line(sweep, place, LONGEST_DATELINE))
		return false;
	date = signature_find_date(buf_text(&sweep->scratch));
	return date.at != NULL && sweep->scratch.length < date.length + LONGEST_LABEL;
}

/* Standfirsts that pages print twice. */
static bool is_repeated(struct sweep *sweep, size_t place)
{
	struct tree_node *node = &sweep->tree->nodes[place];
	uint64_t key;

	if (map_count(sweep->seen) >= FIRST_LINES || sweep->all_prose < LEAST_LONG ||
	    node->all.text < LEAST_REPEATED || !read_line(sweep, place, LONGEST_REPEATED))
		return false;
	key = hash64(sweep->scratch.data, sweep->scratch.length);
	if (map_get_number(sweep->seen, key) != NULL)
		return true;
	map_put_number(sweep->seen, key, node);
	return false;
}

/* Whether a line of its own says that what follows is not the article. */
static bool opens_section(struct sweep *sweep, size_t place)
{
	return read_line(sweep, place, LONGEST_LABEL * 2) &&
	       boilerplate_is_section(buf_text(&sweep->scratch), sweep->scratch.length);
}

/* Leaves out such a line, and what follows it up to a heading or the end of what holds it. */
static size_t drop_section(struct tree *tree, size_t place, uint32_t most)
{
	size_t end = tree->nodes[tree->nodes[place].parent].end, i, next = tree->nodes[place].end;
	uint32_t prose = 0;

	while (next < end && !(tree->nodes[next].role & ROLE_HEADING)) {
		prose += tree->nodes[next].all.prose;
		next = tree->nodes[next].end;
	}
	if (prose > most)
		next = tree->nodes[place].end;
	for (i = place; i < next; i = tree->nodes[i].end)
		tree->nodes[i].is_left_out = true;
	return next;
}

static bool is_unwanted(struct sweep *sweep, size_t i)
{
	const struct tree_node *node = &sweep->tree->nodes[i];
	bool is_outside = sweep->prose == 0 || sweep->prose >= sweep->all_prose;

	return is_link_farm(node, is_outside) || is_pointer(node) || is_detail(node) ||
	       is_title(sweep, i) || is_notice(sweep, i) || is_dateline(sweep, i) ||
	       is_repeated(sweep, i);
}

static size_t sweep_node(struct sweep *sweep, size_t i)
{
	struct tree_node *node = &sweep->tree->nodes[i];

	if (!node->is_left_out && opens_section(sweep, i))
		return drop_section(sweep->tree, i, sweep->all_prose / 3);
	node->is_left_out = node->is_left_out || is_unwanted(sweep, i);
	if (node->is_left_out)
		return node->end;
	if (node->block == i && !node->has_blocks)
		sweep->prose += node->all.prose;
	return i + 1;
}

void clean_article(struct tree *tree, size_t place, const char *title)
{
	struct sweep sweep = {
		.tree = tree,
		.title = title,
		.seen = map_new(),
		.all_prose = tree->nodes[place].all.prose,
	};
	size_t i = place + 1;

	while (i < tree->nodes[place].end)
		i = sweep_node(&sweep, i);
	tree_measure(tree);
	drop_idle_headings(tree, place);
	tree_measure(tree);
	map_free(sweep.seen);
	buf_clear(&sweep.scratch);
}
