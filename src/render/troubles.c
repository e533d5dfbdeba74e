#include "render/troubles.h"

#include <stddef.h>

#include "base/buf.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
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
