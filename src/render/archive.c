#include "render/archive.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
#include "render/render.h"
#include "render/wording.h"

/* The best for reading first. */
static const struct {
	enum digest_format format;
	const char *ending;
} endings[] = {
	{FORMAT_HTML, "html"},
	{FORMAT_TEXT, "txt"},
	{FORMAT_MARKDOWN, "md"},
	{FORMAT_JSON, "json"},
};

static const char *ending(const struct digest_settings *digest)
{
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (digest->formats[endings[i].format])
			return endings[i].ending;
	}
	return NULL;
}

static void add_headline(const struct pen *pen, const struct archived *edition)
{
	if (!str_is_empty(edition->headline))
		escape_html(pen->out, "<p dir=\"auto\" lang=\"\">%s</p>\n", edition->headline);
}

static void add_edition(const struct pen *pen, const struct archived *edition)
{
	const char *when = wording_time(pen->arena, edition->period_end, pen->edition->utc_offset);
	const char *file = ending(pen->edition->digest);

	if (file != NULL)
		escape_html(pen->out, "<li><a href=\"%s.%s\">%s</a>\n", edition->name, file, when);
	else
		escape_html(pen->out, "<li>%s\n", when);
	add_headline(pen, edition);
	escape_html(pen->out, "<p class=\"quiet\">%s</p></li>\n",
		    wording_stories(pen->arena, edition->story_count));
}

static void add_editions(const struct pen *pen, const struct archived *editions, size_t count)
{
	static const char end[] = "</ul>\n</section>\n";
	const char *month = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct archived *edition = &editions[i];
		const char *its_month = wording_month(pen->arena, edition->name);

		if (!str_equal(month, its_month)) {
			buf_add_text(pen->out, month == NULL ? "" : end);
			escape_html(pen->out,
				    "<section>\n<h2 class=\"label\">%s</h2>\n<ul class=\"list\">\n",
				    its_month);
		}
		month = its_month;
		add_edition(pen, edition);
	}
	if (month != NULL)
		buf_add_text(pen->out, end);
}

static void add_digest(const struct pen *pen, const struct archived *newest)
{
	const char *slug = newest->digest_slug;

	if (newest->has_html)
		escape_html(pen->out, "<li><a href=\"%s/%s.html\">", slug, newest->name);
	else
		escape_html(pen->out, "<li><a href=\"%s/index.html\">", slug);
	escape_html(pen->out, "<bdi>%s</bdi></a>\n", newest->digest_name);
	add_headline(pen, newest);
	escape_html(pen->out,
		    "<p class=\"quiet\">%s · %s · <a href=\"%s/index.html\">All editions</a></p>"
		    "</li>\n",
		    wording_time(pen->arena, newest->period_end, pen->edition->utc_offset),
		    wording_stories(pen->arena, newest->story_count), slug);
}

static void open_list(const struct pen *pen, const char *title, const char *subtitle)
{
	page_open(pen, &(struct page){.title = title,
				      .description = subtitle,
				      .language = "en",
				      .skip_to = "the list"});
	escape_html(pen->out,
		    "<header class=\"masthead\">\n<h1>%s</h1>\n<p>%s</p>\n</header>\n"
		    "<main id=\"main-content\">\n",
		    title, subtitle);
}

static void add_months(const struct pen *pen, const struct render_context *context)
{
	size_t i;

	buf_add_text(pen->out, "<nav class=\"months\" aria-labelledby=\"months-label\">\n"
			       "<h2 class=\"label\" id=\"months-label\">By month</h2>\n<ul>\n");
	for (i = 0; i < context->month_total; i++)
		escape_html(pen->out, "<li><a href=\"%s.html\">%s</a></li>\n", context->months[i],
			    wording_month(pen->arena, context->months[i]));
	buf_add_text(pen->out, "</ul>\n</nav>\n");
}

static void add_foot(const struct pen *pen, const char *ways)
{
	const struct digest_settings *digest = pen->edition->digest;

	buf_printf(pen->out,
		   "</main>\n<footer class=\"foot\">\n"
		   "<nav aria-label=\"More of this digest\">\n%s", ways);
	if (digest->formats[FORMAT_ATOM])
		buf_add_text(pen->out, "<a href=\"feed.atom\">Feed</a>\n");
	buf_add_text(pen->out, "</nav>\n</footer>\n");
	page_close(pen);
}

const char *archive_month(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%.7s", name);
}

void archive_of_digest(const struct pen *pen, const struct render_context *context)
{
	open_list(pen, pen->edition->digest->name, "The newest editions");
	add_editions(pen, context->recent, context->recent_count);
	add_months(pen, context);
	add_foot(pen, "");
}

/* Of all other months only the one before is led to: later ones this page will not know. */
void archive_of_month(const struct pen *pen, const struct render_context *context)
{
	const char *month = wording_month(pen->arena, context->months[0]), *ways = "";

	if (context->month_total > 1)
		ways = arena_printf(pen->arena, "<a href=\"%s.html\">%s</a>\n", context->months[1],
				    wording_month(pen->arena, context->months[1]));
	open_list(pen, pen->edition->digest->name,
		  arena_printf(pen->arena, "The editions of %s", month));
	add_editions(pen, context->month, context->month_count);
	add_foot(pen, arena_printf(pen->arena, "%s<a href=\"index.html\">The newest editions</a>\n",
				   ways));
}

void archive_of_all(const struct pen *pen, const struct render_context *context)
{
	size_t i;

	open_list(pen, "Digests", "The newest edition of each");
	buf_add_text(pen->out, "<ul class=\"list\">\n");
	for (i = 0; i < context->newest_count; i++)
		add_digest(pen, &context->newest[i]);
	buf_add_text(pen->out, "</ul>\n</main>\n<footer class=\"foot\">\n<nav aria-label=\"More\">"
			       "<a href=\"health.html\">Feeds needing attention</a></nav>\n"
			       "</footer>\n");
	page_close(pen);
}
