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
		while (at < end && !str_is_space(*at))
			at++;
		if (is_blank(word, at)) {
			prose_break(prose, PROSE_SPACE);
			continue;
		}
		write_break(prose);
		buf_add(prose->out, word, (size_t)(at - word));
	}
}
