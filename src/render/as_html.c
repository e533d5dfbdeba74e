#include "render/as_html.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
#include "render/timeline.h"
#include "render/troubles.h"
#include "render/wording.h"

static bool is_filed(const struct edition *edition)
{
	return !str_is_empty(edition->name);
}

static void add_paragraphs(const struct pen *pen, const struct post *post)
{
	size_t i;

	for (i = 0; i < post->paragraph_count; i++)
		escape_html(pen->out, "<p>%s</p>\n", post->paragraphs[i]);
}

/* The headline, which leads to the source as "Original Source Here" does. */
static void add_headline(const struct pen *pen, const struct post *post, const char *tag)
{
	buf_printf(pen->out, "<%s>", tag);
	if (post->is_update)
		buf_add_text(pen->out, "<span class=\"update\"" PAGE_OURS ">Update</span> ");
	page_link(pen, post->original_url, wording_headline(post));
	buf_printf(pen->out, "</%s>\n", tag);
}

static void add_source(const struct pen *pen, const struct post *post)
{
	if (escape_link(pen->arena, post->original_url) == NULL)
		return;
	buf_add_text(pen->out, "<p class=\"source\"" PAGE_OURS ">");
	page_link(pen, post->original_url, "Original Source Here");
	buf_add_text(pen->out, "</p>\n");
}

static void add_links(const struct pen *pen, const struct post *post)
{
	buf_add_text(pen->out, "<div class=\"links\"" PAGE_OURS ">\n");
	add_source(pen, post);
	if (is_filed(pen->edition))
		escape_html(pen->out,
			    "<p class=\"own\"><a href=\"stories/%s.html\">"
			    "This story alone</a></p>\n",
			    post->slug);
	buf_add_text(pen->out, "</div>\n");
}

/* Who reported it and how, isolated, as names may run the other way. */
static void add_voice(const struct pen *pen, const struct article *article)
{
	buf_add_text(pen->out, "<bdi>");
	page_link(pen, article->url, wording_publisher(article));
	buf_add_text(pen->out, "</bdi>");
	buf_add_text(pen->out, wording_role(article));
}

static void add_voices(const struct pen *pen, const struct post *post)
{
	const char *separator = "<p class=\"voices\"" PAGE_OURS ">Also reported by: ", *end = "";
	size_t i;

	for (i = 1; i < post->article_count; i++) {
		if (!wording_is_new_voice(post, i))
			continue;
		buf_add_text(pen->out, separator);
		add_voice(pen, post->articles[i]);
		separator = ", ";
		end = "</p>\n";
	}
	buf_add_text(pen->out, end);
}

/* A line ends between the two times, if it must, and not within one. */
static void add_period(const struct pen *pen)
{
	static const char between[] = " to ";
	const char *period = wording_period(pen->arena, pen->edition);
	const char *end = strstr(period, between);

	escape_html(pen->out,
		    "<p><span class=\"whole\">%s</span> to <span class=\"whole\">%s</span></p>\n",
		    arena_printf(pen->arena, "%.*s", (int)(end - period), period),
		    end + strlen(between));
}

static void add_masthead(const struct pen *pen)
{
	const struct edition *edition = pen->edition;

	escape_html(pen->out, "<header class=\"masthead\">\n<h1>%s</h1>\n<p class=\"day\">",
		    edition->digest->name);
	page_time(pen, edition->period_end,
		  wording_day(pen->arena, edition->period_end, edition->utc_offset));
	buf_add_text(pen->out, "</p>\n");
	add_period(pen);
	escape_html(pen->out, "<p>%s</p>\n</header>\n", wording_counts(pen->arena, edition));
}

static void add_contents(const struct pen *pen)
{
	size_t i;

	buf_add_text(pen->out, "<nav class=\"contents\" aria-labelledby=\"contents-label\">\n"
			       "<h2 class=\"label\" id=\"contents-label\">In this edition</h2>\n"
			       "<ol>\n");
	for (i = 0; i < pen->edition->post_count; i++) {
		const struct post *post = &pen->edition->posts[i];

		escape_html(pen->out, "<li><a href=\"#story-%zu\"", i + 1);
		page_language(pen, post->language);
		escape_html(pen->out, ">%s</a></li>\n",
			    wording_marked_headline(pen->arena, post));
	}
	buf_add_text(pen->out, "</ol>\n</nav>\n");
}

static void add_byline(const struct pen *pen, const struct post *post)
{
	buf_add_text(pen->out, "<p class=\"byline\"" PAGE_OURS ">");
	if (post->article_count > 0)
		escape_html(pen->out, "<b><bdi>%s</bdi></b>&nbsp;· ",
			    wording_publisher(post->articles[0]));
	page_time(pen, post->time,
		  wording_time(pen->arena, post->time, pen->edition->utc_offset));
	escape_html(pen->out, "&nbsp;· <span class=\"whole\">%s</span></p>\n",
		    wording_sources(pen->arena, post));
}

static void add_other_article(const struct pen *pen, const struct post *post,
			      const struct article *article)
{
	const char *title = wording_other_title(post, article);

	buf_add_text(pen->out, "<li>");
	add_voice(pen, article);
	if (*title != '\0') {
		buf_add_text(pen->out, " <cite");
		page_language(pen, article->language);
		escape_html(pen->out, ">%s</cite>", title);
	}
	buf_add_text(pen->out, "</li>\n");
}

static void add_coverage(const struct pen *pen, const struct post *post)
{
	size_t i;

	if (post->article_count < 2)
		return;
	buf_add_text(pen->out, "<div class=\"coverage\"" PAGE_OURS ">\n"
			       "<p class=\"label\">Also reported by:</p>\n<ul>\n");
	for (i = 1; i < post->article_count; i++)
		add_other_article(pen, post, post->articles[i]);
	buf_add_text(pen->out, "</ul>\n");
	timeline_add(pen, post);
	buf_add_text(pen->out, "</div>\n");
}

static void add_story(const struct pen *pen, size_t index)
{
	const struct post *post = &pen->edition->posts[index];

	escape_html(pen->out, "<article class=\"story\" id=\"story-%zu\"", index + 1);
	page_language(pen, post->language);
	buf_add_text(pen->out, ">\n");
	add_headline(pen, post, "h2");
	add_byline(pen, post);
	add_paragraphs(pen, post);
	add_links(pen, post);
	add_coverage(pen, post);
	buf_add_text(pen->out, "</article>\n");
}

static void add_troubles(const struct pen *pen)
{
	const struct edition *edition = pen->edition;

	if (edition->trouble_count == 0)
		return;
	buf_add_text(pen->out, "<section class=\"troubles\" aria-labelledby=\"troubles-label\">\n"
			       "<h2 class=\"label\" id=\"troubles-label\">"
			       "Feeds needing attention</h2>\n");
	troubles_add(pen);
	buf_add_text(pen->out, "</section>\n");
}

static void add_footer(const struct pen *pen)
{
	escape_html(pen->out, "<footer class=\"foot\"" PAGE_OURS ">\n<p>%s</p>\n",
		    wording_footer(pen->arena, pen->edition->digest));
}

/* Where to go from here; JSON is for programs, which need no link. */
static void add_ways_on(const struct pen *pen)
{
	static const struct {
		enum digest_format format;
		const char *ending, *text;
	} others[] = {
		{FORMAT_TEXT, "txt", "As text"},
		{FORMAT_MARKDOWN, "md", "As Markdown"},
	};
	const struct edition *edition = pen->edition;
	size_t i;

	buf_add_text(pen->out, "<nav aria-label=\"More of this digest\">\n"
			       "<a href=\"index.html\">All editions</a>\n");
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (edition->digest->formats[others[i].format])
			escape_html(pen->out, "<a href=\"%s.%s\">%s</a>\n", edition->name,
				    others[i].ending, others[i].text);
	}
	if (edition->digest->formats[FORMAT_ATOM])
		buf_add_text(pen->out, "<a href=\"feed.atom\">Feed</a>\n");
	buf_add_text(pen->out, "</nav>\n");
}

static const char *edition_title(const struct pen *pen)
{
	const struct edition *edition = pen->edition;

	return arena_printf(pen->arena, "%s, %s", edition->digest->name,
			    wording_time(pen->arena, edition->period_end, edition->utc_offset));
}

void as_html_edition(const struct pen *pen)
{
	size_t i, count = pen->edition->post_count;

	page_open(pen, &(struct page){.title = edition_title(pen),
				      .description = wording_counts(pen->arena, pen->edition),
				      .language = "en",
				      .skip_to = "the stories"});
	add_masthead(pen);
	if (count > WORDING_CONTENTS_PAST)
		add_contents(pen);
	buf_add_text(pen->out, "<main id=\"main-content\">\n");
	for (i = 0; i < count; i++)
		add_story(pen, i);
	if (count == 0)
		buf_add_text(pen->out, "<p class=\"none\">" WORDING_NOTHING "</p>\n");
	add_troubles(pen);
	buf_add_text(pen->out, "</main>\n");
	add_footer(pen);
	if (is_filed(pen->edition))
		add_ways_on(pen);
	buf_add_text(pen->out, "</footer>\n");
	page_close(pen);
}

void as_html_post(const struct pen *pen, const struct post *post)
{
	page_open(pen, &(struct page){.title = wording_headline(post),
				      .description = wording_sources(pen->arena, post),
				      .language = post->language,
				      .skip_to = "the story"});
	buf_add_text(pen->out, "<main id=\"main-content\">\n<article class=\"story alone\"");
	page_language(pen, post->language);
	buf_add_text(pen->out, ">\n");
	add_headline(pen, post, "h1");
	add_source(pen, post);
	add_paragraphs(pen, post);
	add_voices(pen, post);
	buf_add_text(pen->out, "</article>\n</main>\n");
	add_footer(pen);
	buf_add_text(pen->out, "</footer>\n");
	page_close(pen);
}

void as_html_fragment(const struct pen *pen, const struct post *post)
{
	buf_add_text(pen->out, "<div");
	page_language(pen, post->language);
	buf_add_text(pen->out, ">\n");
	add_source(pen, post);
	add_paragraphs(pen, post);
	add_voices(pen, post);
	escape_html(pen->out, "<p" PAGE_OURS ">%s</p>\n</div>\n",
		    wording_footer(pen->arena, pen->edition->digest));
}
