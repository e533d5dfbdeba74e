/*
 * How a sentence begins: by itself, or leaning on the one before it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct words;

struct opening {
	bool points;			/* "He …", "This …": to be understood only after it */
	bool assumes;			/* "The company …": clearer after it */
	bool turns;			/* "But …", "Meanwhile, …" */
	size_t turn;			/* bytes by which it turns and can do without; 0: none */
};

/*
 * Looks at a sentence, given as its text and the words of it, in a language;
 * of one whose small words are not known nothing is said. A turn can be done
 * without if what follows begins with a capital, or does so in `source` as well.
 */
struct opening opening_look(const char *text, const struct words *words, const char *language,
			    const char *source);
