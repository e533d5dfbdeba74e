#include "render/as_markdown.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/pen.h"
#include "render/wording.h"

/* Whether the ampersand at `at` would be read as the start of a character reference. */
static bool is_reference(const char *at)
{
	size_t i = 1;

	while (str_is_alpha(at[i]) || str_is_digit(at[i]) || at[i] == '#')
		i++;
	return i > 1 && at[i] == ';';
}

/* `url` is one of escape_link(): nothing in it closes the angle brackets. */
static void add_destination(const struct pen *pen, const char *url)
{
	buf_add_text(pen->out, "(<");
	for (; *url != '\0'; url++) {
		buf_add_char(pen->out, *url);
		if (*url == '&' && is_reference(url))
			buf_add_text(pen->out, "amp;");
	}
	buf_add_text(pen->out, ">)");
}

/* The text as a link, or as itself where the URL is none that may be linked to. */
static void add_link(const struct pen *pen, const char *url, const char *text)
{
	const char *target = escape_link(pen->arena, url);

	if (target == NULL) {
		escape_markdown(pen->out, "%s", text);
		return;
	}
	escape_markdown(pen->out, "[%s]", text);
	add_destination(pen, target);
}

static void add_paragraphs(const struct pen *pen, const struct post *post)
{
	size_t i;

	for (i = 0; i < post->paragraph_count; i++)
		escape_markdown(pen->out, "%s\n\n", post->paragraphs[i]);
}

static void add_source(const struct pen *pen, const struct post *post)
{
	if (escape_link(pen->arena, post->original_url) == NULL)
		return;
	add_link(pen, post->original_url, "Original Source Here");
	buf_add_text(pen->out, "\n\n");
}

static void add_header(const struct pen *pen)
{
	const struct edition *edition = pen->edition;

	escape_markdown(pen->out, "# %s\n\n*%s*\n\n", edition->digest->name,
			wording_day(pen->arena, edition->period_end, edition->utc_offset));
	escape_markdown(pen->out, "%s\n\n%s\n\n", wording_period(pen->arena, edition),
			wording_counts(pen->arena, edition));
}

static void add_contents(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	size_t i;

	buf_add_text(pen->out, "## In this edition\n\n");
	for (i = 0; i < edition->post_count; i++)
		escape_markdown(pen->out, "%zu. %s\n", i + 1,
				wording_marked_headline(pen->arena, &edition->posts[i]));
	buf_add_char(pen->out, '\n');
}

static void add_coverage(const struct pen *pen, const struct post *post)
{
	size_t i;

	if (post->article_count < 2)
		return;
	buf_add_text(pen->out, "Also reported by:\n\n");
	for (i = 1; i < post->article_count; i++) {
		const struct article *article = post->articles[i];
		const char *title = wording_other_title(post, article);

		buf_add_text(pen->out, "- ");
		add_link(pen, article->url, wording_publisher(article));
		buf_add_text(pen->out, wording_role(article));
		if (*title != '\0')
			escape_markdown(pen->out, ": %s", title);
		buf_add_char(pen->out, '\n');
	}
	buf_add_char(pen->out, '\n');
}

static void add_story(const struct pen *pen, const struct post *post)
{
	buf_add_text(pen->out, "## ");
	add_link(pen, post->original_url, wording_marked_headline(pen->arena, post));
	escape_markdown(pen->out, "\n\n*%s*\n\n",
			wording_byline(pen->arena, post, pen->edition->utc_offset));
	add_paragraphs(pen, post);
	add_source(pen, post);
	add_coverage(pen, post);
}

static void add_troubles(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	size_t i;

	if (edition->trouble_count == 0)
		return;
	buf_add_text(pen->out, "## Feeds needing attention\n\n");
	for (i = 0; i < edition->trouble_count; i++) {
		const struct trouble *trouble = &edition->troubles[i];

		buf_add_text(pen->out, "- ");
		add_link(pen, trouble->url, trouble->title);
		escape_markdown(pen->out, ": %s\n",
				wording_trouble(pen->arena, trouble, edition->utc_offset));
	}
	buf_add_char(pen->out, '\n');
}

static void add_footer(const struct pen *pen)
{
	escape_markdown(pen->out, "%s\n", wording_footer(pen->arena, pen->edition->digest));
}

static void add_voices(const struct pen *pen, const struct post *post)
{
	const char *separator = "Also reported by: ", *end = "";
	size_t i;

	for (i = 1; i < post->article_count; i++) {
		if (!wording_is_new_voice(post, i))
			continue;
		buf_add_text(pen->out, separator);
		add_link(pen, post->articles[i]->url, wording_publisher(post->articles[i]));
		buf_add_text(pen->out, wording_role(post->articles[i]));
		separator = ", ";
		end = "\n\n";
	}
	buf_add_text(pen->out, end);
}

void as_markdown_edition(const struct pen *pen)
{
	size_t i;

	add_header(pen);
	if (pen->edition->post_count > WORDING_CONTENTS_PAST)
		add_contents(pen);
	for (i = 0; i < pen->edition->post_count; i++)
		add_story(pen, &pen->edition->posts[i]);
	if (pen->edition->post_count == 0)
		buf_add_text(pen->out, WORDING_NOTHING "\n\n");
	add_troubles(pen);
	buf_add_text(pen->out, "---\n\n");
	add_footer(pen);
}

void as_markdown_post(const struct pen *pen, const struct post *post)
{
	escape_markdown(pen->out, "# %s\n\n", wording_marked_headline(pen->arena, post));
	add_source(pen, post);
	add_paragraphs(pen, post);
	add_voices(pen, post);
	add_footer(pen);
}
