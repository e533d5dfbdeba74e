#include "text/date_tokens.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/str.h"
#include "text/date_words.h"
#include "text/date_zones.h"
#include "text/utf8.h"

enum { LONGEST_TEXT = 200, LONGEST_WORD = 64, MOST_DIGITS = 18 };
enum { FIRST_CJK = 0x2e80, FIRST_HANGUL = 0xac00, LAST_HANGUL = 0xd7a3 };

struct reader {
	const char *at, *end;
	struct date_tokens *tokens;
	bool is_spaced;
	bool is_unknown;	/* an unknown word came last, and must be excused */
	int depth;		/* of brackets, whose words count for nothing but zones */
};

struct word {			/* folded: in lower case, without accents */
	char text[LONGEST_WORD];
	size_t length;
};

static uint32_t peek(const struct reader *reader, const char **next)
{
	*next = reader->at;
	return *next < reader->end ? utf8_next(next, reader->end) : 0;
}

static int digit_value(uint32_t c)
{
	if (c < 0x80)
		return str_is_digit((char)c) ? (int)c - '0' : -1;
	return u_charDigitValue((UChar32)c);
}

static bool is_letter(uint32_t c)
{
	static const uint32_t letters = U_GC_L_MASK | U_GC_MN_MASK;

	if (c < 0x80)
		return str_is_alpha((char)c);
	return (U_MASK(u_charType((UChar32)c)) & letters) != 0;
}

static bool is_blank(uint32_t c)
{
	if (c < 0x80)
		return str_is_space((char)c);
	return u_isUWhiteSpace((UChar32)c) || u_charType((UChar32)c) == U_FORMAT_CHAR;
}

/* The mark that a character means; 0 if it means none. */
static char mark_of(uint32_t c)
{
	static const struct {
		uint32_t from, to;
		char mark;
	} marks[] = {
		{'-', '-', '-'}, {':', ':', ':'}, {'.', '.', '.'}, {',', ',', ','}, {'/', '/', '/'},
		{'+', '+', '+'}, {';', ';', ','}, {'|', '|', ','}, {'@', '@', ','},
		{0xb7, 0xb7, ','},
		{0x2010, 0x2015, '-'}, {0x2212, 0x2212, '-'}, {0x2022, 0x2022, ','},
		{0x3001, 0x3001, ','}, {0xff0c, 0xff0c, ','}, {0xff0d, 0xff0d, '-'},
		{0xff0e, 0xff0e, '.'}, {0xff0f, 0xff0f, '/'}, {0xff1a, 0xff1a, ':'},
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (c >= marks[i].from && c <= marks[i].to)
			return marks[i].mark;
	}
	return '\0';
}

static struct date_token *add(struct reader *reader, char kind, int64_t value)
{
	struct date_tokens *tokens = reader->tokens;
	struct date_token *token;

	if (tokens->count == DATE_TOKENS_MOST)
		return NULL;
	token = &tokens->at[tokens->count++];
	*token = (struct date_token){
		.kind = kind, .value = value, .is_spaced = reader->is_spaced};
	reader->is_spaced = false;
	return token;
}

static bool read_number(struct reader *reader)
{
	struct date_token *token;
	const char *next;
	int64_t value = 0;
	int digits = 0, digit;

	while ((digit = digit_value(peek(reader, &next))) >= 0 && digits < MOST_DIGITS) {
		value = value * 10 + digit;
		digits++;
		reader->at = next;
	}
	if (digit >= 0)
		return false;
	if (reader->depth > 0)
		return true;
	token = add(reader, DATE_TOKEN_NUMBER, value);
	if (token != NULL)
		token->digits = digits;
	return token != NULL;
}

static void fold(struct word *word, uint32_t c)
{
	char bytes[4];
	size_t length = 0;
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *canonical;
	UChar parts[8];

	if (c < 0x80) {
		word->text[word->length++] = str_lower((char)c);
		return;
	}
	if (u_charType((UChar32)c) == U_NON_SPACING_MARK)
		return;
	c = (uint32_t)u_tolower((UChar32)c);
	canonical = unorm2_getNFDInstance(&status);
	if (c < FIRST_CJK &&
	    unorm2_getDecomposition(canonical, (UChar32)c, parts, 8, &status) > 1)
		c = parts[0];
	U8_APPEND_UNSAFE(bytes, length, c);
	memcpy(word->text + word->length, bytes, length);
	word->length += length;
}

/* Whether "." or "_" or "/" at the reader goes on a word: "a.m.", "America/New_York". */
static bool joins(const struct reader *reader, uint32_t c, size_t letters)
{
	struct reader after = *reader;
	const char *next;

	peek(reader, &after.at);
	if (!is_letter(peek(&after, &next)))
		return false;
	after.at = next;
	return c == '_' || c == '/' ||
	       (c == '.' && letters == 1 && !is_letter(peek(&after, &next)));
}

static bool collect_word(struct reader *reader, struct word *word)
{
	size_t letters = 0;	/* since the last joint */

	while (word->length < LONGEST_WORD - 4) {
		const char *next;
		uint32_t c = peek(reader, &next);

		if (is_letter(c)) {
			letters++;
			fold(word, c);
		} else if (joins(reader, c, letters)) {
			letters = c == '.' ? letters - 1 : 0;
			if (c != '.')
				word->text[word->length++] = (char)c;
		} else {
			return true;
		}
		reader->at = next;
	}
	return false;
}

static bool follows_number(const struct reader *reader)
{
	const struct date_tokens *tokens = reader->tokens;

	return tokens->count > 0 && !reader->is_spaced &&
	       tokens->at[tokens->count - 1].kind == DATE_TOKEN_NUMBER;
}

/* Letters that mean something by where they stand: 20040105T10, 2004-W05, 14h30. */
static char kind_by_place(const struct reader *reader, const struct word *word, int64_t *value)
{
	const char *next;
	bool before_number = digit_value(peek(reader, &next)) >= 0;
	const struct date_tokens *tokens = reader->tokens;
	char last = tokens->count > 0 ? tokens->at[tokens->count - 1].kind : '\0';

	if (word->length != 1 || last == '\0' || reader->depth > 0)
		return '\0';
	if (word->text[0] == 't' && before_number && last == DATE_TOKEN_NUMBER)
		return DATE_TOKEN_TIME;
	if (word->text[0] == 'w' && before_number && (last == DATE_TOKEN_NUMBER || last == '-'))
		return DATE_TOKEN_WEEK;
	if (word->text[0] != 'h' || !follows_number(reader))
		return '\0';
	*value = 'h';
	return DATE_TOKEN_UNIT;
}

static bool add_known(struct reader *reader, const struct date_word *known, size_t length)
{
	static const char kinds[] = {
		[DATE_WORD_MONTH] = DATE_TOKEN_MONTH,
		[DATE_WORD_ZONE] = DATE_TOKEN_ZONE,
		[DATE_WORD_HALF] = DATE_TOKEN_HALF,
		[DATE_WORD_UNIT] = DATE_TOKEN_UNIT,
		[DATE_WORD_NOISE] = DATE_TOKEN_NONE,
	};
	char kind = kinds[known->kind];
	struct date_token *token;

	if (kind == DATE_TOKEN_NONE || (reader->depth > 0 && kind != DATE_TOKEN_ZONE))
		return true;
	if (kind == DATE_TOKEN_UNIT && reader->tokens->count == 0)
		return true;
	token = add(reader, kind, known->value);
	if (token == NULL)
		return false;
	token->may_be_weekday = known->kind == DATE_WORD_MONTH && length == 3 && known->value == 3;
	return true;
}

/* Scripts without spaces: word by word, the longest first. */
static bool add_unspaced(struct reader *reader, const struct word *word)
{
	size_t done = 0;

	while (done < word->length) {
		const struct date_word *known =
			date_words_start(word->text + done, word->length - done);

		if (known == NULL || !add_known(reader, known, strlen(known->text)))
			return false;
		done += strlen(known->text);
	}
	return true;
}

static bool read_word(struct reader *reader)
{
	struct word word = {.length = 0};
	const char *next;
	uint32_t first = peek(reader, &next);
	const struct date_word *known;
	int64_t value = 0;
	char kind;

	if (!collect_word(reader, &word))
		return false;
	reader->tokens->is_korean |= first >= FIRST_HANGUL && first <= LAST_HANGUL;
	kind = kind_by_place(reader, &word, &value);
	if (kind != '\0')
		return add(reader, kind, value) != NULL;
	known = date_words_find(word.text, word.length);
	if (known != NULL)
		return add_known(reader, known, word.length);
	value = date_zones_find(word.text, word.length);
	if (value >= 0)
		return reader->depth > 0 || add(reader, DATE_TOKEN_PLACE, value) != NULL;
	if (first >= FIRST_CJK)
		return add_unspaced(reader, &word);
	reader->is_unknown = reader->depth == 0;
	return true;
}

/*
 * An unknown word is excused in two places: first, before a comma or a point,
 * it is a weekday in a language we do not know; last, after a time, a zone.
 */
static bool excuse_unknown(struct reader *reader, char mark)
{
	reader->is_unknown = false;
	return reader->tokens->count == 0 && (mark == ',' || mark == '.');
}

static bool read_mark(struct reader *reader, uint32_t c, const char *next)
{
	char mark = mark_of(c);
	bool after_space = reader->is_spaced;

	reader->at = next;
	if (c == '(' || c == '[')
		reader->depth++;
	else if (c == ')' || c == ']')
		reader->depth--;
	else if (mark == '\0' && reader->depth == 0)
		return false;
	if (mark == '\0' || reader->depth != 0)
		return reader->depth >= 0;
	if (mark == '-' && after_space && is_blank(peek(reader, &next)))
		mark = ',';
	return add(reader, mark, 0) != NULL;
}

static bool read_token(struct reader *reader)
{
	const char *next;
	uint32_t c = peek(reader, &next);

	if (is_blank(c)) {
		reader->is_spaced = true;
		reader->at = next;
		return true;
	}
	if (reader->is_unknown && !excuse_unknown(reader, mark_of(c)))
		return false;
	if (digit_value(c) >= 0)
		return read_number(reader);
	if (is_letter(c))
		return read_word(reader);
	return read_mark(reader, c, next);
}

static bool ends_in_time(const struct date_tokens *tokens)
{
	int count = tokens->count;

	return count >= 3 && tokens->at[count - 1].kind == DATE_TOKEN_NUMBER &&
	       tokens->at[count - 2].kind == ':';
}

bool date_tokens_read(struct date_tokens *tokens, const char *text)
{
	struct reader reader = {
		.at = text, .end = text + strnlen(text, LONGEST_TEXT), .tokens = tokens,
	};

	tokens->count = 0;
	tokens->is_korean = false;
	if (*reader.end != '\0')
		return false;
	while (reader.at < reader.end) {
		if (!read_token(&reader))
			return false;
	}
	return !reader.is_unknown || ends_in_time(tokens);
}
