#include "text/slug.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

enum { LONGEST_TEXT = 1000 };	/* bytes of a headline that can matter */

/* Letters that do not decompose into ASCII and a mark. */
static const struct {
	UChar letter;
	const char *ascii;
} spellings[] = {
	{ 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00c6, "ae" }, { 0x00f8, "o" }, { 0x00d8, "o" },
	{ 0x0153, "oe" }, { 0x0152, "oe" }, { 0x0111, "d" }, { 0x0110, "d" }, { 0x0142, "l" },
	{ 0x0141, "l" }, { 0x00fe, "th" }, { 0x00de, "th" }, { 0x00f0, "d" }, { 0x00d0, "d" },
	{ 0x0131, "i" },
};

static const char *spelling_of(UChar letter)
{
	size_t i;

	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (spellings[i].letter == letter)
			return spellings[i].ascii;
	return NULL;
}

static bool is_silent(UChar letter)		/* combining marks and apostrophes */
{
	return (letter >= 0x0300 && letter < 0x0370) || letter == '\'' || letter == 0x2019;
}

static void add_letter(struct buf *slug, UChar letter)
{
	const char *spelling = spelling_of(letter);

	if (letter < 0x80 && (str_is_alpha((char)letter) || str_is_digit((char)letter)))
		buf_add_char(slug, str_lower((char)letter));
	else if (spelling != NULL)
		buf_add_text(slug, spelling);
	else if (!is_silent(letter) && slug->length > 0 && !buf_ends_with(slug, "-"))
		buf_add_char(slug, '-');
}

/* The text in UTF-16 with accents taken off their letters; its length, 0 on failure. */
static int32_t decompose(const char *text, UChar *out, int32_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *decomposer = unorm2_getNFKDInstance(&status);
	UChar wide[LONGEST_TEXT];
	int32_t length = 0;
	size_t bytes = strlen(text);

	u_strFromUTF8WithSub(wide, LONGEST_TEXT, &length, text,
			     (int32_t)(bytes < LONGEST_TEXT ? bytes : LONGEST_TEXT), 0xfffd, NULL,
			     &status);
	length = unorm2_normalize(decomposer, wide, length, out, room, &status);
	return U_FAILURE(status) ? 0 : length;
}

/* Cuts to `most` bytes, at a hyphen if one is in the second half. */
static void cut(struct buf *slug, size_t most)
{
	size_t at = most;

	if (slug->length > most) {
		while (at > most / 2 && slug->data[at] != '-')
			at--;
		buf_truncate(slug, at > most / 2 ? at : most);
	}
	while (buf_ends_with(slug, "-"))
		buf_truncate(slug, slug->length - 1);
}

const char *slug_make(struct arena *arena, const char *text, size_t most)
{
	enum { ROOM = LONGEST_TEXT * 4 };
	UChar *letters = mem_array(ROOM, sizeof(*letters));
	struct buf slug = {0};
	const char *made;
	int32_t length, i;

	assert(most >= 8);
	length = decompose(text, letters, ROOM);
	for (i = 0; i < length; i++)
		add_letter(&slug, letters[i]);
	cut(&slug, most);
	if (slug.length == 0)
		buf_printf(&slug, "%08x", (unsigned)(hash64(text, strlen(text)) & 0xffffffff));
	made = arena_dup(arena, buf_text(&slug));
	buf_clear(&slug);
	free(letters);
	return made;
}
