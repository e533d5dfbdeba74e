#include "render/builtin.h"

#include <stddef.h>

#include "render/embedded.inc"

static const char *const templates[FORMAT_COUNT] = {
	[FORMAT_TEXT] = embedded_page_txt,
	[FORMAT_HTML] = embedded_page_html,
	[FORMAT_MARKDOWN] = embedded_page_md,
	[FORMAT_ATOM] = embedded_entry_html,
};

const char *builtin_template(enum digest_format format)
{
	return templates[format];
}

const char *builtin_style(void)
{
	return embedded_style_css;
}
