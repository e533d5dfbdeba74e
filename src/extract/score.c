#include "extract/score.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "extract/cue.h"
#include "extract/tree.h"

enum {
	LEAST_ARTICLE = 250,		/* letters of prose in an article worth the name */
	LEAST_LINE = 25,		/* letters of a line that counts */
	LEVELS = 5,			/* of ancestors that a line speaks for */
};

/* Whether an element may be the article by its name: the surest kinds first. */
static bool is_body(const struct tree_node *node)
{
	return node->cues & CUE_BODY;
}

static bool is_article(const struct tree_node *node)
{
	return tree_is(node, "article");
}

static bool is_main(const struct tree_node *node)
{
	return (node->cues & CUE_MAIN) || (node->role & ROLE_ARTICLE);
}

static bool (*const kinds[])(const struct tree_node *node) = {
	is_body, is_article, is_main,
};

static bool may_be_article(const struct tree_node *node)
{
	return (node->role & ROLE_CONTAINER) && node->all.prose >= LEAST_ARTICLE &&
	       tree_link_share(&node->all) < .5;
}

/* Of one kind the one with the most prose, yet no wider than it needs to be; 0: none. */
static size_t pick_named(const struct tree *tree, size_t kind)
{
	size_t i, best = 0;

	for (i = 1; i < tree->count;) {
		const struct tree_node *node = &tree->nodes[i], *leader = &tree->nodes[best];

		if (!node->is_left_out && kinds[kind](node) && may_be_article(node) &&
		    (best == 0 || node->all.prose > leader->all.prose ||
		     (i < leader->end && node->all.prose * 10 >= leader->all.prose * 9)))
			best = i;
		i = node->is_left_out ? node->end : i + 1;
	}
	return best;
}

/*
 * How much of each element's prose is in elements of that kind. An article may
 * be in several pieces, with something else between them.
 */
static uint32_t *kindred_prose(const struct tree *tree, size_t kind)
{
	uint32_t *kindred = mem_array(tree->count, sizeof(*kindred));
	size_t i;

	for (i = tree->count; i-- > 1;) {
		const struct tree_node *node = &tree->nodes[i];

		if (!node->is_left_out && kinds[kind](node))
			kindred[i] = node->all.prose;
		kindred[node->parent] += kindred[i];
	}
	return kindred;
}

/* What holds all pieces, if there are more and there is little else. */
static size_t join_pieces(const struct tree *tree, size_t kind, size_t place)
{
	uint32_t *kindred = kindred_prose(tree, kind);
	size_t at;

	for (at = place; at > 0; at = tree->nodes[at].parent) {
		if (kindred[at] > tree->nodes[place].all.prose / 4 * 5 &&
		    kindred[at] > tree->nodes[at].all.prose / 4 * 3)
			place = at;
	}
	free(kindred);
	return place;
}

static double base_score(const struct tree_node *node)
{
	double score = 0;

	if (node->role & ROLE_CONTAINER)
		score = node->role & ROLE_QUOTE ? 3 : 5;
	else if (node->role & (ROLE_LIST | ROLE_ITEM))
		score = -3;
	else if (node->role & (ROLE_HEADING | ROLE_CAPTION))
		score = -5;
	if (node->cues & (CUE_BODY | CUE_MAIN | CUE_GOOD))
		score += 25;
	if (node->cues & (CUE_BAD | CUE_JUNK | CUE_COMMENTS | CUE_TEASER))
		score -= 25;
	return score;
}

static double line_score(const struct tree_node *node)
{
	const struct tree_measure *line = &node->line;
	double length = line->text / 100.;

	if (line->text < LEAST_LINE || (node->role & (ROLE_HEADING | ROLE_CAPTION)))
		return 0;
	return (1 + line->commas + (length < 3 ? length : 3)) * (1 - tree_link_share(line));
}

/* A line speaks for what holds it, and less and less for what holds that. */
static void speak(struct tree *tree, size_t place, double score)
{
	const struct tree_node *node = &tree->nodes[place];
	size_t level, at = node->has_blocks && (node->role & ROLE_CONTAINER) ? place : node->parent;

	for (level = 0; level < LEVELS && at > 0; level++, at = tree->nodes[at].parent) {
		double distance = level < 2 ? (double)level + 1 : (double)level * 3;

		tree->nodes[at].score += score / distance;
	}
}

static void score_all(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		tree->nodes[i].score = base_score(&tree->nodes[i]);
	for (i = 1; i < tree->count;) {
		const struct tree_node *node = &tree->nodes[i];

		if (!node->is_left_out && node->block == i)
			speak(tree, i, line_score(node));
		i = node->is_left_out ? node->end : i + 1;
	}
	for (i = 0; i < tree->count; i++)
		tree->nodes[i].score *= 1 - tree_link_share(&tree->nodes[i].all);
}

/* Where the prose is, whatever things are called. */
static size_t pick_densest(const struct tree *tree)
{
	size_t i, best = 0;

	for (i = 1; i < tree->count;) {
		const struct tree_node *node = &tree->nodes[i];

		if (!node->is_left_out && (node->role & (ROLE_CONTAINER | ROLE_TABLE)) &&
		    node->all.prose > 0 &&
		    (best == 0 || node->score > tree->nodes[best].score))
			best = i;
		i = node->is_left_out ? node->end : i + 1;
	}
	return best;
}

static bool is_within(const struct tree *tree, size_t inner, size_t outer)
{
	return inner >= outer && inner < tree->nodes[outer].end;
}

/* As long as what is around holds much more prose, and little else, it is the article. */
static size_t widen(const struct tree *tree, size_t place)
{
	size_t at;

	for (at = place; at > 0; at = tree->nodes[at].parent) {
		const struct tree_node *outer = &tree->nodes[at];
		const struct tree_node *inner = &tree->nodes[place];

		if (outer->all.prose > inner->all.prose + inner->all.prose / 3 &&
		    outer->score * 3 > inner->score && tree_link_share(&outer->all) < .3)
			place = at;
	}
	return place;
}

size_t score_pick(struct tree *tree)
{
	size_t kind, named = 0, densest;

	for (kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]) && named == 0; kind++)
		named = pick_named(tree, kind);
	if (named != 0 && kind == 1)
		named = join_pieces(tree, kind - 1, named);
	score_all(tree);
	densest = pick_densest(tree);
	if (named == 0)
		return widen(tree, densest);
	if (!is_within(tree, densest, named) &&
	    tree->nodes[densest].all.prose > 2 * tree->nodes[named].all.prose)
		return densest;
	return named;
}
