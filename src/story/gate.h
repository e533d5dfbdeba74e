/*
 * Does a text say only what its sources say?
 *
 * For what machines write, ours or another's: no number, name or quotation that
 * no source has, nothing left of a "may" or a "not". A text that passes can
 * still be poor; what it tells was told.
 */
#pragma once

#include <stddef.h>

struct arena;
struct gate;			/* opaque; used by one thread at a time */
struct summary_source;

/*
 * A gate to what these sources say, which must live as long, in a language ("" if
 * unknown). What it returns lives in the arena.
 */
struct gate *gate_new(struct arena *arena, const struct summary_source *sources, size_t count,
		      const char *language);
void gate_free(struct gate *gate);	/* accepts NULL */

/*
 * The first number, name or quotation of a text that no source has, in words
 * ("the number 13"); NULL if there is none. Names are words with capitals, so
 * that there are none in scripts that lack these.
 */
const char *gate_find_unfounded(struct gate *gate, const char *text);

/*
 * Why a text may not stand in for an extract of the sources, in words; NULL if
 * it may. It must be of the extract's language, have at least half of its
 * words and at most `most_words`, and consist of the words of the sources.
 */
const char *gate_refuse(struct gate *gate, const char *text, const char *extract,
			size_t most_words);
