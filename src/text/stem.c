#include "text/stem.h"

#include <stdlib.h>

#include "config.h"

#ifdef HAVE_LIBSTEMMER
#include <libstemmer.h>
#endif

#include "base/mem.h"

struct stem {
#ifdef HAVE_LIBSTEMMER
	struct sb_stemmer *snowball;	/* NULL: not a language it knows */
#else
	char unused;
#endif
};

#ifdef HAVE_LIBSTEMMER

struct stem *stem_new(const char *language)
{
	struct stem *stem = mem_new(sizeof(*stem));

	stem->snowball = sb_stemmer_new(language, "UTF_8");
	return stem;
}

void stem_free(struct stem *stem)
{
	if (stem != NULL && stem->snowball != NULL)
		sb_stemmer_delete(stem->snowball);
	free(stem);
}

const char *stem_word(struct stem *stem, const char *word, size_t *length)
{
	const sb_symbol *stemmed;

	if (stem->snowball == NULL)
		return word;
	stemmed = sb_stemmer_stem(stem->snowball, (const sb_symbol *)word, (int)*length);
	if (stemmed == NULL)
		return word;
	*length = (size_t)sb_stemmer_length(stem->snowball);
	return (const char *)stemmed;
}

#else

struct stem *stem_new(const char *language)
{
	(void)language;
	return mem_new(sizeof(struct stem));
}

void stem_free(struct stem *stem)
{
	free(stem);
}

const char *stem_word(struct stem *stem, const char *word, size_t *length)
{
	(void)stem;
	(void)length;
	return word;
}

#endif
