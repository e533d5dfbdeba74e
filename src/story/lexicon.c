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

struct lexicon {
	struct map *stems;		/* by language, made when first needed */
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
	free(lexicon);
}

uint64_t lexicon_term(struct lexicon *lexicon, const char *language,
			 const struct word *word)
{
	const char *text = word->text;
	size_t length = word->length;

	if (length < 2 && (unsigned char)text[0] < 0x80)
		return 0;
	if (language_is_stop_word(language, text, length))
		return 0;
	if (!str_is_empty(language))
		text = stem_word(stem_of(lexicon, language), text, &length);
	return hash64(text, length) | 1;	/* never 0 */
}
