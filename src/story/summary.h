/*
 * A story condensed: the sentences that say most, word for word, in an order in
 * which they can be read.
 *
 * Nothing is written anew, so nothing is said that no source said. Where named
 * sources count the same thing and come to other numbers, both are told, each
 * with the name of its source in brackets.
 */
#pragma once

#include <stddef.h>

struct arena;

struct summary_source {
	const char *text;
	const char *language;		/* primary subtag; "" to have it detected */
	const char *name;		/* who says it, for where sources disagree; or NULL */
};

/* How long it may be: in words or in sentences, the other being 0. */
struct summary_limit {
	size_t words;
	size_t sentences;
};

struct summary {
	const char **paragraphs;	/* in the arena */
	size_t count;
};

/*
 * Condenses what the sources tell, the most important one first. Of many
 * sources the first few are read, and of a long text its beginning.
 */
struct summary summary_make(struct arena *arena, const struct summary_source *sources,
			    size_t count, struct summary_limit limit);
