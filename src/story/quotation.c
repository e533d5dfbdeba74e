#include "story/quotation.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/words.h"

/*
 * Straight marks open and close in turn, and so do pointed ones, which point
 * outwards in one language and inwards in another. A high mark closes what a
 * low one opened, and opens otherwise.
 */
enum step { CLOSES, OPENS, OPENS_LOW, OPENS_OR_CLOSES_LOW, TURNS };

static const struct mark {
	const char *text;
	enum step step;
} marks[] = {
	{ "\"", TURNS },
	{ "\xe2\x80\x9c", OPENS_OR_CLOSES_LOW }, { "\xe2\x80\x9d", CLOSES },
	{ "\xe2\x80\x9e", OPENS_LOW },
	{ "\xc2\xab", TURNS }, { "\xc2\xbb", TURNS },
	{ "\xe3\x80\x8c", OPENS }, { "\xe3\x80\x8d", CLOSES },
	{ "\xe3\x80\x8e", OPENS }, { "\xe3\x80\x8f", CLOSES },
};

/* Whether a mark may begin with this byte. */
static bool is_leading(char byte)
{
	return byte == '"' || byte == '\xe2' || byte == '\xc2' || byte == '\xe3';
}

/* The mark that stands here, or NULL. */
static const struct mark *mark_at(const char *text)
{
	size_t i;

	if (!is_leading(*text))
		return NULL;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (*text == *marks[i].text && str_starts(text, marks[i].text))
			return &marks[i];
	return NULL;
}

/* How many bytes from here on are neither marks nor the end of a line. */
static size_t plain_run(const char *text)
{
	static const bool ends[256] = {
		['\0'] = true, ['\n'] = true, ['"'] = true,
		[0xc2] = true, [0xe2] = true, [0xe3] = true,	/* as marks begin */
	};
	size_t length = 0;

	while (!ends[(unsigned char)text[length]])
		length++;
	return length;
}

enum state { CLOSED, OPEN, OPEN_LOW };

static enum state state_after(const struct mark *mark, enum state state)
{
	switch (mark->step) {
	case CLOSES:
		return CLOSED;
	case OPENS:
		return OPEN;
	case OPENS_LOW:
		return OPEN_LOW;
	case OPENS_OR_CLOSES_LOW:
		return state == OPEN_LOW ? CLOSED : OPEN;
	case TURNS:
		break;
	}
	return state == CLOSED ? OPEN : CLOSED;
}

struct quotation quotation_look(const char *text)
{
	struct quotation quotation = {0};
	enum state state = CLOSED;

	while (*text != '\0') {
		const struct mark *mark = mark_at(text);

		if (mark != NULL) {
			quotation.marks++;
			state = state_after(mark, state);
			text += strlen(mark->text);
			continue;
		}
		quotation.outside += state == CLOSED &&
				     (str_is_alpha(*text) || (unsigned char)*text >= 0x80);
		text++;
	}
	quotation.is_open = state != CLOSED;
	return quotation;
}

void quotation_drop(struct buf *out, const char *text)
{
	enum state state = CLOSED;

	while (*text != '\0') {
		size_t run = plain_run(text);
		const struct mark *mark = mark_at(text + run);

		if (state == CLOSED)
			buf_add(out, text, run);
		text += run;
		if (mark != NULL) {
			state = state_after(mark, state);
			text += strlen(mark->text);
			continue;
		}
		if (*text == '\n')
			state = CLOSED;
		if (state == CLOSED && *text != '\0')
			buf_add_char(out, *text);
		text += *text != '\0';
	}
}

bool quotation_of_words(const char *text, const struct words *words, bool *is_quoted)
{
	enum state state = CLOSED;
	bool has_gap = false;		/* something was quoted since … */
	char last = '\n';		/* … this */
	const char *at;
	size_t length, end, word = 0;

	for (at = text; *at != '\0'; at += length) {
		const struct mark *mark = mark_at(at);

		length = mark != NULL ? strlen(mark->text) : plain_run(at);
		if (length == 0)
			length = 1;	/* the end of a line, or a byte that no mark has come of */
		end = (size_t)(at - text) + length;
		if (mark != NULL)
			state = state_after(mark, state);
		else if (*at == '\n')
			state = CLOSED;
		has_gap |= mark != NULL || state != CLOSED;
		if (mark != NULL)
			continue;
		if (state == CLOSED) {
			if (has_gap && !str_is_space(last) && !str_is_space(*at))
				return false;
			has_gap = false;
			last = at[length - 1];
		}
		for (; word < words->count && words->list[word].start < end; word++)
			is_quoted[word] = state != CLOSED;
	}
	return true;
}

bool quotation_next(const char **text, const char **start, size_t *length)
{
	enum state state = CLOSED;
	const char *at = *text;

	*start = NULL;
	while (*at != '\0') {
		const struct mark *mark = mark_at(at);
		enum state after = mark != NULL ? state_after(mark, state) :
				   *at == '\n' ? CLOSED : state;

		if (*start != NULL && after == CLOSED) {
			*length = (size_t)(at - *start);
			*text = at + (mark != NULL ? strlen(mark->text) : 1);
			return true;
		}
		at += mark != NULL ? strlen(mark->text) : 1;
		if (state == CLOSED && after != CLOSED)
			*start = at;
		state = after;
	}
	*text = at;
	*length = *start != NULL ? (size_t)(at - *start) : 0;
	return *start != NULL;
}
