#include "text/html.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/entity.h"
#include "text/markup.h"
#include "text/prose.h"
#include "text/sanitiser.h"
#include "text/tag.h"
#include "text/utf8.h"

enum { SLACK = 64 * 1024 };		/* by how much the result may outgrow the source */

/* What is being made of a fragment. */
struct work {
	struct sanitiser *safe;		/* NULL: only the text is wanted */
	struct prose *prose;		/* NULL: only the markup is wanted */
	size_t pre_depth;
	struct buf scratch;
};

static void add_text(struct work *work, const char *start, const char *end)
{
	size_t length = (size_t)(end - start);

	if (work->safe != NULL)
		sanitiser_text(work->safe, start, length);
	if (work->prose != NULL)
		prose_add(work->prose, start, length);
}

static void add_encoded(struct work *work, const char *start, const char *end)
{
	if (memchr(start, '&', (size_t)(end - start)) == NULL) {
		add_text(work, start, end);
		return;
	}
	buf_truncate(&work->scratch, 0);
	entity_decode(&work->scratch, start, end, false);
	add_text(work, buf_text(&work->scratch), buf_text(&work->scratch) + work->scratch.length);
}

static void break_prose(struct work *work, const struct tag *tag)
{
	if (work->prose == NULL)
		return;
	if (tag->flags & TAG_BLOCK)
		prose_break(work->prose, PROSE_PARAGRAPH);
	else if (tag->flags & TAG_LINE)
		prose_break(work->prose, PROSE_LINE);
	else if (tag->flags & TAG_CELL)
		prose_break(work->prose, PROSE_SPACE);
}

static void keep_space(struct work *work, const struct tag *tag, bool opens)
{
	if (!(tag->flags & TAG_PRE))
		return;
	if (opens)
		work->pre_depth++;
	else if (work->pre_depth > 0)
		work->pre_depth--;
	if (work->prose != NULL)
		work->prose->is_pre = work->pre_depth > 0;
}

static void open_tag(struct work *work, struct markup *markup, const struct markup_token *token)
{
	const struct tag *tag = tag_find(token->name, token->name_length);

	if (tag == NULL)
		return;
	if (tag->flags & TAG_HIDDEN) {
		if (!token->is_empty)
			markup_skip_element(markup, token->name, token->name_length);
		return;
	}
	break_prose(work, tag);
	keep_space(work, tag, true);
	if (work->safe != NULL && (tag->flags & TAG_KEPT) && !token->is_cut)
		sanitiser_open(work->safe, tag, token);
}

static void close_tag(struct work *work, const struct markup_token *token)
{
	const struct tag *tag = tag_find(token->name, token->name_length);

	if (tag == NULL)
		return;
	break_prose(work, tag);
	keep_space(work, tag, false);
	if (work->safe == NULL || !(tag->flags & TAG_KEPT))
		return;
	sanitiser_close(work->safe, tag);
}

static void walk(struct work *work, const char *source, size_t length)
{
	struct markup markup = {.at = source, .end = source + length};
	struct markup_token token;

	while (markup_next(&markup, &token)) {
		switch (token.kind) {
		case MARKUP_TEXT:
			add_encoded(work, token.start, token.end);
			break;
		case MARKUP_CDATA:
			add_text(work, token.start, token.end);
			break;
		case MARKUP_OPEN:
			open_tag(work, &markup, &token);
			break;
		case MARKUP_CLOSE:
			close_tag(work, &token);
			break;
		case MARKUP_DOCTYPE:
		case MARKUP_OTHER:
			break;
		}
	}
}

static bool is_known_tag(const struct markup_token *token)
{
	return (token->kind == MARKUP_OPEN || token->kind == MARKUP_CLOSE) &&
	       tag_find(token->name, token->name_length) != NULL;
}

static bool has_reference(const char *at, const char *end)
{
	uint32_t code_point;

	while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
		if (entity_read(at, end, false, &code_point) != 0)
			return true;
		at++;
	}
	return false;
}

void html_sanitise(struct buf *html, struct buf *text, const char *source, size_t length,
		   const char *base_url)
{
	struct sanitiser safe = {
		.out = html,
		.base_url = base_url,
		.most = html != NULL ? html->length + 4 * length + SLACK : 0,
	};
	struct prose prose = text != NULL ? prose_begin(text) : (struct prose){0};
	struct work work = {
		.safe = html != NULL ? &safe : NULL,
		.prose = text != NULL ? &prose : NULL,
	};

	walk(&work, source, length);
	if (html != NULL)
		sanitiser_end(&safe);
	buf_clear(&work.scratch);
}

void html_to_text(struct buf *out, const char *source, size_t length)
{
	html_sanitise(NULL, out, source, length, NULL);
}

void html_add_escaped(struct buf *out, const char *text, size_t length)
{
	sanitiser_add_escaped(out, text, length);
}

bool html_has_tags(const char *text, size_t length)
{
	struct markup markup = {.at = text, .end = text + length};
	struct markup_token token;

	if (memchr(text, '<', length) == NULL)
		return false;
	while (markup_next(&markup, &token)) {
		if (is_known_tag(&token))
			return true;
	}
	return false;
}

bool html_has_markup(const char *text, size_t length)
{
	struct markup markup = {.at = text, .end = text + length};
	struct markup_token token;

	while (markup_next(&markup, &token)) {
		if (is_known_tag(&token) || token.kind == MARKUP_OTHER || token.kind == MARKUP_CDATA)
			return true;
		if (token.kind == MARKUP_TEXT && has_reference(token.start, token.end))
			return true;
	}
	return false;
}
