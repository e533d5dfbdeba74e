#include "render/wrap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "render/escape.h"
#include "text/utf8.h"

struct piece {			/* what may not be parted */
	const char *start, *end;
	bool spaced;		/* a space precedes it */
};

struct filler {
	struct buf *out;
	const char *rest;
	size_t column;
	bool empty;		/* the line holds no piece yet */
};

/* What may not begin a line, and what may not end one, beside a wide character. */
static const char closers[] = ",.;:!?)]}%\"'”’…、。，．；：！？）］｝」』】〉》〕〙〛・ーゝゞ々〜";
static const char openers[] = "([{$¥£€\"'“‘（［｛「『【〈《〔〘〚";

static bool is_among(const char *start, const char *end, const char *characters)
{
	const char *last = characters + strlen(characters);

	while (characters < last) {
		const char *at = characters;

		utf8_next(&characters, last);
		if (characters - at == end - start &&
		    memcmp(at, start, (size_t)(end - start)) == 0)
			return true;
	}
	return false;
}

/* Whether a line may end after [a, b) and begin with [b, c), both one character. */
static bool may_part(const char *a, const char *b, const char *c)
{
	size_t before = utf8_width(a, (size_t)(b - a)), after = utf8_width(b, (size_t)(c - b));

	if (after == 0 || (before < 2 && after < 2))
		return false;
	return !is_among(a, b, openers) && !is_among(b, c, closers);
}

static bool next_piece(const char **at, const char *end, struct piece *piece)
{
	const char *last, *next;

	piece->spaced = *at < end && **at == ' ';
	if (piece->spaced)
		(*at)++;
	piece->start = *at;
	if (*at >= end)
		return false;
	for (last = *at; *at < end && **at != ' '; last = *at, *at = next) {
		next = *at;
		utf8_next(&next, end);
		if (*at > piece->start && may_part(last, *at, next))
			break;
	}
	piece->end = *at;
	return true;
}

static void new_line(struct filler *filler)
{
	buf_add_char(filler->out, '\n');
	buf_add_text(filler->out, filler->rest);
	filler->column = utf8_width(filler->rest, strlen(filler->rest));
	filler->empty = true;
}

static void add_piece(struct filler *filler, const struct piece *piece, size_t width)
{
	size_t gap = piece->spaced && !filler->empty ? 1 : 0;

	if (!filler->empty && filler->column + gap + width > WRAP_COLUMNS) {
		new_line(filler);
		gap = 0;
	}
	if (gap > 0)
		buf_add_char(filler->out, ' ');
	buf_add(filler->out, piece->start, (size_t)(piece->end - piece->start));
	filler->column += gap + width;
	filler->empty = false;
}

/* A word longer than a line, character by character. */
static void add_chopped(struct filler *filler, const struct piece *piece)
{
	struct piece character = {.end = piece->start, .spaced = piece->spaced};

	while (character.end < piece->end) {
		character.start = character.end;
		utf8_next(&character.end, piece->end);
		add_piece(filler, &character,
			  utf8_width(character.start, (size_t)(character.end - character.start)));
		character.spaced = false;
	}
}

static bool is_too_long(const struct piece *piece, size_t width)
{
	return width > WRAP_COLUMNS && !str_case_starts(piece->start, "http://") &&
	       !str_case_starts(piece->start, "https://");
}

void wrap_add(struct buf *out, const char *text, const char *first, const char *rest)
{
	struct filler filler = {
		.out = out,
		.rest = rest,
		.column = utf8_width(first, strlen(first)),
		.empty = true,
	};
	struct buf plain = {0};
	struct piece piece;
	const char *at, *end;

	escape_plain(&plain, text);
	at = buf_text(&plain);
	end = at + plain.length;
	if (at < end)
		buf_add_text(out, first);
	while (next_piece(&at, end, &piece)) {
		size_t width = utf8_width(piece.start, (size_t)(piece.end - piece.start));

		if (is_too_long(&piece, width))
			add_chopped(&filler, &piece);
		else
			add_piece(&filler, &piece, width);
	}
	if (plain.length > 0)
		buf_add_char(out, '\n');
	buf_clear(&plain);
}
