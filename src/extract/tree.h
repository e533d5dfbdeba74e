/*
 * A page as a flat list of its elements, in document order, with what each of
 * them holds.
 *
 * An element knows its parent's place and where its descendants end, so that
 * every pass over a page is a loop: whoever wrote the page, it takes linear
 * time and no stack.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct _xmlDoc;
struct _xmlNode;
struct buf;
struct strained;

/* What an element is to a reader. */
enum tree_role {
	ROLE_BLOCK	= 1 << 0,	/* stands on lines of its own */
	ROLE_PARAGRAPH	= 1 << 1,	/* holds prose and no further blocks */
	ROLE_CONTAINER	= 1 << 2,	/* holds other blocks: may be an article's body */
	ROLE_HEADING	= 1 << 3,
	ROLE_LIST	= 1 << 4,
	ROLE_ITEM	= 1 << 5,
	ROLE_TABLE	= 1 << 6,
	ROLE_CELL	= 1 << 7,
	ROLE_LINK	= 1 << 8,
	ROLE_CONTROL	= 1 << 9,	/* is operated, not read */
	ROLE_CHROME	= 1 << 10,	/* stands around an article by its very name */
	ROLE_ARTICLE	= 1 << 11,	/* `article` and `main` */
	ROLE_QUOTE	= 1 << 12,	/* what is quoted or set apart within an article */
	ROLE_FIGURE	= 1 << 13,
	ROLE_CAPTION	= 1 << 14,
};

/*
 * How much there is. Text is counted in letters of the Latin script: a character
 * of a script that says more with each counts twice.
 */
struct tree_measure {
	uint32_t text;
	uint32_t linked;	/* of it, what is in links */
	uint32_t commas;	/* and what serves as such elsewhere */
	uint32_t prose;		/* of it, what is in paragraphs */
	uint32_t paragraphs;
	uint32_t links;
};

struct tree_node {
	struct _xmlNode *xml;
	uint32_t parent;	/* of the first, itself */
	uint32_t end;		/* the place after its last descendant */
	uint32_t block;		/* the nearest block around its text, or itself */
	uint32_t role;
	uint32_t cues;		/* see extract/cue.h */
	struct tree_measure own;	/* of its text outside its child elements */
	struct tree_measure line;	/* of a block: of its text outside further blocks */
	struct tree_measure all;	/* of all in it that was not left out */
	double score;
	bool is_left_out;	/* with all it contains */
	bool in_link;
	bool has_blocks;	/* contains some */
};

struct tree {			/* zeroed is empty */
	struct _xmlDoc *document;
	struct tree_node *nodes;
	size_t count;
};

/* ERR_DATA if there is no element, or there are too many. Clear it after use. */
int tree_build(struct tree *tree, const struct strained *strained, struct err *err);
void tree_clear(struct tree *tree);

/* Counts anew what is in each element that is not left out. */
void tree_measure(struct tree *tree);

bool tree_is(const struct tree_node *node, const char *name);

/* An attribute's value, borrowed; NULL if there is none. */
const char *tree_attribute(const struct tree_node *node, const char *name);

/* Appends the text in an element, 64 kB at most, by lines; what was left out too. */
void tree_add_text(const struct tree *tree, size_t place, struct buf *out);

double tree_link_share(const struct tree_measure *measure);	/* of its text: 0 to 1 */
