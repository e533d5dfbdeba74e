#include "render/as_json.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/escape.h"
#include "render/pen.h"
#include "render/typeset.h"
#include "render/wording.h"
#include "text/date.h"

enum { DIGITS = 6 };		/* of a rank: enough to sort by, the same on every machine */

static json_t *text(const char *value)
{
	struct buf plain = {0};
	json_t *json;

	escape_plain(&plain, value);
	json = json_stringn(buf_text(&plain), plain.length);
	buf_clear(&plain);
	return json;
}

static json_t *text_or_null(const char *value)
{
	return str_is_empty(value) ? json_null() : text(value);
}

static json_t *number(size_t value)
{
	return json_integer((json_int_t)value);
}

static json_t *number_or_null(int64_t value)
{
	return value == 0 ? json_null() : json_integer(value);
}

static json_t *date(int64_t time)
{
	char machine[DATE_SIZE];

	return json_string(date_format(time, machine));
}

static json_t *article_json(const struct pen *pen, const struct article *article)
{
	return json_pack("{s:I, s:o, s:o, s:o, s:s, s:o, s:o}",
			 "id", (json_int_t)article->id,
			 "publisher", text(wording_publisher(article)),
			 "url", text_or_null(escape_link(pen->arena, article->url)),
			 "title", text_or_null(article->title),
			 "role", article_role_text(article->role),
			 "of", number_or_null(article->of),
			 "published", article->time != TIME_UNKNOWN ? date(article->time)
								    : json_null());
}

static json_t *story_json(const struct pen *pen, const struct post *post)
{
	json_t *articles = json_array();
	size_t i;

	for (i = 0; i < post->article_count; i++)
		json_array_append_new(articles, article_json(pen, post->articles[i]));
	return json_pack("{s:I, s:o, s:o, s:f, s:o, s:o}",
			 "story", (json_int_t)post->story_id,
			 "independents", number(post->independents),
			 "reprints", number(post->reprints),
			 "rank", post->rank,
			 "articles", articles,
			 "update_of", number_or_null(post->is_update ? post->story_id : 0));
}

static json_t *content_html(const struct pen *pen, const struct post *post)
{
	struct buf html = {0};
	json_t *json;

	typeset_page(&(struct pen){&html, pen->arena, pen->edition, NULL}, pen->entry, post);
	json = json_stringn(buf_text(&html), html.length);
	buf_clear(&html);
	return json;
}

static json_t *content_text(const struct post *post)
{
	struct buf plain = {0};
	json_t *json;
	size_t i;

	for (i = 0; i < post->paragraph_count; i++) {
		if (i > 0)
			buf_add_text(&plain, "\n\n");
		escape_plain(&plain, post->paragraphs[i]);
	}
	json = json_stringn(buf_text(&plain), plain.length);
	buf_clear(&plain);
	return json;
}

static json_t *item_json(const struct pen *pen, const struct post *post)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			 "id", text(post->id),
			 "url", text_or_null(escape_link(pen->arena, post->original_url)),
			 "title", text(wording_marked_headline(pen->arena, post)),
			 "content_html", content_html(pen, post),
			 "content_text", content_text(post),
			 "date_published", date(post->time),
			 "date_modified", date(pen->edition->period_end),
			 "language", text_or_null(escape_language(post->language)),
			 "_granola", story_json(pen, post));
}

static json_t *trouble_json(const struct pen *pen, const struct trouble *trouble)
{
	json_t *next_try = trouble->next_try == 0 ? json_null() : date(trouble->next_try);

	return json_pack("{s:o, s:o, s:o, s:o, s:o}",
			 "title", text_or_null(trouble->title),
			 "url", text_or_null(escape_url(pen->arena, trouble->url)),
			 "problem", text_or_null(trouble->problem),
			 "since", trouble->since == 0 ? json_null() : date(trouble->since),
			 "next_try", next_try);
}

static json_t *edition_json(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	json_t *troubles = json_array();
	size_t i;

	for (i = 0; i < edition->trouble_count; i++)
		json_array_append_new(troubles, trouble_json(pen, &edition->troubles[i]));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			 "edition", text_or_null(edition->name),
			 "period_start", date(edition->period_start),
			 "period_end", date(edition->period_end),
			 "articles", number(edition->article_count),
			 "feeds", number(edition->feed_count),
			 "left_out", number(edition->left_out),
			 "troubles", troubles);
}

static json_t *feed_json(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	json_t *items = json_array();
	size_t i;

	for (i = 0; i < edition->post_count; i++)
		json_array_append_new(items, item_json(pen, &edition->posts[i]));
	return json_pack("{s:s, s:o, s:o, s:[{s:o}], s:o, s:o}",
			 "version", "https://jsonfeed.org/version/1.1",
			 "title", text(edition->digest->name),
			 "description", text(wording_counts(pen->arena, edition)),
			 "authors", "name", text(wording_owner(edition->digest)),
			 "_granola", edition_json(pen),
			 "items", items);
}

void as_json_edition(const struct pen *pen)
{
	json_t *feed = feed_json(pen);
	char *dump = json_dumps(feed, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));

	assert(dump != NULL);
	buf_add_text(pen->out, dump);
	buf_add_char(pen->out, '\n');
	free(dump);
	json_decref(feed);
}
