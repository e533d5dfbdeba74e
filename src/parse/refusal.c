#include "parse/refusal.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/html.h"
#include "text/markup.h"
#include "text/span.h"
#include "text/utf8.h"

enum {
	LONGEST_LOOK	= 64 * 1024,	/* how far to look for a title */
	LONGEST_TITLE	= 80,
	LONGEST_NAME	= 40,
};

static const char page[] = "an HTML page";

/* Documents by their first element. */
static const struct {
	const char *root;
	const char *what;
} kinds[] = {
	{"html", page},
	{"head", page},
	{"body", page},
	{"opml", "an OPML list of feeds"},
	{"urlset", "a sitemap"},
	{"sitemapindex", "a list of sitemaps"},
	{"svg", "an SVG image"},
	{"rdf", "RDF data"},
	{"error", "an error message in XML"},
	{"opensearchdescription", "a description of a search engine"},
	{"plist", "a property list"},
	{"kml", "a map"},
};

/* Data by its first bytes. */
static const struct {
	const char *bytes;
	const char *what;
} magics[] = {
	{"\x1F\x8B", "data compressed by gzip"},
	{"\x28\xB5\x2F\xFD", "data compressed by zstd"},
	{"PK\x03\x04", "a ZIP archive"},
	{"%PDF-", "a PDF document"},
	{"\x89PNG\r\n", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"ID3", "an MP3 file"},
};

/*
 * What stands in pages that stop who may be no person; nothing that those who
 * make them put into other pages too.
 */
static const char *const challenges[] = {
	"<title>just a moment", "<title>attention required! | cloudflare",
	"<title>ddos-guard", "<title>one moment, please", "<title>bot verification",
	"<title>making sure you're not a bot", "<title>making sure you&#39;re not a bot",
	"<title>vercel security checkpoint", "_cf_chl_opt", "captcha-delivery.com/",
	"_incapsula_resource", "sucuri_cloudproxy_js", "awswafcookiedomainlist",
	"id=\"px-captcha\"",
};

static bool is_challenge(struct span text)
{
	size_t i;

	for (i = 0; i < sizeof(challenges) / sizeof(challenges[0]); i++) {
		if (span_find(text, challenges[i]).at != NULL)
			return true;
	}
	return false;
}

static const char *kind_of(const char *name, size_t length)
{
	const char *colon = memchr(name, ':', length);
	size_t i;

	if (colon != NULL) {		/* what prefix it has is the document's choice */
		length -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (markup_is_name(name, length, kinds[i].root))
			return kinds[i].what;
	}
	return NULL;
}

static bool is_binary(const char *text, size_t length)
{
	size_t i, strange = 0;

	if (length > 1024)
		length = 1024;
	for (i = 0; i < length; i++)
		strange += (unsigned char)text[i] < ' ' && !str_is_space(text[i]);
	return strange * 20 > length;
}

/* The text of the first <title>, if it is near; appended on one line and cut to length. */
static void add_title(struct buf *out, const char *text, size_t length)
{
	struct markup markup = {.at = text, .end = text + length};
	struct buf title = {0};
	struct markup_token token;
	size_t i;

	while (markup_next(&markup, &token)) {
		if (token.kind == MARKUP_OPEN &&
		    markup_is_name(token.name, token.name_length, "title")) {
			if (markup_next(&markup, &token) && token.kind == MARKUP_TEXT)
				html_to_text(&title, token.start,
					     (size_t)(token.end - token.start));
			break;
		}
	}
	buf_truncate(&title, utf8_prefix(buf_text(&title), title.length, LONGEST_TITLE));
	for (i = 0; i < title.length; i++) {
		if (title.data[i] == '\n')
			title.data[i] = ' ';
	}
	if (title.length != 0)
		buf_printf(out, " titled “%s”", title.data);
	buf_clear(&title);
}

static void describe_markup(struct buf *out, const char *text, size_t length)
{
	struct markup markup = {.at = text, .end = text + length, .is_xml = true};
	struct markup_token token;
	bool has_doctype = false, has_title;
	const char *what;

	while (markup_next(&markup, &token) && token.kind != MARKUP_OPEN)
		has_doctype |= token.kind == MARKUP_DOCTYPE;
	if (token.kind != MARKUP_OPEN) {
		buf_add_text(out, "a document without elements");
		return;
	}
	what = kind_of(token.name, token.name_length);
	if (what == NULL && has_doctype)
		what = page;
	has_title = what == page;
	if (has_title && is_challenge((struct span){text, length}))
		what = "a challenge page";
	if (what != NULL)
		buf_add_text(out, what);
	else
		buf_printf(out, "a document that begins with <%.*s>",
			   (int)utf8_prefix(token.name, token.name_length, LONGEST_NAME),
			   token.name);
	if (has_title)
		add_title(out, text, length);
}

static void describe(struct buf *out, const char *text, size_t length)
{
	const char *start = text, *end = text + length;

	str_trim(&start, &end);
	if (start == end)
		buf_add_text(out, "an empty document");
	else if (*start == '{' || *start == '[')
		buf_add_text(out, "JSON of another kind");
	else if (is_binary(start, (size_t)(end - start)))
		buf_add_text(out, "binary data");
	else if (memchr(start, '<', (size_t)(end - start)) == NULL)
		buf_add_text(out, "plain text");
	else
		describe_markup(out, start, (size_t)(end - start));
}

int refusal_set(struct err *err, const char *wanted, const char *text, size_t length)
{
	struct buf raw = {0}, clean = {0};

	describe(&raw, text, length < LONGEST_LOOK ? length : LONGEST_LOOK);
	utf8_add_clean(&clean, buf_text(&raw), raw.length);
	err_set(err, ERR_DATA, "not %s but %s", wanted, buf_text(&clean));
	buf_clear(&raw);
	buf_clear(&clean);
	return -1;
}

bool refusal_of_data(struct err *err, const char *wanted, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		size_t most = strlen(magics[i].bytes);

		if (length < most || memcmp(bytes, magics[i].bytes, most) != 0)
			continue;
		err_set(err, ERR_DATA, "not %s but %s", wanted, magics[i].what);
		return true;
	}
	return false;
}
