#include "render/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/escape.h"
#include "render/pen.h"
#include "render/wording.h"

enum { FEWEST = 3 };

static int by_time(const void *a, const void *b)
{
	const struct article *left = *(const struct article *const *)a;
	const struct article *right = *(const struct article *const *)b;

	if (left->time != right->time)
		return left->time < right->time ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

/* Those whose time is known. */
static const struct article **in_order(struct arena *arena, const struct post *post,
				       size_t *count)
{
	const struct article **articles =
		arena_array(arena, post->article_count, sizeof(articles[0]));
	size_t i;

	*count = 0;
	for (i = 0; i < post->article_count; i++) {
		if (post->articles[i]->time != TIME_UNKNOWN)
			articles[(*count)++] = post->articles[i];
	}
	if (*count > 0)
		qsort(articles, *count, sizeof(articles[0]), by_time);
	return articles;
}

static bool is_copy(const struct article *article)
{
	return article->role == ROLE_REPRINT || article->role == ROLE_REWRITE;
}

/* "The Ellery Post (reprint), 22 Nov, 04:00" */
static const char *moment(const struct pen *pen, const struct article *article)
{
	const char *role = wording_role(article);
	const char *time = wording_short_time(pen->arena, article->time, pen->edition->utc_offset);

	if (*role == '\0')
		return arena_printf(pen->arena, "%s, %s", wording_publisher(article), time);
	return arena_printf(pen->arena, "%s (%s), %s", wording_publisher(article), role, time);
}

static void add_dots(const struct pen *pen, const struct article **articles, size_t count)
{
	int64_t first = articles[0]->time, span = articles[count - 1]->time - first;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct article *article = articles[i];
		int place = (int)((double)(article->time - first) * 100 / (double)span);

		escape_html(pen->out, "<i class=\"%s\" style=\"left:%d%%\" title=\"%s\"></i>",
			    is_copy(article) ? "copy" : "voice", place,
			    moment(pen, article));
	}
}

static void add_label(const struct pen *pen, const struct article *article)
{
	escape_html(pen->out, "<span>%s, <span class=\"whole\">%s</span></span>",
		    wording_publisher(article),
		    wording_short_time(pen->arena, article->time, pen->edition->utc_offset));
}

void timeline_add(const struct pen *pen, const struct post *post)
{
	size_t i, count;
	const struct article **articles = in_order(pen->arena, post, &count);

	if (count < FEWEST || articles[0]->time == articles[count - 1]->time)
		return;
	buf_add_text(pen->out, "<div class=\"timeline\" role=\"img\" aria-label=\"Timeline");
	for (i = 0; i < count; i++)
		escape_html(pen->out, i == 0 ? ": %s" : "; %s",
			    moment(pen, articles[i]));
	buf_add_text(pen->out, "\">");
	add_dots(pen, articles, count);
	buf_add_text(pen->out, "</div>\n<p class=\"span\" aria-hidden=\"true\">");
	add_label(pen, articles[0]);
	buf_add_char(pen->out, ' ');
	add_label(pen, articles[count - 1]);
	buf_add_text(pen->out, "</p>\n");
}
