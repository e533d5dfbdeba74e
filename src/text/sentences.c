#include "text/sentences.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/letter.h"
#include "text/sentence_end.h"

/* A line, and how far its '"' are counted. */
struct line {
	const char *start;
	const char *stop;
	const char *counted;
	bool is_quoted;
};

static bool is_mark(const struct line *line, const char *at)
{
	uint32_t c = letter_at(at, line->stop);

	if (c == ';')
		return letter_is_greek(letter_before(line->start, at));
	return letter_ends_sentences(c) || c == SENTENCE_ELLIPSIS || c == SENTENCE_GREEK_QUESTION;
}

/* Whether the last « before `at` is open still. */
static bool is_in_guillemets(const struct line *line, const char *at)
{
	for (; at > line->start; at = letter_back(line->start, at)) {
		uint32_t c = letter_before(line->start, at);

		if (c == 0xab || c == 0xbb)
			return c == 0xab;
	}
	return false;
}

/* Whether a quotation mark or bracket, right after a mark, closes what was opened before. */
static bool closes(struct line *line, const char *at)
{
	uint32_t c = letter_at(at, line->stop);
	bool glued = letter_is_word(letter_at(letter_step(at, line->stop), line->stop));

	if (c == '"') {
		for (; line->counted < at; line->counted++)
			line->is_quoted ^= *line->counted == '"';
		return line->is_quoted || !glued;
	}
	if (letter_is_closing(c))
		return true;
	return (c == '\'' || c == 0x201c || c == 0x2018 || c == 0xab) && !glued;
}

/* Past "[4]", a note's number; `at` itself if that is none. */
static const char *skip_note(const struct line *line, const char *at)
{
	const char *end = at + 1;

	if (at == line->stop || *at != '[')
		return at;
	while (end < line->stop && *end >= '0' && *end <= '9')
		end++;
	return end > at + 1 && end < line->stop && *end == ']' ? end + 1 : at;
}

/* Past what closes after a mark: ”, ), 」, " »", [4]; the last of them is *closer. */
static const char *skip_closers(struct line *line, const char *at, uint32_t *closer)
{
	const char *end, *far;

	for (;; at = end) {
		end = skip_note(line, at);
		if (end == at && at < line->stop && closes(line, at))
			end = letter_step(at, line->stop);
		far = letter_skip_spaces(at, line->stop);
		if (end == at && letter_at(far, line->stop) == 0xbb && is_in_guillemets(line, at))
			end = letter_step(far, line->stop);
		if (end == at)
			return at;
		*closer = letter_before(at, end);
	}
}

/* Of two marks the one that weighs more: any more than points, and several points are one "…". */
static uint32_t heavier(uint32_t sign, uint32_t c)
{
	if (sign == 0)
		return c;
	if (c == '.')
		return sign == '.' ? SENTENCE_ELLIPSIS : sign;
	return sign == '.' || sign == SENTENCE_ELLIPSIS || c >= 0x80 ? c : sign;
}

/* The marks at `at` and what closes after them, and marks after that ("…?”."). */
static struct sentence_end read_place(struct line *line, const char *start, const char *at)
{
	struct sentence_end end = { .start = start, .mark = at, .stop = line->stop };
	const char *closed = at;

	do {
		for (at = closed; is_mark(line, at); at = letter_step(at, line->stop))
			end.sign = heavier(end.sign, letter_at(at, line->stop));
		closed = skip_closers(line, at, &end.closer);
	} while (closed > at && is_mark(line, closed));
	end.closed = closed;
	end.next = letter_skip_spaces(closed, line->stop);
	return end;
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
static void split_line(struct sentences *sentences, struct sentence_text *text, const char *from,
		       const char *to)
{
	struct line line = { .start = from, .stop = to, .counted = from };
	uint32_t paragraph = sentences->count == 0 ?
		0 : sentences->list[sentences->count - 1].paragraph + 1;
	const char *at = from, *start = from, *base = text->text;

	while (at < to) {
		struct sentence_end end;

		if (!is_mark(&line, at)) {
			at = letter_step(at, to);
			continue;
		}
		end = read_place(&line, start, at);
		at = end.closed;
		if (!sentence_end_is_one(&end, text))
			continue;
		add(sentences, (struct sentence){ (uint32_t)(start - base),
						  (uint32_t)(end.closed - base), paragraph });
		at = start = end.next;
	}
	add(sentences, (struct sentence){ (uint32_t)(start - base), (uint32_t)(to - base),
					  paragraph });
}

void sentences_split(struct sentences *sentences, const char *text, size_t length,
		     const char *language)
{
	struct sentence_text whole = { .text = text, .length = length, .language = language };
	const char *start = text, *stop = text + length;

	sentences->count = 0;
	while (start < stop) {
		const char *line = memchr(start, '\n', (size_t)(stop - start));
		const char *from = start, *to = line != NULL ? line : stop;

		start = line != NULL ? line + 1 : stop;
		str_trim(&from, &to);
		if (from < to)
			split_line(sentences, &whole, from, to);
	}
}

void sentences_clear(struct sentences *sentences)
{
	free(sentences->list);
	*sentences = (struct sentences){0};
}
