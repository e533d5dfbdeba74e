#include "render/as_text.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/pen.h"
#include "render/wording.h"
#include "render/wrap.h"

static void add_rule(const struct pen *pen)
{
	size_t i;

	for (i = 0; i < WRAP_COLUMNS; i++)
		buf_add_char(pen->out, '-');
	buf_add_text(pen->out, "\n\n");
}

static void add_lines(const struct pen *pen, const char *text)
{
	wrap_add(pen->out, text, "", "");
}

static void add_paragraph(const struct pen *pen, const char *text)
{
	add_lines(pen, text);
	buf_add_char(pen->out, '\n');
}

static void add_paragraphs(const struct pen *pen, const struct post *post)
{
	size_t i;

	for (i = 0; i < post->paragraph_count; i++)
		add_paragraph(pen, post->paragraphs[i]);
}

static void add_source(const struct pen *pen, const struct post *post)
{
	const char *url = escape_link(pen->arena, post->original_url);

	if (url != NULL)
		buf_printf(pen->out, "Original Source Here: %s\n\n", url);
}

static void add_header(const struct pen *pen)
{
	const struct edition *edition = pen->edition;

	add_lines(pen, edition->digest->name);
	add_lines(pen, wording_day(pen->arena, edition->period_end, edition->utc_offset));
	buf_add_char(pen->out, '\n');
	add_lines(pen, wording_period(pen->arena, edition));
	add_lines(pen, wording_counts(pen->arena, edition));
	buf_add_char(pen->out, '\n');
}

/* " 3. ", with room for two digits so that headlines stand in one column. */
static void add_numbered(const struct pen *pen, size_t number, const char *text)
{
	wrap_add(pen->out, text, arena_printf(pen->arena, "%2zu. ", number), "    ");
}

static void add_contents(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	size_t i;

	buf_add_text(pen->out, "In this edition\n\n");
	for (i = 0; i < edition->post_count; i++)
		add_numbered(pen, i + 1, wording_marked_headline(pen->arena, &edition->posts[i]));
	buf_add_char(pen->out, '\n');
}

static void add_other_article(const struct pen *pen, const struct post *post,
			      const struct article *article)
{
	const char *title = wording_other_title(post, article);
	const char *url = escape_link(pen->arena, article->url);

	wrap_add(pen->out,
		 arena_printf(pen->arena, "%s%s%s%s", wording_publisher(article),
			      wording_role(article), *title != '\0' ? ": " : "", title),
		 "    - ", "      ");
	if (url != NULL)
		buf_printf(pen->out, "      %s\n", url);
}

static void add_coverage(const struct pen *pen, const struct post *post)
{
	size_t i;

	if (post->article_count < 2)
		return;
	buf_add_text(pen->out, "    Also reported by:\n");
	for (i = 1; i < post->article_count; i++)
		add_other_article(pen, post, post->articles[i]);
	buf_add_char(pen->out, '\n');
}

static void add_story(const struct pen *pen, size_t index)
{
	const struct post *post = &pen->edition->posts[index];

	add_rule(pen);
	add_numbered(pen, index + 1, wording_marked_headline(pen->arena, post));
	wrap_add(pen->out, wording_byline(pen->arena, post, pen->edition->utc_offset), "    ",
		 "    ");
	buf_add_char(pen->out, '\n');
	add_paragraphs(pen, post);
	add_source(pen, post);
	add_coverage(pen, post);
}

static void add_trouble(const struct pen *pen, const struct trouble *trouble)
{
	const char *url = escape_url(pen->arena, trouble->url);

	wrap_add(pen->out,
		 arena_printf(pen->arena, "%s: %s", trouble->title,
			      wording_trouble(pen->arena, trouble, pen->edition->utc_offset)),
		 "- ", "  ");
	if (url != NULL)
		buf_printf(pen->out, "  %s\n", url);
}

static void add_troubles(const struct pen *pen)
{
	size_t i;

	if (pen->edition->trouble_count == 0)
		return;
	add_rule(pen);
	buf_add_text(pen->out, "Feeds needing attention\n\n");
	for (i = 0; i < pen->edition->trouble_count; i++)
		add_trouble(pen, &pen->edition->troubles[i]);
	buf_add_char(pen->out, '\n');
}

/* "Also reported by: The Straits Times (reprint), Silicon UK": each once. */
static void add_voices(const struct pen *pen, const struct post *post)
{
	const char *separator = "Also reported by: ";
	struct buf line = {0};
	size_t i;

	for (i = 1; i < post->article_count; i++) {
		const struct article *article = post->articles[i];

		if (!wording_is_new_voice(post, i))
			continue;
		buf_printf(&line, "%s%s%s", separator, wording_publisher(article),
			   wording_role(article));
		separator = ", ";
	}
	if (line.length > 0)
		add_paragraph(pen, buf_text(&line));
	buf_clear(&line);
}

void as_text_edition(const struct pen *pen)
{
	size_t i;

	add_header(pen);
	if (pen->edition->post_count > WORDING_CONTENTS_PAST)
		add_contents(pen);
	for (i = 0; i < pen->edition->post_count; i++)
		add_story(pen, i);
	if (pen->edition->post_count == 0)
		add_paragraph(pen, WORDING_NOTHING);
	add_troubles(pen);
	add_rule(pen);
	add_lines(pen, wording_footer(pen->arena, pen->edition->digest));
}

void as_text_post(const struct pen *pen, const struct post *post)
{
	add_paragraph(pen, wording_marked_headline(pen->arena, post));
	add_source(pen, post);
	add_paragraphs(pen, post);
	add_voices(pen, post);
	add_lines(pen, wording_footer(pen->arena, pen->edition->digest));
}
