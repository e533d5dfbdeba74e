#include "extract/lead.h"

#include <stdbool.h>

#include "extract/cue.h"
#include "extract/tree.h"

enum {
	MOST_LEADS = 3,
	LEAST_NAMED = 25,		/* letters of a lead that is called one */
	LEAST_UNNAMED = 80,
	LONGEST_LEAD = 1200,
	NEAR = 40,
	MOST_BETWEEN = 200,		/* elements between headline and body */
};

/* The last main heading before the body, which it must not be far from; 0: none. */
static size_t find_headline(const struct tree *tree, size_t place)
{
	size_t i, last = 0;

	for (i = place > MOST_BETWEEN ? place - MOST_BETWEEN : 1; i < place; i++) {
		if (tree_is(&tree->nodes[i], "h1") && tree->nodes[i].end <= place)
			last = i;
	}
	return last;
}

static bool is_called_lead(const struct tree *tree, size_t place)
{
	size_t level, at = place;

	for (level = 0; level < 3 && at > 0; level++, at = tree->nodes[at].parent) {
		if (tree->nodes[at].cues & CUE_LEAD)
			return true;
	}
	return false;
}

/* Without a headline before it, only what is called a lead is one. */
static bool is_lead(const struct tree *tree, size_t place, bool has_headline)
{
	const struct tree_node *node = &tree->nodes[place];
	bool is_named = is_called_lead(tree, place);

	if (node->block != place || node->has_blocks || (node->role & (ROLE_CAPTION | ROLE_ITEM)) ||
	    (node->cues & (CUE_CAPTION | CUE_BYLINE | CUE_DATE)) ||
	    tree_link_share(&node->all) > .3 || node->all.text > LONGEST_LEAD)
		return false;
	if (((node->role & ROLE_HEADING) || !has_headline) && !is_named)
		return false;
	return node->all.text >= (is_named ? LEAST_NAMED : LEAST_UNNAMED);
}

static bool is_in_figure(const struct tree *tree, size_t place)
{
	size_t level, at = place;

	for (level = 0; level < 4 && at > 0; level++, at = tree->nodes[at].parent) {
		if ((tree->nodes[at].role & (ROLE_FIGURE | ROLE_CAPTION)) ||
		    (tree->nodes[at].cues & CUE_CAPTION))
			return true;
	}
	return false;
}

static size_t find_leads(const struct tree *tree, size_t place, size_t leads[MOST_LEADS])
{
	size_t headline = find_headline(tree, place), count = 0;
	size_t i = headline != 0 ? headline : place > NEAR ? place - NEAR : 1;

	while (i < place && count < MOST_LEADS) {
		const struct tree_node *node = &tree->nodes[i];

		if (node->is_left_out || (node->end > i + 1 && tree_is(node, "h1"))) {
			i = node->end;
			continue;
		}
		if (is_lead(tree, i, headline != 0) && !is_in_figure(tree, i) &&
		    !tree_is(node, "h1"))
			leads[count++] = i;
		i++;
	}
	return count;
}

/* Leaves out what neither is kept nor holds what is. `kept` is in document order. */
static void keep_only(struct tree *tree, size_t top, const size_t *kept, size_t count)
{
	size_t i = top + 1, next = 0;

	while (i < tree->nodes[top].end) {
		while (next < count && kept[next] < i)
			next++;
		if (next < count && kept[next] == i) {
			i = tree->nodes[i].end;
		} else if (next < count && kept[next] < tree->nodes[i].end) {
			i++;
		} else {
			tree->nodes[i].is_left_out = true;
			i = tree->nodes[i].end;
		}
	}
}

size_t lead_join(struct tree *tree, size_t place)
{
	size_t kept[MOST_LEADS + 1];
	size_t count = find_leads(tree, place, kept), top = place;

	if (count == 0)
		return place;
	while (kept[0] < top)
		top = tree->nodes[top].parent;
	kept[count] = place;
	keep_only(tree, top, kept, count + 1);
	return top;
}
