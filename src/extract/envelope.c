#include "extract/envelope.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "extract/extract.h"
#include "model/entry.h"
#include "text/date.h"
#include "text/utf8.h"

/*
 * A request is the lengths of its texts and the texts, each with a NUL, then the
 * page. An answer is its numbers, then each text as its length, its bytes and a NUL.
 */
static const uint32_t ABSENT = UINT32_MAX;		/* a length: NULL */

struct request_head {
	uint32_t url;
	uint32_t content_type;
};

struct answer_head {
	int64_t published;
	int32_t zone;
	int32_t kind;
};

static const size_t texts[] = {
	offsetof(struct extract, text),
	offsetof(struct extract, title),
	offsetof(struct extract, byline),
	offsetof(struct extract, credit),
	offsetof(struct extract, language),
};

enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static const char **text_of(struct extract *page, size_t i)
{
	return (const char **)(void *)((char *)page + texts[i]);
}

static uint32_t length_of(const char *text)
{
	return text != NULL ? (uint32_t)strlen(text) : ABSENT;
}

static size_t room_of(uint32_t length)
{
	return length != ABSENT ? (size_t)length + 1 : 0;
}

static char *put(char *out, const void *bytes, size_t length)
{
	if (length > 0)
		memcpy(out, bytes, length);
	return out + length;
}

size_t envelope_request_size(const struct extract_source *source)
{
	return sizeof(struct request_head) + room_of(length_of(source->url)) +
	       room_of(length_of(source->content_type)) + source->length;
}

void envelope_write_request(char *out, const struct extract_source *source)
{
	const struct request_head head = {
		.url = length_of(source->url), .content_type = length_of(source->content_type),
	};

	out = put(out, &head, sizeof(head));
	out = put(out, source->url, room_of(head.url));
	out = put(out, source->content_type, room_of(head.content_type));
	put(out, source->bytes, source->length);
}

static struct extract_source read_request(const char *request, size_t length)
{
	struct extract_source source = {0};
	const char *at = request + sizeof(struct request_head);
	struct request_head head;

	memcpy(&head, request, sizeof(head));
	if (head.url != ABSENT)
		source.url = at;
	at += room_of(head.url);
	if (head.content_type != ABSENT)
		source.content_type = at;
	at += room_of(head.content_type);
	source.bytes = at;
	source.length = (size_t)(request + length - at);
	return source;
}

static void write_answer(struct buf *out, struct extract *page)
{
	const struct answer_head head = {
		.published = page->published,
		.zone = page->zone,
		.kind = (int32_t)page->kind,
	};
	size_t i;

	buf_add(out, (const char *)&head, sizeof(head));
	for (i = 0; i < TEXTS; i++) {
		const char *text = *text_of(page, i);
		uint32_t length = length_of(text);

		buf_add(out, (const char *)&length, sizeof(length));
		if (text != NULL)
			buf_add(out, text, room_of(length));
	}
}

int envelope_answer(struct buf *out, const char *request, size_t length, struct err *err)
{
	const struct extract_source source = read_request(request, length);
	struct arena *arena = arena_new();
	struct extract page;
	int result = extract_page(&page, arena, &source, err);

	if (result == 0)
		write_answer(out, &page);
	arena_free(arena);
	return result;
}

/* What is to be shown has no control characters but white space. */
static bool is_clean(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if ((unsigned char)text[i] < ' ' && !str_is_space(text[i]))
			return false;
	}
	return utf8_is_valid(text, length);
}

/* Takes the next text off what is left; false if it is none. */
static bool take_text(const char **out, struct arena *arena, const char **at, const char *end)
{
	uint32_t length;

	if ((size_t)(end - *at) < sizeof(length))
		return false;
	memcpy(&length, *at, sizeof(length));
	*at += sizeof(length);
	if (length == ABSENT) {
		*out = NULL;
		return true;
	}
	if ((size_t)(end - *at) < (size_t)length + 1 || (*at)[length] != '\0' ||
	    !is_clean(*at, length))
		return false;
	*out = arena_dup_bytes(arena, *at, length);
	*at += (size_t)length + 1;
	return true;
}

static bool read_head(struct extract *page, const char *answer, size_t length)
{
	enum { DAY = 24 * 3600 };
	struct answer_head head;

	if (length < sizeof(head))
		return false;
	memcpy(&head, answer, sizeof(head));
	if (head.kind < 0 || head.kind > EXTRACT_LISTING || head.zone < -DAY || head.zone > DAY)
		return false;
	if (head.published != TIME_UNKNOWN && !date_has_year(head.published))
		return false;
	page->published = head.published;
	page->zone = head.zone;
	page->kind = (enum extract_kind)head.kind;
	return true;
}

int envelope_open(struct extract *page, struct arena *arena, const char *answer, size_t length,
		  struct err *err)
{
	struct extract opened = {.html = ""};
	const char *at = answer + sizeof(struct answer_head), *end = answer + length;
	bool is_whole = read_head(&opened, answer, length);
	size_t i;

	for (i = 0; i < TEXTS && is_whole; i++)
		is_whole = take_text(text_of(&opened, i), arena, &at, end);
	if (!is_whole || at != end || opened.text == NULL)
		return err_set(err, ERR_DATA, "what its parser answers is no article");
	*page = opened;
	return 0;
}
