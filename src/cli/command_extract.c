#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "extract/extract.h"
#include "model/feed.h"
#include "text/date.h"
#include "text/xml.h"

/* The day an article bears is the day it was where it was written. */
static json_t *date_of(const struct extract *page)
{
	char text[DATE_SIZE], whole[DATE_SIZE + 8];
	int minutes = page->zone / 60;

	if (page->published == TIME_UNKNOWN || page->zone == 0)
		return output_json_time(page->published);
	date_format(page->published + page->zone, text);
	snprintf(whole, sizeof(whole), "%.*s%c%02d:%02d", (int)strcspn(text, "Z"), text,
		 minutes < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
	return json_string(whole);
}

static json_t *document_of(const struct extract *page)
{
	const struct {
		const char *key;
		json_t *value;
	} members[] = {
		{"title",		output_json_text(page->title)},
		{"byline",		output_json_text(page->byline)},
		{"site_name",		output_json_text(page->site_name)},
		{"date_published",	date_of(page)},
		{"language",		output_json_text(page->language)},
		{"canonical_url",	output_json_text(page->canonical_url)},
		{"credit",		output_json_text(page->credit)},
		{"kind",		output_json_text(extract_kind_name(page->kind))},
		{"text",		output_json_text(page->text)},
		{"html",		output_json_text(page->html)},
	};
	json_t *document = json_object();
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		json_object_set_new(document, members[i].key, members[i].value);
	return document;
}

int command_extract(const struct arguments *arguments, struct err *err)
{
	const char *path = arguments->operands[0];
	struct extract_source source = {.url = arguments_get(arguments, "url")};
	struct arena *arena = arena_new();
	struct buf bytes = {0};
	struct extract page;
	int result = file_read(path, EXTRACT_MOST_BYTES, &bytes, err);

	if (result == 0) {
		xml_init();
		source.bytes = buf_text(&bytes);
		source.length = bytes.length;
		result = extract_page(&page, arena, &source, err);
		if (result < 0)
			err_wrap(err, "%s", path);
	}
	if (result == 0)
		output_json(document_of(&page));
	buf_clear(&bytes);
	arena_free(arena);
	return result;
}
