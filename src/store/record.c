#include "store/record.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "model/entry.h"
#include "store/query.h"

struct codec {
	void (*bind)(struct query *query, const struct field *field, const void *at);
	void (*read)(struct query *query, const struct field *field, void *at);
};

static const void *beside(const struct field *field, const void *at)
{
	return (const char *)at - field->offset + field->beside;
}

static void bind_number(struct query *query, const struct field *field, const void *at)
{
	int64_t value = 0;

	switch (field->size) {
	case 1: value = *(const uint8_t *)at; break;
	case 4: value = *(const uint32_t *)at; break;
	case 8: value = *(const int64_t *)at; break;
	default: assert(false);
	}
	query_bind_number(query, field->name, value);
}

static void read_number(struct query *query, const struct field *field, void *at)
{
	int64_t value = query_read_number(query, field->name, 0);

	switch (field->size) {
	case 1: *(uint8_t *)at = (uint8_t)value; break;
	case 4: *(uint32_t *)at = (uint32_t)value; break;
	case 8: *(int64_t *)at = value; break;
	default: assert(false);
	}
}

static void bind_real(struct query *query, const struct field *field, const void *at)
{
	query_bind_real(query, field->name, *(const double *)at);
}

static void read_real(struct query *query, const struct field *field, void *at)
{
	*(double *)at = query_read_real(query, field->name);
}

static void bind_unless(struct query *query, const char *name, int64_t value, int64_t null)
{
	if (value == null)
		query_bind_null(query, name);
	else
		query_bind_number(query, name, value);
}

static void bind_time(struct query *query, const struct field *field, const void *at)
{
	bind_unless(query, field->name, *(const int64_t *)at, TIME_UNKNOWN);
}

static void read_time(struct query *query, const struct field *field, void *at)
{
	*(int64_t *)at = query_read_number(query, field->name, TIME_UNKNOWN);
}

static void bind_id(struct query *query, const struct field *field, const void *at)
{
	bind_unless(query, field->name, *(const int64_t *)at, 0);
}

static void read_id(struct query *query, const struct field *field, void *at)
{
	*(int64_t *)at = query_read_number(query, field->name, 0);
}

static void bind_hash(struct query *query, const struct field *field, const void *at)
{
	query_bind_hash(query, field->name, *(const struct hash *)at);
}

static void read_hash(struct query *query, const struct field *field, void *at)
{
	*(struct hash *)at = query_read_hash(query, field->name);
}

static void bind_text(struct query *query, const struct field *field, const void *at)
{
	query_bind_text(query, field->name, *(const char *const *)at);
}

static void read_text(struct query *query, const struct field *field, void *at)
{
	*(const char **)at = query_read_text(query, field->name);
}

static void read_words(struct query *query, const struct field *field, void *at)
{
	const char *text = query_read_text(query, field->name);

	*(const char **)at = text != NULL ? text : "";
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		count++;
	}
	return count;
}

static void read_lines(struct query *query, const struct field *field, void *at)
{
	const char *text = query_read_text(query, field->name);
	size_t count = text != NULL ? count_lines(text) : 0;
	const char **lines = arena_array(query->arena, count, sizeof(*lines));
	size_t i;

	for (i = 0; i < count; i++) {
		size_t length = strcspn(text, "\n");

		lines[i] = arena_dup_bytes(query->arena, text, length);
		text += length + 1;
	}
	*(const char ***)at = lines;
	*(size_t *)beside(field, at) = count;
}

static void bind_bytes(struct query *query, const struct field *field, const void *at)
{
	query_bind_bytes(query, field->name, *(const char *const *)at,
			 *(const size_t *)beside(field, at));
}

static void read_bytes(struct query *query, const struct field *field, void *at)
{
	*(const char **)at = query_read_bytes(query, field->name, (size_t *)beside(field, at));
}

static void bind_whole(struct query *query, const struct field *field, const void *at)
{
	query_bind_bytes(query, field->name, at, field->size);
}

static void read_whole(struct query *query, const struct field *field, void *at)
{
	size_t length = 0;
	const char *bytes = query_read_bytes(query, field->name, &length);

	if (bytes != NULL && length == field->size)
		memcpy(at, bytes, length);
	else
		memset(at, 0, field->size);
}

static const struct codec codecs[] = {
	[FIELD_NUMBER]	= { bind_number, read_number },
	[FIELD_REAL]	= { bind_real, read_real },
	[FIELD_TIME]	= { bind_time, read_time },
	[FIELD_ID]	= { bind_id, read_id },
	[FIELD_HASH]	= { bind_hash, read_hash },
	[FIELD_TEXT]	= { bind_text, read_text },
	[FIELD_WORDS]	= { bind_text, read_words },
	[FIELD_LINES]	= { NULL, read_lines },
	[FIELD_WHOLE]	= { bind_whole, read_whole },
	[FIELD_BYTES]	= { bind_bytes, read_bytes },
};

void record_bind(struct query *query, const struct record *record, const void *thing)
{
	size_t i;

	for (i = 0; i < record->field_count; i++) {
		const struct field *field = &record->fields[i];

		codecs[field->kind].bind(query, field, (const char *)thing + field->offset);
	}
}

void record_read(struct query *query, const struct record *record, void *thing)
{
	size_t i;

	for (i = 0; i < record->field_count; i++) {
		const struct field *field = &record->fields[i];

		codecs[field->kind].read(query, field, (char *)thing + field->offset);
	}
}

int record_read_all(struct query *query, const struct record *record, struct records *out,
		    struct err *err)
{
	size_t count = 0, capacity = 0;
	char *items = NULL;
	int got;

	while ((got = query_next(query, err)) > 0) {
		items = mem_grow(items, &capacity, count, record->size);
		memset(items + count * record->size, 0, record->size);
		record_read(query, record, items + count * record->size);
		count++;
	}
	if (got == 0) {
		out->items = arena_array(query->arena, count, record->size);
		out->count = count;
		if (count > 0)
			memcpy(out->items, items, count * record->size);
	}
	free(items);
	return got;
}
