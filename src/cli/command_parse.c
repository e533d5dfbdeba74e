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
#include "text/jot.h"
#include "text/xml.h"

enum { FLUSH_BYTES = 32 * 1024 };

/* A key that has nothing to say is left out, as JSON Feed wants it. */
static void put_time(struct jot *jot, const char *key, int64_t time)
{
	char text[DATE_SIZE];

	if (time != TIME_UNKNOWN)
		jot_text(jot, key, date_format(time, text));
}

static void put_number(struct jot *jot, const char *key, int64_t number)
{
	if (number >= 0)
		jot_number(jot, key, number);
}

static void put_authors(struct jot *jot, const struct person *authors, size_t count)
{
	size_t i;

	if (count == 0)
		return;
	jot_list(jot, "authors");
	for (i = 0; i < count; i++) {
		jot_object(jot, NULL);
		jot_text(jot, "name", authors[i].name);
		jot_text(jot, "url", authors[i].url);
		jot_text(jot, "_email", authors[i].email);
		jot_end_object(jot);
	}
	jot_end_list(jot);
}

static void put_tags(struct jot *jot, const char **tags, size_t count)
{
	size_t i;

	if (count == 0)
		return;
	jot_list(jot, "tags");
	for (i = 0; i < count; i++)
		jot_text(jot, NULL, tags[i]);
	jot_end_list(jot);
}

static void put_attachments(struct jot *jot, const struct entry *entry)
{
	size_t i;

	if (entry->enclosure_count == 0)
		return;
	jot_list(jot, "attachments");
	for (i = 0; i < entry->enclosure_count; i++) {
		const struct enclosure *enclosure = &entry->enclosures[i];

		jot_object(jot, NULL);
		jot_text(jot, "url", enclosure->url);
		jot_text(jot, "mime_type",
			 enclosure->type != NULL ? enclosure->type : "application/octet-stream");
		jot_text(jot, "title", enclosure->title);
		put_number(jot, "size_in_bytes", enclosure->size);
		put_number(jot, "duration_in_seconds", enclosure->duration);
		jot_end_object(jot);
	}
	jot_end_list(jot);
}

/* JSON Feed demands an id: what feeds forgot is made from the key. */
static void put_id(struct jot *jot, const struct entry *entry)
{
	const char *id = entry->guid != NULL ? entry->guid : entry->url;
	char made[2 * sizeof(entry->key) + 1];

	if (id == NULL) {
		snprintf(made, sizeof(made), "%016llx%016llx", (unsigned long long)entry->key.high,
			 (unsigned long long)entry->key.low);
		id = made;
	}
	jot_text(jot, "id", id);
}

static void put_item(struct jot *jot, const struct entry *entry)
{
	jot_object(jot, NULL);
	put_id(jot, entry);
	jot_text(jot, "url", entry->url);
	jot_text(jot, "external_url", entry->external_url);
	jot_text(jot, "title", entry->title);
	jot_text(jot, "summary", entry->summary);
	jot_text(jot, "content_html", entry->content_html);
	jot_text(jot, "content_text", entry->content_text);
	jot_text(jot, "image", entry->image_url);
	jot_text(jot, "language", entry->language);
	put_time(jot, "date_published", entry->published);
	put_time(jot, "date_modified", entry->updated);
	put_authors(jot, entry->authors, entry->author_count);
	put_tags(jot, entry->tags, entry->tag_count);
	put_attachments(jot, entry);
	jot_text(jot, "_comments_url", entry->comments_url);
	jot_text(jot, "_source_title", entry->source_title);
	jot_text(jot, "_source_url", entry->source_url);
	jot_end_object(jot);
}

static void put_hub(struct jot *jot, const char *url)
{
	if (url == NULL)
		return;
	jot_list(jot, "hubs");
	jot_object(jot, NULL);
	jot_text(jot, "type", "WebSub");
	jot_text(jot, "url", url);
	jot_end_object(jot);
	jot_end_list(jot);
}

/* What JSON Feed has no key for, as an extension of ours. */
static void put_extension(struct jot *jot, const struct feed_document *feed)
{
	jot_object(jot, "_granola");
	jot_text(jot, "format", feed->format);
	put_time(jot, "updated", feed->updated);
	jot_text(jot, "generator", feed->generator);
	jot_text(jot, "copyright", feed->copyright);
	put_tags(jot, feed->tags, feed->tag_count);
	put_number(jot, "dropped", (int64_t)feed->dropped_count);
	jot_bool(jot, "truncated", feed->is_truncated);
	jot_end_object(jot);
}

static void put_head(struct jot *jot, const struct feed_document *feed)
{
	jot_text(jot, "version", "https://jsonfeed.org/version/1.1");
	jot_text(jot, "title", feed->title);
	jot_text(jot, "home_page_url", feed->url);
	jot_text(jot, "feed_url", feed->feed_url);
	jot_text(jot, "description", feed->description);
	jot_text(jot, "icon", feed->image_url);
	jot_text(jot, "favicon", feed->icon_url);
	jot_text(jot, "next_url", feed->next_url);
	jot_text(jot, "language", feed->language);
	put_authors(jot, feed->authors, feed->author_count);
	put_hub(jot, feed->hub_url);
	put_extension(jot, feed);
}

static void flush(struct jot *jot)
{
	fwrite(jot->out.data, 1, jot->out.length, stdout);
	buf_truncate(&jot->out, 0);
}

static int print(const struct feed_document *feed, struct err *err)
{
	struct jot jot = {0};
	size_t i;

	jot_object(&jot, NULL);
	put_head(&jot, feed);
	jot_list(&jot, "items");
	for (i = 0; i < feed->entry_count; i++) {
		put_item(&jot, &feed->entries[i]);
		if (jot.out.length >= FLUSH_BYTES)
			flush(&jot);
	}
	jot_end_list(&jot);
	jot_end_object(&jot);
	buf_add_char(&jot.out, '\n');
	flush(&jot);
	buf_clear(&jot.out);
	if (fflush(stdout) == EOF || ferror(stdout))
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
