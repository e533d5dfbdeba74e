#include "story/lexicon.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/language.h"
#include "text/stem.h"
#include "text/words.h"

enum { KNOWN = 1 << 15 };		/* words whose terms are remembered; a power of two */

/* A word of some language, by its hash, and its term. */
struct known {
	uint64_t word;
	uint64_t term;
};

struct lexicon {
	struct map *stems;		/* by language, made when first needed */
	struct known *known;		/* by the last bits of the word's hash */
};

static struct stem *stem_of(struct lexicon *lexicon, const char *language)
{
	struct stem *stem = map_get(lexicon->stems, language);

	if (stem == NULL) {
		stem = stem_new(language);
		map_put(lexicon->stems, language, stem);
	}
	return stem;
}

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = mem_new(sizeof(*lexicon));

	lexicon->stems = map_new();
	lexicon->known = mem_array(KNOWN, sizeof(*lexicon->known));
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	struct stem *stem;
	size_t position = 0;

	if (lexicon == NULL)
		return;
	while ((stem = map_next(lexicon->stems, &position)) != NULL)
		stem_free(stem);
	map_free(lexicon->stems);
	free(lexicon->known);
	free(lexicon);
}

static uint64_t make_term(struct lexicon *lexicon, const char *language, const struct word *word)
{
	const char *text = word->text;
	size_t length = word->length;

	if (language_is_stop_word(language, text, length))
		return 0;
	if (!str_is_empty(language))
		text = stem_word(stem_of(lexicon, language), text, &length);
	return hash64(text, length) | 1;	/* never 0 */
}

uint64_t lexicon_term(struct lexicon *lexicon, const char *language, const struct word *word)
{
	uint64_t tongue = 0, hash;
	struct known *known;
	const char *at;

	if (word->length < 2 && (unsigned char)word->text[0] < 0x80)
		return 0;
	for (at = language; *at != '\0'; at++)
		tongue = tongue << 8 | (unsigned char)*at;
	hash = hash_mix(word->hash + tongue);
	known = &lexicon->known[hash & (KNOWN - 1)];
	if (known->word != hash)
		*known = (struct known){ hash, make_term(lexicon, language, word) };
	return known->term;
}
