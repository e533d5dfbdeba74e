#include "text/prose.h"

#include "base/buf.h"
#include "base/str.h"

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && str_is_space(*at))
		at++;
	return at;
}

/* A no-break space holds words together; by itself it is just space. */
static bool is_blank(const char *at, const char *end)
{
	while (end - at >= 2 && at[0] == '\xC2' && at[1] == '\xA0')
		at += 2;
	return at == end;
}

static const char *skip_word(const char *at, const char *end)
{
	while (at < end && !str_is_space(*at))
		at++;
	return at;
}

/*
 * Past the word at `at`, and past those that follow it as they will stand: one
 * blank apart, and not of the kind that may turn out to be blank. One branch a
 * byte, seldom taken: this is where much of the time of a poll goes.
 */
static const char *skip_words(const char *at, const char *end)
{
	bool is_after_blank = false;

	if (at < end && *at == '\xC2')
		return skip_word(at, end);
	for (; at < end; at++) {
		bool is_blank_byte = *at == ' ';

		if ((is_after_blank & (is_blank_byte | (*at == '\xC2'))) |
		    (str_is_space(*at) & !is_blank_byte))
			break;
		is_after_blank = is_blank_byte;
	}
	return is_after_blank ? at - 1 : at;
}

static void write_break(struct prose *prose)
{
	static const char *const breaks[] = {
		[PROSE_NONE]		= "",
		[PROSE_SPACE]		= " ",
		[PROSE_LINE]		= "\n",
		[PROSE_PARAGRAPH]	= "\n\n",
	};

	if (prose->out->length > prose->start)
		buf_add_text(prose->out, breaks[prose->pending]);
	prose->pending = PROSE_NONE;
}

/* Preformatted text keeps its inner white space; newlines at its ends merge with the breaks. */
static void add_preformatted(struct prose *prose, const char *at, const char *end)
{
	const char *last = end;

	while (last > at && str_is_space(last[-1]))
		last--;
	if (last == at) {
		if (at < end)
			prose_break(prose, PROSE_LINE);
		return;
	}
	write_break(prose);
	buf_add(prose->out, at, (size_t)(last - at));
	if (last < end)
		prose_break(prose, *last == '\n' || *last == '\r' ? PROSE_LINE : PROSE_SPACE);
}

struct prose prose_begin(struct buf *out)
{
	return (struct prose){.out = out, .start = out->length};
}

void prose_break(struct prose *prose, enum prose_break kind)
{
	if (prose->pending < kind)
		prose->pending = kind;
}

void prose_add(struct prose *prose, const char *text, size_t length)
{
	const char *at = text, *end = text + length, *words;

	if (prose->is_pre) {
		add_preformatted(prose, at, end);
		return;
	}
	while (at < end) {
		words = skip_spaces(at, end);
		if (words > at)
			prose_break(prose, PROSE_SPACE);
		at = skip_words(words, end);
		if (is_blank(words, at)) {
			prose_break(prose, PROSE_SPACE);
			continue;
		}
		write_break(prose);
		buf_add(prose->out, words, (size_t)(at - words));
	}
}
