#include "render/as_atom.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/escape.h"
#include "render/pen.h"
#include "render/render.h"
#include "render/typeset.h"
#include "render/wording.h"
#include "text/date.h"

/* RFC 6761 keeps this name from ever belonging to anybody. */
static const char authority[] = "granola.invalid";

static void add_date(const struct pen *pen, const char *element, int64_t time)
{
	char text[DATE_SIZE];

	buf_printf(pen->out, "<%s>%s</%s>\n", element, date_format(time, text), element);
}

/* The HTML, escaped once more, as type="html" asks for. */
static void add_content(const struct pen *pen, const struct post *post)
{
	struct buf html = {0};

	typeset_page(&(struct pen){&html, pen->arena, pen->edition, NULL}, pen->entry, post);
	escape_html(pen->out, "<content type=\"html\">%s</content>\n", buf_text(&html));
	buf_clear(&html);
}

/* Whose feed told it first: section 4.2.11. Its entry is what is newest of it here. */
static void add_source(const struct pen *pen, const struct post *post)
{
	const struct article *lead = post->article_count > 0 ? post->articles[0] : NULL;
	const char *url = lead != NULL ? escape_url(pen->arena, lead->feed_url) : NULL;

	if (url == NULL)
		return;
	escape_html(pen->out,
		    "<source>\n<id>%s</id>\n<title>%s</title>\n<link rel=\"self\" href=\"%s\"/>\n",
		    url, str_is_empty(lead->feed_title) ? url : lead->feed_title, url);
	add_date(pen, "updated", lead->time != TIME_UNKNOWN ? lead->time : post->time);
	buf_add_text(pen->out, "</source>\n");
}

static void open_feed(const struct pen *pen, int64_t updated)
{
	const struct digest_settings *digest = pen->edition->digest;

	escape_html(pen->out,
		    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		    "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
		    "<id>tag:%s,2026:%s</id>\n<title>%s</title>\n"
		    "<author><name>%s</name></author>\n<generator>granola</generator>\n",
		    authority, digest->slug, digest->name, wording_owner(digest));
	add_date(pen, "updated", updated);
}

void as_atom_entry(const struct pen *pen, const struct post *post)
{
	const struct edition *edition = pen->edition;
	const char *url = escape_link(pen->arena, post->original_url);

	escape_html(pen->out, "<entry>\n<id>%s</id>\n<title>%s</title>\n", post->id,
		    wording_marked_headline(pen->arena, post));
	if (url != NULL)
		escape_html(pen->out, "<link rel=\"alternate\" href=\"%s\"/>\n", url);
	add_date(pen, "published", post->time);
	add_date(pen, "updated", edition->period_end);
	escape_html(pen->out, "<category term=\"%s\"/>\n", edition->digest->name);
	add_source(pen, post);
	add_content(pen, post);
	buf_add_text(pen->out, "</entry>\n");
}

void as_atom_feed(const struct pen *pen, const struct posted *posted, size_t count)
{
	size_t i;

	open_feed(pen, count > 0 ? posted[0].updated : pen->edition->period_end);
	buf_add_text(pen->out,
		     "<link rel=\"self\" type=\"application/atom+xml\" href=\"feed.atom\"/>\n"
		     "<link rel=\"alternate\" type=\"text/html\" href=\"index.html\"/>\n");
	for (i = 0; i < count; i++)
		buf_add(pen->out, posted[i].bytes, posted[i].length);
	buf_add_text(pen->out, "</feed>\n");
}

void as_atom_edition(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	size_t i;

	open_feed(pen, edition->period_end);
	escape_html(pen->out, "<subtitle>%s</subtitle>\n", wording_counts(pen->arena, edition));
	for (i = 0; i < edition->post_count; i++)
		as_atom_entry(pen, &edition->posts[i]);
	buf_add_text(pen->out, "</feed>\n");
}

const char *as_atom_new_id(struct arena *arena, const struct edition *edition,
			   const struct post *post)
{
	struct civil day = date_to_civil(edition->period_end, edition->utc_offset);

	return arena_printf(arena, "tag:%s,%04d-%02d-%02d:%s/%s", authority, day.year, day.month,
			    day.day, edition->digest->slug, post->slug);
}
