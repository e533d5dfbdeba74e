/*
 * The numbers of a sentence, and what they count.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct lexicon;
struct words;

struct counted {
	uint64_t value;
	uint64_t what;			/* the term after it */
};

/* In the arena. Numbers are known by their digits: "12", not "twelve". */
struct figures {
	uint64_t *telling;		/* those that tell facts apart, ascending: no years … */
	size_t telling_count;
	struct counted *counted;	/* "12 people": any but years, in order */
	size_t counted_count;
};

void figures_read(struct figures *figures, struct arena *arena, struct lexicon *lexicon,
		  const char *language, const struct words *words);

/* Whether two sentences have a telling number in common. */
bool figures_agree(const struct figures *a, const struct figures *b);

/* Whether they count the same thing and come to other numbers. */
bool figures_dispute(const struct figures *a, const struct figures *b);
