#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "model/feed.h"
#include "parse/document.h"
#include "text/date.h"
#include "text/xml.h"

/*
 * A key that has nothing to say is left out, as JSON Feed wants it. What was
 * parsed is valid UTF-8, which need not be checked another time.
 */
static void set_text(json_t *object, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new_nocheck(object, key, json_string_nocheck(text));
}

static void set_time(json_t *object, const char *key, int64_t time)
{
	char text[DATE_SIZE];

	if (time != TIME_UNKNOWN)
		set_text(object, key, date_format(time, text));
}

static void set_number(json_t *object, const char *key, int64_t number)
{
	if (number >= 0)
		json_object_set_new(object, key, json_integer(number));
}

static void set_authors(json_t *object, const struct person *authors, size_t count)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < count; i++) {
		json_t *author = json_object();

		set_text(author, "name", authors[i].name);
		set_text(author, "url", authors[i].url);
		set_text(author, "_email", authors[i].email);
		json_array_append_new(list, author);
	}
	if (count != 0)
		json_object_set(object, "authors", list);
	json_decref(list);
}

static void set_tags(json_t *object, const char *key, const char **tags, size_t count)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < count; i++)
		json_array_append_new(list, json_string_nocheck(tags[i]));
	if (count != 0)
		json_object_set(object, key, list);
	json_decref(list);
}

static void set_attachments(json_t *object, const struct entry *entry)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < entry->enclosure_count; i++) {
		const struct enclosure *enclosure = &entry->enclosures[i];
		json_t *attachment = json_object();

		set_text(attachment, "url", enclosure->url);
		set_text(attachment, "mime_type",
			 enclosure->type != NULL ? enclosure->type : "application/octet-stream");
		set_text(attachment, "title", enclosure->title);
		set_number(attachment, "size_in_bytes", enclosure->size);
		set_number(attachment, "duration_in_seconds", enclosure->duration);
		json_array_append_new(list, attachment);
	}
	if (entry->enclosure_count != 0)
		json_object_set(object, "attachments", list);
	json_decref(list);
}

/* JSON Feed demands an id: what feeds forgot is made from the key. */
static void set_id(json_t *item, const struct entry *entry)
{
	const char *id = entry->guid != NULL ? entry->guid : entry->url;
	char made[2 * sizeof(entry->key) + 1];

	if (id == NULL) {
		snprintf(made, sizeof(made), "%016llx%016llx", (unsigned long long)entry->key.high,
			 (unsigned long long)entry->key.low);
		id = made;
	}
	set_text(item, "id", id);
}

static json_t *item_of(const struct entry *entry)
{
	json_t *item = json_object();

	set_id(item, entry);
	set_text(item, "url", entry->url);
	set_text(item, "external_url", entry->external_url);
	set_text(item, "title", entry->title);
	set_text(item, "summary", entry->summary);
	set_text(item, "content_html", entry->content_html);
	set_text(item, "content_text", entry->content_text);
	set_text(item, "image", entry->image_url);
	set_text(item, "language", entry->language);
	set_time(item, "date_published", entry->published);
	set_time(item, "date_modified", entry->updated);
	set_authors(item, entry->authors, entry->author_count);
	set_tags(item, "tags", entry->tags, entry->tag_count);
	set_attachments(item, entry);
	set_text(item, "_comments_url", entry->comments_url);
	set_text(item, "_source_title", entry->source_title);
	set_text(item, "_source_url", entry->source_url);
	return item;
}

/* What JSON Feed has no key for, as an extension of ours. */
static json_t *extension_of(const struct feed_document *feed)
{
	json_t *extension = json_object();

	set_text(extension, "format", feed->format);
	set_time(extension, "updated", feed->updated);
	set_text(extension, "generator", feed->generator);
	set_text(extension, "copyright", feed->copyright);
	set_tags(extension, "tags", feed->tags, feed->tag_count);
	set_number(extension, "dropped", (int64_t)feed->dropped_count);
	json_object_set_new(extension, "truncated", json_boolean(feed->is_truncated));
	return extension;
}

static json_t *document_of(const struct feed_document *feed)
{
	json_t *document = json_object(), *items = json_array(), *hub;
	size_t i;

	set_text(document, "version", "https://jsonfeed.org/version/1.1");
	set_text(document, "title", feed->title);
	set_text(document, "home_page_url", feed->url);
	set_text(document, "feed_url", feed->feed_url);
	set_text(document, "description", feed->description);
	set_text(document, "icon", feed->image_url);
	set_text(document, "favicon", feed->icon_url);
	set_text(document, "next_url", feed->next_url);
	set_text(document, "language", feed->language);
	set_authors(document, feed->authors, feed->author_count);
	if (feed->hub_url != NULL) {
		hub = json_object();
		set_text(hub, "type", "WebSub");
		set_text(hub, "url", feed->hub_url);
		json_object_set_new(document, "hubs", json_pack("[o]", hub));
	}
	json_object_set_new(document, "_granola", extension_of(feed));
	for (i = 0; i < feed->entry_count; i++)
		json_array_append_new(items, item_of(&feed->entries[i]));
	json_object_set_new(document, "items", items);
	return document;
}

static int print(const struct feed_document *feed, struct err *err)
{
	json_t *document = document_of(feed);
	int result = json_dumpf(document, stdout, JSON_INDENT(2));

	json_decref(document);
	if (result < 0 || putchar('\n') == EOF || fflush(stdout) == EOF)
		return err_set_errno(err, ERR_IO, "standard output");
	return 0;
}

int command_parse(const struct arguments *arguments, struct err *err)
{
	const char *path = arguments->operands[0];
	struct feed_source source = {
		.keep_all = true,
		.content_type = arguments_get(arguments, "content-type"),
		.base_url = arguments_get(arguments, "base-url"),
	};
	struct arena *arena = arena_new();
	struct feed_document *feed;
	struct buf bytes = {0};
	int result = file_read(path, FEED_MOST_BYTES, &bytes, err);

	if (result == 0) {
		xml_init();
		source.bytes = buf_text(&bytes);
		source.length = bytes.length;
		result = document_parse(&feed, arena, &source, err);
		if (result < 0)
			err_wrap(err, "%s", path);
	}
	if (result == 0)
		result = print(feed, err);
	buf_clear(&bytes);
	arena_free(arena);
	return result;
}
