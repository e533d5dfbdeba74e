#include "render/as_atom.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/as_html.h"
#include "render/escape.h"
#include "render/pen.h"
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

	as_html_fragment(&(struct pen){&html, pen->arena, pen->edition}, post);
	escape_html(pen->out, "<content type=\"html\">%s</content>\n", buf_text(&html));
	buf_clear(&html);
}

static void add_entry(const struct pen *pen, const struct post *post)
{
	const struct edition *edition = pen->edition;
	const char *url = escape_link(pen->arena, post->original_url);

	escape_html(pen->out, "<entry>\n<id>%s</id>\n<title>%s</title>\n",
		    as_atom_id(pen->arena, edition, post),
		    wording_marked_headline(pen->arena, post));
	if (url != NULL)
		escape_html(pen->out, "<link rel=\"alternate\" href=\"%s\"/>\n", url);
	add_date(pen, "published", post->time);
	add_date(pen, "updated", edition->period_end);
	escape_html(pen->out, "<category term=\"%s\"/>\n", edition->digest->name);
	add_content(pen, post);
	buf_add_text(pen->out, "</entry>\n");
}

void as_atom_edition(const struct pen *pen)
{
	const struct digest_settings *digest = pen->edition->digest;
	size_t i;

	escape_html(pen->out,
		    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		    "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
		    "<id>tag:%s,2026:%s</id>\n<title>%s</title>\n"
		    "<subtitle>%s</subtitle>\n<author><name>%s</name></author>\n"
		    "<generator>granola</generator>\n",
		    authority, digest->slug, digest->name,
		    wording_counts(pen->arena, pen->edition), wording_owner(digest));
	add_date(pen, "updated", pen->edition->period_end);
	if (!str_is_empty(pen->edition->name))
		buf_add_text(pen->out,
			     "<link rel=\"self\" href=\"feed.atom\"/>\n"
			     "<link rel=\"alternate\" type=\"text/html\" href=\"index.html\"/>\n");
	for (i = 0; i < pen->edition->post_count; i++)
		add_entry(pen, &pen->edition->posts[i]);
	buf_add_text(pen->out, "</feed>\n");
}

const char *as_atom_id(struct arena *arena, const struct edition *edition,
		       const struct post *post)
{
	struct civil day = date_to_civil(edition->period_end, edition->utc_offset);

	return arena_printf(arena, "tag:%s,%04d-%02d-%02d:%s/%s", authority, day.year, day.month,
			    day.day, edition->digest->slug, post->slug);
}
