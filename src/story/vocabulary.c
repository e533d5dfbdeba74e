#include "story/vocabulary.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/language.h"
#include "text/stem.h"
#include "text/words.h"

struct vocabulary {
	struct map *stems;		/* by language, made when first needed */
};

static struct stem *stem_of(struct vocabulary *vocabulary, const char *language)
{
	struct stem *stem = map_get(vocabulary->stems, language);

	if (stem == NULL) {
		stem = stem_new(language);
		map_put(vocabulary->stems, language, stem);
	}
	return stem;
}

struct vocabulary *vocabulary_new(void)
{
	struct vocabulary *vocabulary = mem_new(sizeof(*vocabulary));

	vocabulary->stems = map_new();
	return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
	struct stem *stem;
	size_t position = 0;

	if (vocabulary == NULL)
		return;
	while ((stem = map_next(vocabulary->stems, &position)) != NULL)
		stem_free(stem);
	map_free(vocabulary->stems);
	free(vocabulary);
}

uint64_t vocabulary_term(struct vocabulary *vocabulary, const char *language,
			 const struct word *word)
{
	const char *text = word->text;
	size_t length = word->length;

	if (length < 2 && (unsigned char)text[0] < 0x80)
		return 0;
	if (language_is_stop_word(language, text, length))
		return 0;
	if (!str_is_empty(language))
		text = stem_word(stem_of(vocabulary, language), text, &length);
	return hash64(text, length) | 1;	/* never 0 */
}
