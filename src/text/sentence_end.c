#include "text/sentence_end.h"

#include <string.h>

#include "base/str.h"
#include "text/abbreviation.h"
#include "text/attribution.h"
#include "text/language.h"
#include "text/letter.h"

enum {
	ORDINAL_DIGITS = 2,	/* more are a year, or a number */
	LABEL_DIGITS = 3,	/* of a numbered list */
	LONGEST_WORD = 32,	/* in bytes, that can be short for something */
	LONGEST_ADDRESS = 200,	/* in bytes, on either side of a mark */
	ENOUGH_TEXT = 400,	/* in bytes: to be sure of its language */
};

/* What begins after the place, without its quotes, brackets and dashes. */
struct beginning {
	const char *word;
	uint32_t first;
	bool is_opened;
};

/* What stands before the point: "Mr", "U.S", and of "z. B." both letters. */
struct last {
	char word[LONGEST_WORD + 1];
	size_t length;		/* 0: nothing that could be short for something */
	const char *start;
	bool is_letter;		/* one, by itself */
	bool is_letters;	/* several with points between them */
	bool is_small;		/* begins without a capital */
};

/* Between initial and name. */
static const char particles[] =
	" De Van Von La Le Di Da Del Della El Al Ter Ten Den Der Dos Das Du ";

/* What follows "p.m." in the same sentence. */
static const char times[] =
	" Monday Tuesday Wednesday Thursday Friday Saturday Sunday Eastern Central Mountain Pacific"
	" Greenwich Mon Tue Wed Thu Fri Sat Sun ET CT MT PT EST EDT CST CDT MST MDT PST PDT GMT UTC"
	" BST CET CEST IST JST AEST ";

static bool is_among(const char *list, const char *word, const char *end)
{
	return end > word && str_lists(list, word, (size_t)(end - word), ' ');
}

static const char *language_of(struct sentence_text *text)
{
	if (text->language == NULL)
		text->language = language_detect(text->text, text->length);
	return text->language;
}

/* The language whose abbreviations count; "", all of them, where the text is too short to tell. */
static const char *tables_of(struct sentence_text *text)
{
	return text->length < ENOUGH_TEXT ? "" : language_of(text);
}

/* A mark that ends sentences and does nothing else, whatever follows: 。 ؟ । */
static bool is_final(uint32_t sign)
{
	return sign >= 0x80 && sign != SENTENCE_ELLIPSIS && sign != SENTENCE_GREEK_QUESTION &&
	       sign != 0xff0e && !(sign >= 0x203c && sign <= 0x2049);
}

/* "'s Avonds" begins with its capital. */
static bool is_clitic(const char *at, const char *stop)
{
	return stop - at > 3 && *at == '\'' && letter_is_small((uint8_t)at[1]) && at[2] == ' ' &&
	       letter_is_capital(letter_at(at + 3, stop));
}

static struct beginning read_beginning(const char *at, const char *stop)
{
	struct beginning beginning = {0};
	uint32_t c;

	for (c = letter_at(at, stop); c != 0; c = letter_at(at, stop)) {
		bool quotes = c == '"' || c == '\'' || letter_is_opening(c) || letter_is_closing(c);

		if (is_clitic(at, stop))
			at += 3;
		else if (quotes || letter_is_space(c) || letter_is_dash(c) ||
			 c == SENTENCE_ELLIPSIS || c == 0xbf || c == 0xa1 || c == 0x2022)
			at = letter_step(at, stop);
		else
			break;
		beginning.is_opened |= quotes;
	}
	beginning.word = at;
	beginning.first = c;
	return beginning;
}

/* "iPad", or the "b)" of a list: small, and begins a sentence all the same. */
static bool begins_small(const char *word, const char *stop)
{
	const char *second = letter_step(word, stop);
	uint32_t c = letter_at(second, stop);

	return letter_is_capital(c) || (c == ')' && letter_is_space(letter_at(second + 1, stop)));
}

/* Whether a word is one that likes to begin a sentence, and no initial. */
static bool opens(const char *word, const char *stop, struct sentence_text *text)
{
	const char *end = letter_skip_word(word, stop);

	return letter_at(end, stop) != '.' &&
	       abbreviation_is_opener(tables_of(text), word, (size_t)(end - word));
}

/* "Terms were": a word with a capital before one without is no part of a name. */
static bool is_subject(const char *word, const char *stop)
{
	const char *end = letter_skip_word(word, stop);

	return letter_is_small(letter_at(letter_step(word, stop), stop)) &&
	       letter_is_space(letter_at(end, stop)) &&
	       letter_is_small(letter_at(letter_skip_spaces(end, stop), stop));
}

/* Roman numerals; "I" alone is more often a word. */
static bool is_roman(const char *word, const char *end)
{
	const char *at;

	for (at = word; at < end; at++)
		if (strchr("IVXLCDM", *at) == NULL)
			return false;
	return end - word > 1 || (end - word == 1 && *word != 'I');
}

/* Whether one counts with what stands there: "12", "XIX", "L. 3", "$5". */
static bool is_number(const struct beginning *beginning, const char *stop)
{
	const char *word = beginning->word, *end = letter_skip_word(word, stop);
	uint32_t c = beginning->first;

	if (!letter_is_capital(c) && !letter_is_small(c) && !letter_is_caseless(c))
		return true;
	return is_roman(word, end) ||
	       (end == letter_step(word, stop) && letter_at(end, stop) == '.');
}

/* Whether the word that ends at `end` is a number. */
static bool ends_number(const char *start, const char *end)
{
	const char *at = end;

	while (letter_is_word(letter_before(start, at)))
		at = letter_back(start, at);
	return at < end && (letter_is_digit(letter_at(at, end)) || is_roman(at, end));
}

static const char *back_over_spaces(const char *start, const char *at)
{
	while (letter_is_space(letter_before(start, at)))
		at = letter_back(start, at);
	return at;
}

/* Whether a word can begin after this character, or after nothing. */
static bool parts(uint32_t c)
{
	return c == 0 || letter_is_space(c) || letter_is_opening(c) || letter_is_closing(c) ||
	       letter_is_dash(c) || letter_is_unspaced(c) || c == '\'' || c == '"' || c == '/';
}

/* Where the letters before `at` begin, one of them alone, after its "x. "; or `at`. */
static const char *letter_with_point(const char *start, const char *at)
{
	const char *point = back_over_spaces(start, at), *letter;

	if (point == at || letter_before(start, point) != '.')
		return at;
	letter = letter_back(start, point - 1);
	if (!letter_is_word(letter_at(letter, point)) || letter_is_digit(letter_at(letter, point)))
		return at;
	return letter_is_word(letter_before(start, letter)) || letter_before(start, letter) == '.' ?
		at : letter;
}

/* Adds [at, end) to the word, but for its spaces. */
static void spell(struct last *last, const char *at, const char *end)
{
	for (; at < end; at = letter_step(at, end)) {
		size_t size = (size_t)(letter_step(at, end) - at);

		if (letter_is_space(letter_at(at, end)) || last->length + size > LONGEST_WORD)
			continue;
		memcpy(last->word + last->length, at, size);
		last->length += size;
	}
}

/* What stands between `start` and the mark, back to where a word can begin. */
static struct last read_last(const char *start, const char *mark)
{
	struct last last = {0};
	const char *at = mark, *first;
	uint32_t c = letter_before(start, at);
	bool unspaced = letter_is_unspaced(c);

	for (; letter_is_word(c) || c == '.'; c = letter_before(start, at)) {
		if (letter_is_unspaced(c) != unspaced)
			break;
		if (mark - at > LONGEST_WORD)
			return last;
		at = letter_back(start, at);
	}
	if (!parts(c) || at == mark)
		return last;
	last.is_letters = letter_at(letter_step(at, mark), mark) == '.';
	last.is_letter = letter_step(at, mark) == mark && !letter_is_digit(letter_at(at, mark));
	last.start = at;
	while ((last.is_letter || last.is_letters) && mark - last.start < LONGEST_WORD) {
		first = letter_with_point(start, last.start);
		if (first == last.start)
			break;
		last.start = first;
		last.is_letter = false;
		last.is_letters = true;
	}
	last.is_small = !letter_is_capital(letter_at(last.start, mark));
	spell(&last, last.start, mark);
	return last;
}

/* "1." or "b." and no more: what is counted so follows. */
static bool is_label(const struct sentence_end *end)
{
	const char *word_end = letter_skip_word(end->start, end->stop);

	if (word_end != end->mark || end->sign != '.')
		return false;
	if (letter_is_digit(letter_at(end->start, end->stop)))
		return word_end - end->start <= LABEL_DIGITS;
	return is_roman(end->start, word_end) || letter_step(end->start, end->stop) == word_end;
}

/* Whether what stands around the place, from space to space, is an address. */
static bool is_in_address(const struct sentence_end *end)
{
	const char *at, *from = end->mark, *to = end->closed;

	while (from > end->start && !str_is_space(from[-1]) && end->mark - from < LONGEST_ADDRESS)
		from--;
	while (to < end->stop && !str_is_space(*to) && to - end->closed < LONGEST_ADDRESS)
		to++;
	for (at = from; at < to; at++)
		if (strchr("/@=_", *at) != NULL)
			return true;
	return to - from > 4 && memcmp(from, "www.", 4) == 0;
}

/* "over.The", where a space was forgotten, or lost with the markup. */
static bool lacks_space(const struct sentence_end *end, const char *word)
{
	struct last last = read_last(end->start, end->mark);
	uint32_t c = letter_at(letter_step(word, end->stop), end->stop);

	if (!letter_is_capital(letter_at(word, end->stop)) ||
	    !(letter_is_small(c) || letter_is_space(c)) || is_in_address(end))
		return false;
	if (end->sign != '.' || end->closer != 0)
		return end->closer != 0 || last.length != 1;
	return last.length > 2 && letter_is_small(letter_before(end->start, end->mark)) &&
	       memchr(last.word, '.', last.length) == NULL &&
	       abbreviation_kind("", last.word, last.length) == ABBREVIATION_NONE;
}

/* The place has no space behind it. */
static bool is_one_without_space(const struct sentence_end *end)
{
	uint32_t c = letter_at(end->closed, end->stop);

	if (end->closer != 0 && attribution_adjoins(end->closer, end->closed, end->stop))
		return false;
	if (is_final(end->sign))
		return true;
	if (letter_is_unspaced(c) && end->sign != SENTENCE_ELLIPSIS)
		return end->sign != '.' || letter_is_unspaced(letter_before(end->start, end->mark));
	return end->sign != SENTENCE_ELLIPSIS && lacks_space(end, end->closed);
}

/* Whether a number with a point goes on: an ordinal, or part of a date. */
static bool is_ordinal(const struct sentence_end *end, const struct beginning *beginning,
		       const struct last *last, struct sentence_text *text)
{
	const char *word = beginning->word, *word_end = letter_skip_word(word, end->stop);
	const char *before = back_over_spaces(end->start, last->start);

	if (letter_is_digit(beginning->first))
		return letter_at(word_end, end->stop) == '.';
	if (letter_is_caseless(beginning->first))
		return letter_before(end->start, before) == '.' &&
		       ends_number(end->start, before - 1);
	if (!letter_is_capital(beginning->first) || last->length > ORDINAL_DIGITS)
		return false;
	return str_lists(" de tr ", language_of(text), strlen(language_of(text)), ' ') &&
	       !opens(word, end->stop, text);
}

/* Whether a letter, or letters with points, may stand there and more of the sentence follow. */
static bool goes_on_after_letters(const struct sentence_end *end,
				  const struct beginning *beginning, const struct last *last,
				  struct sentence_text *text)
{
	const char *word = beginning->word;

	if (last->is_letter && last->is_small &&
	    ends_number(end->start, back_over_spaces(end->start, last->start)))
		return is_number(beginning, end->stop);
	if (last->is_letter && is_among(particles, word, letter_skip_word(word, end->stop)))
		return true;
	return !opens(word, end->stop, text);
}

/* What the word is; the language of the text is asked for only if it may matter. */
static enum abbreviation kind_of(const struct last *last, struct sentence_text *text)
{
	if ((last->is_letter && !last->is_small) ||
	    abbreviation_kind("", last->word, last->length) == ABBREVIATION_NONE)
		return ABBREVIATION_NONE;
	return abbreviation_kind(tables_of(text), last->word, last->length);
}

/* Whether the sentence goes on after a word with a point, and a space. */
static bool goes_on(const struct sentence_end *end, const struct beginning *beginning,
		    const struct last *last, struct sentence_text *text)
{
	const char *word = beginning->word, *stop = end->stop;
	bool number = is_number(beginning, stop), digit = letter_is_digit(beginning->first);
	bool particle = is_among(particles, word, letter_skip_word(word, stop));
	enum abbreviation kind = kind_of(last, text);

	if (kind != ABBREVIATION_NONE && letter_at(end->next, stop) == '(')
		return true;			/* "at 5 p.m. (Harbour Wire)." */
	switch (kind) {
	case ABBREVIATION_BEFORE:
		return particle || abbreviation_knows(tables_of(text)) || !opens(word, stop, text);
	case ABBREVIATION_NUMBERED:
		return number;
	case ABBREVIATION_EITHER:
		return !opens(word, stop, text);
	case ABBREVIATION_COMPANY:
		return !opens(word, stop, text) && !is_subject(word, stop);
	case ABBREVIATION_TIME:
		return digit || is_among(times, word, letter_skip_word(word, stop));
	case ABBREVIATION_LAST:
		return digit;
	case ABBREVIATION_NONE:
		break;
	}
	return (last->is_letter || last->is_letters) &&
	       goes_on_after_letters(end, beginning, last, text);
}

static bool is_one_after_point(const struct sentence_end *end, const struct beginning *beginning,
			       struct sentence_text *text)
{
	struct last last = read_last(end->start, end->mark);
	const char *suffix = last.word + (last.length < 3 ? 0 : last.length - 3);

	if (last.length == 0)
		return true;
	if (letter_is_digit(letter_at(last.start, end->mark)))
		return !is_ordinal(end, beginning, &last, text);
	if (memcmp(suffix, "str", 3) == 0 && letter_is_digit(beginning->first))
		return false;			/* "Hauptstr. 5" */
	return !goes_on(end, beginning, &last, text);
}

bool sentence_end_is_one(const struct sentence_end *end, struct sentence_text *text)
{
	static const uint32_t joints[] = { '.', ',', ';', ':', ')', ']', 0x60c, 0x61b, 0x3001,
					   0xff0c, 0xff1a, 0xff1b };
	struct beginning beginning = read_beginning(end->next, end->stop);
	size_t i;

	if (end->next == end->stop)
		return true;
	for (i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (letter_at(end->next, end->stop) == joints[i])
			return false;
	if (end->mark == end->start || beginning.first == 0 || is_label(end))
		return false;
	if (end->next == end->closed)
		return is_one_without_space(end);
	if (letter_is_small(beginning.first) && !is_final(end->sign) &&
	    !begins_small(beginning.word, end->stop))
		return false;
	if (end->closer != 0 && !opens(end->next, end->stop, text) &&
	    attribution_follows(end->next, end->stop))
		return false;
	if (end->sign == SENTENCE_ELLIPSIS)
		return !letter_is_caseless(beginning.first);
	return end->sign != '.' || end->closer != 0 ||
	       is_one_after_point(end, &beginning, text);
}
