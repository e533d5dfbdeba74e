#include "story/quotation.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum step { CLOSES, OPENS, TURNS };	/* straight marks open and close in turn */

static const struct mark {
	const char *text;
	enum step step;
} marks[] = {
	{ "\"", TURNS },
	{ "\xe2\x80\x9c", OPENS }, { "\xe2\x80\x9d", CLOSES },
	{ "\xc2\xab", OPENS }, { "\xc2\xbb", CLOSES },
	{ "\xe3\x80\x8c", OPENS }, { "\xe3\x80\x8d", CLOSES },
};

/* The mark that stands here, or NULL. */
static const struct mark *mark_at(const char *text)
{
	size_t i;

	if (*text != '"' && (unsigned char)*text < 0x80)
		return NULL;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(text, marks[i].text))
			return &marks[i];
	return NULL;
}

static bool is_open_after(const struct mark *mark, bool is_open)
{
	return mark->step == TURNS ? !is_open : mark->step == OPENS;
}

struct quotation quotation_look(const char *text)
{
	struct quotation quotation = {0};

	while (*text != '\0') {
		const struct mark *mark = mark_at(text);

		if (mark != NULL) {
			quotation.marks++;
			quotation.is_open = is_open_after(mark, quotation.is_open);
			text += strlen(mark->text);
			continue;
		}
		quotation.outside += !quotation.is_open &&
				     (str_is_alpha(*text) || (unsigned char)*text >= 0x80);
		text++;
	}
	return quotation;
}

void quotation_drop(struct buf *out, const char *text)
{
	bool is_open = false;

	while (*text != '\0') {
		const struct mark *mark = mark_at(text);

		if (mark != NULL) {
			is_open = is_open_after(mark, is_open);
			text += strlen(mark->text);
			continue;
		}
		if (*text == '\n')
			is_open = false;
		if (!is_open)
			buf_add_char(out, *text);
		text++;
	}
}
