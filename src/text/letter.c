#include "text/letter.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

static bool is_of(uint32_t c, uint32_t categories)
{
	return c != 0 && (U_MASK(u_charType((UChar32)c)) & categories) != 0;
}

static UScriptCode script_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;

	return c < 0x80 ? USCRIPT_LATIN : uscript_getScript((UChar32)c, &status);
}

uint32_t letter_at(const char *at, const char *stop)
{
	int32_t i = 0;
	UChar32 c = 0;

	if (at < stop)
		U8_NEXT_OR_FFFD((const uint8_t *)at, i, (int32_t)(stop - at), c);
	return (uint32_t)c;
}

const char *letter_step(const char *at, const char *stop)
{
	int32_t i = 0;

	if (at < stop)
		U8_FWD_1((const uint8_t *)at, i, (int32_t)(stop - at));
	return at + i;
}

uint32_t letter_before(const char *start, const char *at)
{
	int32_t i = (int32_t)(at - start);
	UChar32 c = 0;

	if (at > start)
		U8_PREV_OR_FFFD((const uint8_t *)start, 0, i, c);
	return (uint32_t)c;
}

const char *letter_back(const char *start, const char *at)
{
	int32_t i = (int32_t)(at - start);

	if (at > start)
		U8_BACK_1((const uint8_t *)start, 0, i);
	return start + i;
}

bool letter_is_space(uint32_t c)
{
	return c != 0 && u_isUWhiteSpace((UChar32)c);
}

bool letter_is_word(uint32_t c)
{
	return is_of(c, U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK);
}

bool letter_is_digit(uint32_t c)
{
	return is_of(c, U_GC_ND_MASK);
}

bool letter_is_capital(uint32_t c)
{
	return is_of(c, U_GC_LU_MASK | U_GC_LT_MASK);
}

/* Georgian has capitals, but for headings only. */
bool letter_is_caseless(uint32_t c)
{
	return is_of(c, U_GC_LO_MASK | U_GC_LM_MASK) || (c >= 0x10d0 && c <= 0x10ff);
}

bool letter_is_small(uint32_t c)
{
	return is_of(c, U_GC_LL_MASK) && !letter_is_caseless(c);
}

bool letter_is_opening(uint32_t c)
{
	return is_of(c, U_GC_PS_MASK | U_GC_PI_MASK);
}

bool letter_is_closing(uint32_t c)
{
	return is_of(c, U_GC_PE_MASK | U_GC_PF_MASK);
}

bool letter_is_dash(uint32_t c)
{
	return is_of(c, U_GC_PD_MASK);
}

bool letter_ends_sentences(uint32_t c)
{
	if (c < 0x80)
		return c == '.' || c == '!' || c == '?';
	return u_hasBinaryProperty((UChar32)c, UCHAR_S_TERM);
}

bool letter_is_unspaced(uint32_t c)
{
	UScriptCode script = script_of(c);

	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool letter_is_hangul(uint32_t c)
{
	return script_of(c) == USCRIPT_HANGUL;
}

bool letter_is_greek(uint32_t c)
{
	return script_of(c) == USCRIPT_GREEK;
}

const char *letter_skip_spaces(const char *at, const char *stop)
{
	while (letter_is_space(letter_at(at, stop)))
		at = letter_step(at, stop);
	return at;
}

const char *letter_skip_word(const char *at, const char *stop)
{
	while (letter_is_word(letter_at(at, stop)))
		at = letter_step(at, stop);
	return at;
}
