#include "parse/parcel.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/feed.h"
#include "parse/document.h"
#include "text/date.h"
#include "text/url.h"
#include "text/utf8.h"

/*
 * Each struct is a table of its parts, in the order in which they are written:
 * text is its length and its bytes with a NUL, a list is its count and its
 * items, all else is as in memory.
 */
enum kind {
	PART_TEXT,
	PART_LINK,		/* text that is an http URL */
	PART_BYTES,		/* of which any is as good as another */
	PART_TIME,
	PART_BOOL,
	PART_LIST,
};

static const uint32_t ABSENT = UINT32_MAX;		/* a length: NULL */

struct table;

struct part {
	enum kind kind;
	bool is_needed;			/* a text that is never NULL */
	size_t offset;
	size_t size;			/* of PART_BYTES */
	size_t count_offset;		/* of PART_LIST … */
	const struct table *items;
};

struct table {
	const struct part *parts;
	size_t count;
	size_t size;			/* of the struct */
	size_t most;			/* items in a list of these */
};

#define TEXT(type, field) {.kind = PART_TEXT, .offset = offsetof(struct type, field)}
#define LINK(type, field) {.kind = PART_LINK, .offset = offsetof(struct type, field)}
#define TIME(type, field) {.kind = PART_TIME, .offset = offsetof(struct type, field)}
#define BYTES(type, field) \
	{.kind = PART_BYTES, .offset = offsetof(struct type, field), \
	 .size = sizeof(((struct type *)NULL)->field)}
#define LIST(type, field, number, table) \
	{.kind = PART_LIST, .offset = offsetof(struct type, field), \
	 .count_offset = offsetof(struct type, number), .items = &(table)}
#define TABLE(type_size, most_items, part_array) \
	{.parts = (part_array), .count = sizeof(part_array) / sizeof((part_array)[0]), \
	 .size = (type_size), .most = (most_items)}

static const struct part person_parts[] = {
	TEXT(person, name), TEXT(person, email), LINK(person, url),
};
static const struct table persons = TABLE(sizeof(struct person), SIZE_MAX, person_parts);

static const struct part tag_parts[] = {
	{.kind = PART_TEXT, .is_needed = true},
};
static const struct table tags = TABLE(sizeof(char *), SIZE_MAX, tag_parts);

static const struct part enclosure_parts[] = {
	{.kind = PART_LINK, .is_needed = true, .offset = offsetof(struct enclosure, url)},
	TEXT(enclosure, type), TEXT(enclosure, title),
	BYTES(enclosure, size), BYTES(enclosure, duration),
};
static const struct table enclosures =
	TABLE(sizeof(struct enclosure), SIZE_MAX, enclosure_parts);

static const struct part entry_parts[] = {
	BYTES(entry, key), BYTES(entry, url_key), BYTES(entry, content_hash),
	TEXT(entry, guid), LINK(entry, url), LINK(entry, external_url),
	LINK(entry, comments_url), LINK(entry, image_url), TEXT(entry, title),
	TEXT(entry, summary), TEXT(entry, content_text), TEXT(entry, language),
	TIME(entry, published), TIME(entry, updated), TIME(entry, first_seen),
	TEXT(entry, source_title), LINK(entry, source_url),
	LIST(entry, authors, author_count, persons), LIST(entry, tags, tag_count, tags),
	LIST(entry, enclosures, enclosure_count, enclosures),
};
static const struct table entries =
	TABLE(sizeof(struct entry), FEED_MOST_ENTRIES, entry_parts);

static const struct part feed_parts[] = {
	{.kind = PART_TEXT, .is_needed = true, .offset = offsetof(struct feed_document, format)},
	TEXT(feed_document, title), LINK(feed_document, url), LINK(feed_document, feed_url),
	TEXT(feed_document, description), TEXT(feed_document, language),
	LINK(feed_document, image_url), LINK(feed_document, icon_url),
	LINK(feed_document, hub_url), LINK(feed_document, next_url),
	TEXT(feed_document, copyright), TEXT(feed_document, generator),
	LIST(feed_document, authors, author_count, persons),
	LIST(feed_document, tags, tag_count, tags),
	TIME(feed_document, updated), BYTES(feed_document, ttl),
	BYTES(feed_document, update_period), BYTES(feed_document, skip_hours),
	BYTES(feed_document, skip_days),
	{.kind = PART_BOOL, .offset = offsetof(struct feed_document, is_truncated)},
	BYTES(feed_document, dropped_count),
	LIST(feed_document, entries, entry_count, entries),
};
static const struct table feeds = TABLE(sizeof(struct feed_document), 1, feed_parts);

static void write_number(struct buf *out, size_t number)
{
	uint32_t written = (uint32_t)number;

	buf_add(out, (const char *)&written, sizeof(written));
}

static void write_text(struct buf *out, const char *text)
{
	size_t length = text != NULL ? strlen(text) : ABSENT;

	write_number(out, length);
	if (text != NULL)
		buf_add(out, text, length + 1);
}

static void write_struct(struct buf *out, const struct table *table, const void *from);

static void write_list(struct buf *out, const struct part *part, const void *from)
{
	size_t count = *(const size_t *)((const char *)from + part->count_offset), i;
	const char *items = *(const char *const *)((const char *)from + part->offset);

	write_number(out, count);
	for (i = 0; i < count; i++)
		write_struct(out, part->items, items + i * part->items->size);
}

static void write_struct(struct buf *out, const struct table *table, const void *from)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct part *part = &table->parts[i];
		const char *at = (const char *)from + part->offset;

		switch (part->kind) {
		case PART_TEXT:
		case PART_LINK:
			write_text(out, *(const char *const *)at);
			break;
		case PART_BYTES:
			buf_add(out, at, part->size);
			break;
		case PART_TIME:
			buf_add(out, at, sizeof(int64_t));
			break;
		case PART_BOOL:
			buf_add_char(out, *(const bool *)at);
			break;
		case PART_LIST:
			write_list(out, part, from);
			break;
		}
	}
}

/* A piece of an answer not read yet. */
struct reader {
	const char *at;
	const char *end;
	struct arena *arena;
};

/* Each returns false if the bytes are not what they should be. */
static bool read_bytes(struct reader *reader, void *to, size_t size)
{
	if ((size_t)(reader->end - reader->at) < size)
		return false;
	memcpy(to, reader->at, size);
	reader->at += size;
	return true;
}

static bool is_text(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if ((unsigned char)text[i] < ' ' && text[i] != '\n' && text[i] != '\t' &&
		    text[i] != '\r')
			return false;
	}
	return utf8_is_valid(text, length);
}

static bool read_text(struct reader *reader, const struct part *part, void *to)
{
	const char *text;
	uint32_t length;

	if (!read_bytes(reader, &length, sizeof(length)))
		return false;
	if (length == ABSENT)
		return !part->is_needed;
	if ((size_t)(reader->end - reader->at) <= length || reader->at[length] != '\0')
		return false;
	text = reader->at;
	reader->at += (size_t)length + 1;
	memcpy(to, &text, sizeof(text));
	return is_text(text, length) && (part->kind != PART_LINK || url_is_web(text));
}

static bool read_time(struct reader *reader, void *to)
{
	int64_t time;

	if (!read_bytes(reader, &time, sizeof(time)))
		return false;
	memcpy(to, &time, sizeof(time));
	return time == TIME_UNKNOWN || date_has_year(time);
}

static bool read_bool(struct reader *reader, void *to)
{
	unsigned char value;

	if (!read_bytes(reader, &value, sizeof(value)) || value > 1)
		return false;
	*(bool *)to = value == 1;
	return true;
}

static bool read_struct(struct reader *reader, const struct table *table, void *to);

/* What can't be there is not allocated: every item takes at least the length of a text. */
static bool read_list(struct reader *reader, const struct part *part, void *to)
{
	const struct table *table = part->items;
	uint32_t count, i;
	char *items;

	if (!read_bytes(reader, &count, sizeof(count)) || count > table->most ||
	    count > (size_t)(reader->end - reader->at) / (table->count * sizeof(count)))
		return false;
	items = arena_array(reader->arena, count, table->size);
	memcpy((char *)to + part->offset, &items, sizeof(items));
	*(size_t *)((char *)to + part->count_offset) = count;
	for (i = 0; i < count; i++) {
		if (!read_struct(reader, table, items + i * table->size))
			return false;
	}
	return true;
}

static bool read_part(struct reader *reader, const struct part *part, void *to)
{
	char *at = (char *)to + part->offset;

	switch (part->kind) {
	case PART_TEXT:
	case PART_LINK:
		return read_text(reader, part, at);
	case PART_BYTES:
		return read_bytes(reader, at, part->size);
	case PART_TIME:
		return read_time(reader, at);
	case PART_BOOL:
		return read_bool(reader, at);
	case PART_LIST:
		return read_list(reader, part, to);
	}
	return false;
}

static bool read_struct(struct reader *reader, const struct table *table, void *to)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		if (!read_part(reader, &table->parts[i], to))
			return false;
	}
	return true;
}

void parcel_write(struct buf *out, const struct feed_document *feed)
{
	write_struct(out, &feeds, feed);
}

int parcel_read(struct feed_document **out, struct arena *arena, const char *answer,
		size_t length, struct err *err)
{
	struct reader reader = {.at = answer, .end = answer + length, .arena = arena};
	struct feed_document *feed = arena_alloc(arena, sizeof(*feed));

	if (!read_struct(&reader, &feeds, feed) || reader.at != reader.end)
		return err_set(err, ERR_INTERNAL, "the parser's answer makes no sense");
	*out = feed;
	return 0;
}

/* A request: the source as it is in memory, then what it points to, each with a NUL. */
static size_t length_of(const char *text)
{
	return text != NULL ? strlen(text) + 1 : 0;
}

size_t parcel_request_size(const struct feed_source *source)
{
	return sizeof(*source) + length_of(source->content_type) + length_of(source->base_url) +
	       source->length;
}

static char *add(char *out, const void *bytes, size_t length)
{
	if (length != 0)
		memcpy(out, bytes, length);
	return out + length;
}

void parcel_write_request(char *out, const struct feed_source *source)
{
	out = add(out, source, sizeof(*source));
	out = add(out, source->content_type, length_of(source->content_type));
	out = add(out, source->base_url, length_of(source->base_url));
	add(out, source->bytes, source->length);
}

/* The pointers tell only which of the texts are there. */
static struct feed_source read_request(const char *request)
{
	struct feed_source source;
	const char *at = request + sizeof(source);

	memcpy(&source, request, sizeof(source));
	if (source.content_type != NULL) {
		source.content_type = at;
		at += strlen(at) + 1;
	}
	if (source.base_url != NULL) {
		source.base_url = at;
		at += strlen(at) + 1;
	}
	source.bytes = at;
	return source;
}

int parcel_answer(struct buf *out, const char *request, size_t length, struct err *err)
{
	struct feed_source source = read_request(request);
	struct arena *arena = arena_new();
	struct feed_document *feed;
	int result = document_parse(&feed, arena, &source, err);

	(void)length;
	if (result == 0)
		parcel_write(out, feed);
	arena_free(arena);
	return result;
}
