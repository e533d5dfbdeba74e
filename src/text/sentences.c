#include "text/sentences.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/mem.h"
#include "base/str.h"

/* Words whose point ends no sentence, each between spaces. */
static const char abbreviations[] =
	" mr mrs ms mx dr prof sen rep reps sens gov govs gen col lt sgt capt cmdr maj adm hon rev"
	" fr st sr jr inc co corp ltd llc bros no nos vs v etc fig vol dept est approx ave blvd rd"
	" mt ft"
	" jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
	" e.g i.e a.m p.m u.s u.k u.n e.u d.c ph.d cf al"
	" bzw z.b d.h u.a ca nr str hr fr. dipl ing mio mrd usw vgl"
	" mme mlle m sra srta ud uds av pág art núm dª dott sig"
	" г ул им тыс млн млрд руб см напр т.е т.к т.д т.п др ";

/* Those of them that do end one if a word follows that likes to begin the next. */
static const char often_last[] =
	" inc co corp ltd llc etc u.s u.k u.n e.u d.c a.m p.m jr sr st al т.д т.п др usw руб ";
static const char openers[] =
	" the a an he she it they we i you in on at but and this that these those there when while"
	" if as for after his her its their our my one some many most what who how why so yet also"
	" no not with by to from both others another even still instead meanwhile however according"
	" asked ";

static bool is_listed(const char *list, const char *word, size_t length)
{
	char needle[24];
	size_t i;

	if (length == 0 || length + 3 > sizeof(needle))
		return false;
	needle[0] = ' ';
	for (i = 0; i < length; i++)
		needle[i + 1] = str_lower(word[i]);
	needle[length + 1] = ' ';
	needle[length + 2] = '\0';
	return strstr(list, needle) != NULL;
}

/* The length of the word at the end of [start, end), without leading brackets and quotes. */
static size_t last_word(const char *start, const char *end)
{
	const char *at = end;

	while (at > start && !str_is_space(at[-1]) && strchr("([\"'-", at[-1]) == NULL)
		at--;
	return (size_t)(end - at);
}

static size_t first_word(const char *start, const char *end)
{
	const char *at = start;

	while (at < end && !str_is_space(*at) && strchr(",.;:'", *at) == NULL)
		at++;
	return (size_t)(at - start);
}

static UChar32 first_character(const char *start, const char *end)
{
	int32_t at = 0;
	UChar32 c;

	U8_NEXT_OR_FFFD((const uint8_t *)start, at, (int32_t)(end - start), c);
	return c;
}

/* One capital letter, as in "J. Smith", in any script. */
static bool is_initial(const char *word, size_t length)
{
	int32_t at = 0;
	UChar32 c;

	U8_NEXT_OR_FFFD((const uint8_t *)word, at, (int32_t)length, c);
	return (size_t)at == length && u_isupper(c);
}

/* Whether the sentence that ends at `end`, before `next`, goes on there after all. */
static bool goes_on(const char *start, const char *end, const char *next, const char *stop)
{
	size_t length;

	if (end == start || next == stop)
		return false;
	if (u_islower(first_character(next, stop)))
		return true;
	if (end[-1] != '.')
		return false;
	length = last_word(start, end - 1);
	if (is_initial(end - 1 - length, length))
		return !is_listed(openers, next, first_word(next, stop)) || length + 1 < 2;
	if (!is_listed(abbreviations, end - 1 - length, length))
		return false;
	return !is_listed(often_last, end - 1 - length, length) ||
	       !is_listed(openers, next, first_word(next, stop));
}

static void add(struct sentences *sentences, struct sentence sentence)
{
	if (sentence.start == sentence.end)
		return;
	sentences->list = mem_grow(sentences->list, &sentences->capacity, sentences->count,
				   sizeof(*sentences->list));
	sentences->list[sentences->count++] = sentence;
}

/* Adds the sentences of one line, [from, to) of the text, as one paragraph. */
static void split_line(struct sentences *sentences, UBreakIterator *breaks, const char *text,
		       uint32_t from, uint32_t to)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *line = utext_openUTF8(NULL, text + from, (int64_t)(to - from), &status);
	uint32_t paragraph = sentences->count == 0 ?
		0 : sentences->list[sentences->count - 1].paragraph + 1;
	const char *start = text + from, *stop = text + to, *next;
	int32_t at;

	ubrk_setUText(breaks, line, &status);
	if (U_FAILURE(status))
		goto done;
	ubrk_first(breaks);
	for (at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
		const char *end = next = text + from + at;

		str_trim(&start, &end);
		if (next < stop && goes_on(start, end, next, stop))
			continue;
		add(sentences, (struct sentence){ (uint32_t)(start - text), (uint32_t)(end - text),
						  paragraph });
		start = next;
	}
done:
	utext_close(line);
}

void sentences_split(struct sentences *sentences, const char *text, size_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
	const char *start = text, *stop = text + length;

	sentences->count = 0;
	while (U_SUCCESS(status) && start < stop) {
		const char *line = memchr(start, '\n', (size_t)(stop - start));
		const char *from = start, *to = line != NULL ? line : stop;

		start = line != NULL ? line + 1 : stop;
		str_trim(&from, &to);
		if (from < to)
			split_line(sentences, breaks, text, (uint32_t)(from - text),
				   (uint32_t)(to - text));
	}
	ubrk_close(breaks);
}

void sentences_clear(struct sentences *sentences)
{
	free(sentences->list);
	*sentences = (struct sentences){0};
}
