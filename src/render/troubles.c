#include "render/troubles.h"

#include <stddef.h>

#include "base/buf.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
#include "render/render.h"
#include "render/wording.h"

void troubles_add(const struct pen *pen)
{
	const struct edition *edition = pen->edition;
	size_t i;

	buf_add_text(pen->out, "<ul class=\"list\">\n");
	for (i = 0; i < edition->trouble_count; i++) {
		const struct trouble *trouble = &edition->troubles[i];

		buf_add_text(pen->out, "<li><bdi>");
		page_link(pen, trouble->url, trouble->title);
		escape_html(pen->out, "</bdi>\n<p class=\"quiet\">%s</p></li>\n",
			    wording_trouble(pen->arena, trouble, edition->utc_offset));
	}
	buf_add_text(pen->out, "</ul>\n");
}

/* How many, and no more: whom digests are mailed to is nobody's business who reads them. */
static void add_mail(const struct pen *pen, const struct render_context *context)
{
	if (context->mail_failing == 0 && context->mail_given_up == 0)
		return;
	buf_add_text(pen->out, "<h2 class=\"label\">Mail</h2>\n");
	escape_html(pen->out, "<p>%s; granola status tells why.</p>\n",
		    wording_mail(pen->arena, context->mail_failing, context->mail_given_up));
}

void troubles_page(const struct pen *pen, const struct render_context *context)
{
	const struct edition *edition = pen->edition;

	page_open(pen, &(struct page){.title = "Feeds",
				      .description = "Feeds needing attention",
				      .language = "en",
				      .skip_to = "the feeds"});
	escape_html(pen->out,
		    "<header class=\"masthead\">\n<h1>Feeds</h1>\n<p>As of %s</p>\n</header>\n"
		    "<main id=\"main-content\">\n",
		    wording_time(pen->arena, edition->period_end, edition->utc_offset));
	if (edition->trouble_count == 0) {
		buf_add_text(pen->out, "<p class=\"none\">All feeds are well.</p>\n");
	} else {
		buf_add_text(pen->out, "<h2 class=\"label\">Feeds needing attention</h2>\n");
		troubles_add(pen);
	}
	add_mail(pen, context);
	buf_add_text(pen->out, "</main>\n<footer class=\"foot\">\n<nav aria-label=\"More\">"
			       "<a href=\"index.html\">All digests</a></nav>\n</footer>\n");
	page_close(pen);
}
