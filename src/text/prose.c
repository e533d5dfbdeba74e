#include "text/prose.h"

#include "base/buf.h"
#include "base/str.h"

/* How many bytes of white space stand here: a no-break space is one, too. */
static size_t space_length(const char *at, const char *end)
{
	if (str_is_space(*at))
		return 1;
	return end - at >= 2 && at[0] == '\xC2' && at[1] == '\xA0' ? 2 : 0;
}

static const char *skip_spaces(const char *at, const char *end)
{
	size_t length;

	while (at < end && (length = space_length(at, end)) != 0)
		at += length;
	return at;
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
	const char *at = text, *end = text + length, *word;

	if (prose->is_pre) {
		add_preformatted(prose, at, end);
		return;
	}
	while (at < end) {
		word = skip_spaces(at, end);
		if (word > at)
			prose_break(prose, PROSE_SPACE);
		at = word;
		while (at < end && space_length(at, end) == 0)
			at++;
		if (at == word)
			continue;
		write_break(prose);
		buf_add(prose->out, word, (size_t)(at - word));
	}
}
