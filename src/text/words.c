#include "text/words.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

enum { LONGEST_WORD = 256 };	/* bytes: what is longer is no word anyone wrote */

struct scan {
	struct words *words;
	const uint8_t *text;
	int32_t at;
	int32_t length;
};

/* What the scanner knows of the word it is in. */
struct run {
	int32_t start;
	size_t folded_at;
	size_t letters;
	size_t capitals;
	bool has_marks;
	bool is_capital;
	bool is_unspaced;
};

static UChar32 next_wide(const struct scan *scan, int32_t *at)
{
	UChar32 c;

	U8_NEXT_OR_FFFD(scan->text, *at, scan->length, c);
	return c;
}

static inline UChar32 next(const struct scan *scan, int32_t *at)
{
	return scan->text[*at] < 0x80 ? scan->text[(*at)++] : next_wide(scan, at);
}

static bool is_word_character(UChar32 c)
{
	if (c < 0x80)
		return str_is_alpha((char)c) || str_is_digit((char)c);
	return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

/* Scripts without spaces between words: first and last code point of each block. */
static bool is_unspaced(UChar32 c)
{
	static const UChar32 blocks[][2] = {
		{ 0x0e00, 0x0eff },	/* Thai, Lao */
		{ 0x1000, 0x109f },	/* Myanmar */
		{ 0x1100, 0x11ff },	/* Hangul Jamo */
		{ 0x1780, 0x17ff },	/* Khmer */
		{ 0x3005, 0x3007 },	/* ideographic iteration mark, closing mark, zero */
		{ 0x3040, 0x30ff },	/* Hiragana, Katakana */
		{ 0x3400, 0x9fff },	/* Han */
		{ 0xac00, 0xd7af },	/* Hangul syllables */
		{ 0xf900, 0xfaff },	/* compatibility Han */
		{ 0x20000, 0x3ffff },	/* Han beyond the basic plane */
	};
	size_t i;

	if (c < 0x0e00)
		return false;
	for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (c >= blocks[i][0] && c <= blocks[i][1])
			return true;
	return false;
}

/* Most letters are ASCII, and need no tables. */
static bool is_upper(UChar32 c)
{
	return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c);
}

static bool is_apostrophe(UChar32 c)
{
	return c == '\'' || c == 0x2019;
}

static void add_folded(struct buf *folded, UChar32 c)
{
	uint8_t bytes[U8_MAX_LENGTH];
	int32_t length = 0;

	if (c < 0x80) {
		buf_add_char(folded, str_lower((char)c));
		return;
	}
	if (c >= 0xff01 && c <= 0xff5e)		/* full-width forms of ASCII */
		c -= 0xfee0;
	c = u_tolower(c);
	U8_APPEND_UNSAFE(bytes, length, c);
	buf_add(folded, (const char *)bytes, (size_t)length);
}

/* Composes the letters and marks of one word, so that both spellings of "é" are equal. */
static void compose(struct buf *folded, size_t from)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *composer = unorm2_getNFKCInstance(&status);
	UChar wide[LONGEST_WORD], composed[LONGEST_WORD * 2];
	char narrow[LONGEST_WORD * 4];
	int32_t length = 0;

	u_strFromUTF8(wide, LONGEST_WORD, &length, folded->data + from,
		      (int32_t)(folded->length - from), &status);
	length = unorm2_normalize(composer, wide, length, composed, LONGEST_WORD * 2, &status);
	u_strToUTF8(narrow, sizeof(narrow), &length, composed, length, &status);
	if (U_FAILURE(status))
		return;
	buf_truncate(folded, from);
	buf_add(folded, narrow, (size_t)length);
}

static void add_word(struct scan *scan, const struct run *run, int32_t end)
{
	struct words *words = scan->words;

	buf_add_char(&words->folded, '\0');
	words->list = mem_grow(words->list, &words->capacity, words->count, sizeof(*words->list));
	words->list[words->count++] = (struct word){
		.length = (uint32_t)(words->folded.length - 1 - run->folded_at),
		.start = (uint32_t)run->start,
		.end = (uint32_t)end,
		.is_capital = run->is_capital,
		.is_upper = run->capitals > 1 && run->capitals == run->letters,
		.is_unspaced = run->is_unspaced,
	};
}

/*
 * Whether a word goes on past the mark at `at`: an apostrophe between letters,
 * a point or comma between digits, a point between single letters.
 */
static bool is_connector(const struct scan *scan, const struct run *run, UChar32 mark,
			 UChar32 before)
{
	int32_t at = scan->at;
	UChar32 after;

	if (at >= scan->length || !(is_apostrophe(mark) || mark == '.' || mark == ','))
		return false;
	after = next(scan, &at);
	if (is_apostrophe(mark))
		return u_isalpha(before) && u_isalpha(after);
	if (u_isdigit(before) && u_isdigit(after))
		return true;
	if (mark != '.' || run->letters == 0 || run->letters != run->capitals || !is_upper(after))
		return false;
	return run->letters == 1 || scan->text[scan->at - 3] == '.';
}

static void take_letter(struct scan *scan, struct run *run, UChar32 c)
{
	bool is_capital = is_upper(c);

	if (run->letters == 0)
		run->is_capital = is_capital;
	run->letters++;
	run->capitals += is_capital;
	run->has_marks |= c >= 0x300 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
	if (scan->words->folded.length - run->folded_at < LONGEST_WORD - U8_MAX_LENGTH)
		add_folded(&scan->words->folded, c);
}

static bool is_plain(uint8_t byte)
{
	return str_is_alpha((char)byte) || str_is_digit((char)byte);
}

/* Takes the ASCII letters and digits that stand here, as take_letter() would one by one. */
static void take_plain(struct scan *scan, struct run *run)
{
	enum { MOST = LONGEST_WORD - U8_MAX_LENGTH };
	struct buf *folded = &scan->words->folded;
	size_t taken = folded->length - run->folded_at, room = taken < MOST ? MOST - taken : 0;
	int32_t from = scan->at, to;

	if (run->letters == 0)
		run->is_capital = is_upper(scan->text[from]);
	buf_reserve(folded, room);
	for (to = from; to < scan->length && is_plain(scan->text[to]); to++) {
		run->capitals += is_upper(scan->text[to]);
		if ((size_t)(to - from) < room)
			folded->data[folded->length++] = str_lower((char)scan->text[to]);
	}
	folded->data[folded->length] = '\0';
	run->letters += (size_t)(to - from);
	scan->at = to;
}

static void drop_possessive(struct buf *folded, size_t from)
{
	if (folded->length > from + 2 && folded->data[folded->length - 1] == 's' &&
	    folded->data[folded->length - 2] == '\'')
		buf_truncate(folded, folded->length - 2);
}

/* Reads the rest of the word whose first character, just read, is `c`. */
static void scan_word(struct scan *scan, int32_t start, UChar32 c)
{
	struct buf *folded = &scan->words->folded;
	struct run run = { .start = start, .folded_at = folded->length };
	UChar32 before = c;
	int32_t end = scan->at;

	take_letter(scan, &run, c);
	while (scan->at < scan->length) {
		if (is_plain(scan->text[scan->at])) {
			take_plain(scan, &run);
			end = scan->at;
			before = scan->text[end - 1];
			continue;
		}
		c = next(scan, &scan->at);
		if (is_word_character(c) && !is_unspaced(c)) {
			take_letter(scan, &run, c);
			end = scan->at;
		} else if (is_connector(scan, &run, c, before)) {
			if (is_apostrophe(c))
				buf_add_char(folded, '\'');
			else if (u_isdigit(before))
				buf_add_char(folded, (char)c);
		} else if (c != 0xad) {			/* soft hyphens are nothing */
			break;
		}
		before = c;
	}
	scan->at = end;
	drop_possessive(folded, run.folded_at);
	if (run.has_marks)
		compose(folded, run.folded_at);
	add_word(scan, &run, end);
}

/* Reads a run of characters that need no spaces: a word for each pair, or for one that is alone. */
static void scan_unspaced(struct scan *scan, int32_t start, UChar32 first)
{
	struct buf *folded = &scan->words->folded;
	size_t pairs = 0;

	for (;;) {
		struct run run = {
			.start = start, .folded_at = folded->length, .is_unspaced = true
		};
		int32_t at = scan->at;
		UChar32 second = at < scan->length ? next(scan, &at) : 0;

		if (!is_unspaced(second)) {
			if (pairs == 0) {
				add_folded(folded, first);
				add_word(scan, &run, scan->at);
			}
			return;
		}
		add_folded(folded, first);
		add_folded(folded, second);
		add_word(scan, &run, at);
		pairs++;
		start = scan->at;
		scan->at = at;
		first = second;
	}
}

/* The folded bytes stand one after the other, but only now will they move no more. */
static void point_at_text(struct words *words)
{
	const char *text = buf_text(&words->folded);
	size_t i;

	for (i = 0; i < words->count; i++) {
		words->list[i].text = text;
		words->list[i].hash = hash64(text, words->list[i].length);
		text += words->list[i].length + 1;
	}
}

/* For as many words as a text of this length has in most languages: more are rare. */
static void make_room(struct words *words, size_t length)
{
	enum { LENGTH = 6 };
	size_t expected = length / LENGTH + LENGTH;

	buf_reserve(&words->folded, length + expected);
	if (words->capacity >= expected)
		return;
	free(words->list);
	words->list = mem_resize(NULL, expected, sizeof(*words->list));
	words->capacity = expected;
}

void words_split(struct words *words, const char *text, size_t length)
{
	struct scan scan = {
		.words = words,
		.text = (const uint8_t *)text,
		.length = (int32_t)(length < INT32_MAX ? length : INT32_MAX),
	};

	words->count = 0;
	buf_truncate(&words->folded, 0);
	make_room(words, length);
	while (scan.at < scan.length) {
		int32_t start = scan.at;
		UChar32 c = next(&scan, &scan.at);

		if (c < 0x80 && !is_plain((uint8_t)c))
			continue;
		if (is_unspaced(c))
			scan_unspaced(&scan, start, c);
		else if (is_word_character(c))
			scan_word(&scan, start, c);
	}
	point_at_text(words);
}

void words_clear(struct words *words)
{
	free(words->list);
	buf_clear(&words->folded);
	*words = (struct words){0};
}
