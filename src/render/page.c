#include "render/page.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "render/builtin.h"
#include "render/escape.h"
#include "render/pen.h"
#include "text/date.h"

static const char *const right_to_left[] = {
	"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi",
};

static bool is_right_to_left(const char *language)
{
	size_t i;

	for (i = 0; i < sizeof(right_to_left) / sizeof(right_to_left[0]); i++) {
		if (str_case_equal(language, right_to_left[i]))
			return true;
	}
	return false;
}

const char *page_direction(const char *language)
{
	language = escape_language(language);
	if (*language == '\0')
		return "auto";
	return is_right_to_left(language) ? "rtl" : "ltr";
}

void page_language(const struct pen *pen, const char *language)
{
	escape_html(pen->out, " lang=\"%s\" dir=\"%s\"", escape_language(language),
		    page_direction(language));
}

void page_link(const struct pen *pen, const char *url, const char *text)
{
	const char *target = escape_link(pen->arena, url);

	if (target == NULL)
		escape_html(pen->out, "%s", text);
	else
		escape_html(pen->out, "<a href=\"%s\" rel=\"noopener noreferrer\">%s</a>", target,
			    text);
}

void page_time(const struct pen *pen, int64_t time, const char *text)
{
	char machine[DATE_SIZE];

	escape_html(pen->out, "<time datetime=\"%s\">%s</time>", date_format(time, machine), text);
}

void page_open(const struct pen *pen, const struct page *page)
{
	buf_add_text(pen->out, "<!DOCTYPE html>\n<html");
	page_language(pen, page->language);
	buf_add_text(pen->out,
		     ">\n<head>\n<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
		     "<meta name=\"referrer\" content=\"no-referrer\">\n"
		     "<meta name=\"generator\" content=\"granola\">\n");
	escape_html(pen->out, "<meta name=\"description\" content=\"%s\">\n<title>%s</title>\n",
		    page->description, page->title);
	buf_add_text(pen->out, "<style>\n");
	buf_add_text(pen->out, builtin_style());
	buf_add_text(pen->out, "</style>\n</head>\n<body>\n");
	escape_html(pen->out,
		    "<a class=\"skip\" href=\"#main-content\"" PAGE_OURS ">"
		    "Skip to %s</a>\n",
		    page->skip_to);
}

void page_close(const struct pen *pen)
{
	buf_add_text(pen->out, "</body>\n</html>\n");
}
