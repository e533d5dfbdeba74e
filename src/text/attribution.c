#include "text/attribution.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "text/letter.h"

enum {
	FEW_WORDS = 4,		/* between a quotation and "asked" */
	FEW_CHARACTERS = 5,	/* likewise, in Chinese */
	TITLE_CLOSES = 0x300b,	/* 》, behind the name of a film or a book */
};

static const char speech[] =
	" asked said says shouted cried replied yelled wondered added told answered called warned"
	" insisted demanded exclaimed whispered पूछा कहा बोला बोली बोले ";
static const char *const chinese_speech[] = { "说", "說", "问", "問", "喊" };
static const char *const japanese_particles[] = { "と", "は", "が", "を", "の", "に", "も", "って" };

static bool starts_with(const char *at, const char *stop, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(stop - at) >= length && memcmp(at, text, length) == 0;
}

bool attribution_follows(const char *at, const char *stop)
{
	size_t i;

	for (i = 0; i < FEW_WORDS; i++) {
		const char *end = letter_skip_word(at, stop);
		uint32_t c = letter_at(end, stop);

		if (end > at && str_lists(speech, at, (size_t)(end - at), ' '))
			return true;
		if (end == at || letter_is_small(letter_at(at, stop)) ||
		    !(letter_is_space(c) || c == '.'))
			return false;
		at = letter_skip_spaces(c == '.' ? end + 1 : end, stop);
	}
	return false;
}

bool attribution_adjoins(uint32_t closer, const char *at, const char *stop)
{
	size_t i, k;

	if (letter_is_hangul(letter_at(at, stop)) || closer == TITLE_CLOSES)
		return true;
	for (i = 0; i < sizeof(japanese_particles) / sizeof(japanese_particles[0]); i++)
		if (starts_with(at, stop, japanese_particles[i]))
			return true;
	for (i = 0; i < FEW_CHARACTERS && letter_is_word(letter_at(at, stop)); i++) {
		at = letter_step(at, stop);
		for (k = 0; k < sizeof(chinese_speech) / sizeof(chinese_speech[0]); k++)
			if (starts_with(at, stop, chinese_speech[k]))
				return true;
	}
	return false;
}
