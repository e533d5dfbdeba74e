#include "parse/draft.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/entry.h"
#include "text/date.h"

static bool is_blank(const char *text)
{
	while (str_is_space(*text))
		text++;
	return *text == '\0';
}

struct draft draft_begin(struct arena *arena)
{
	return (struct draft){
		.arena = arena,
		.times = {TIME_UNKNOWN, TIME_UNKNOWN},
		.duration = -1,
	};
}

void draft_set(struct draft *draft, enum draft_field field, struct draft_value value)
{
	struct draft_value *current = &draft->values[field];

	if (value.text != NULL && value.rank > current->rank && !is_blank(value.text))
		*current = value;
}

void draft_set_time(struct draft *draft, enum draft_time field, const char *text, uint8_t rank)
{
	int64_t time;

	if (text == NULL || rank <= draft->time_ranks[field] || !date_parse(text, &time))
		return;
	draft->times[field] = time;
	draft->time_ranks[field] = rank;
}

void draft_add(struct draft *draft, struct draft_list *list, void *item)
{
	if (list->count == DRAFT_MOST_LISTED)
		return;
	if (list->count == list->capacity) {
		void **old = list->items;

		list->capacity = list->capacity != 0 ? list->capacity * 2 : 4;
		list->items = arena_array(draft->arena, list->capacity, sizeof(*list->items));
		if (list->count != 0)
			memcpy(list->items, old, list->count * sizeof(*list->items));
	}
	list->items[list->count++] = item;
}

static void add_tag(struct draft *draft, const char *start, const char *end)
{
	str_trim(&start, &end);
	if (start < end)
		draft_add(draft, &draft->tags,
			  arena_dup_bytes(draft->arena, start, (size_t)(end - start)));
}

void draft_add_tag(struct draft *draft, const char *text)
{
	if (text != NULL)
		add_tag(draft, text, text + strlen(text));
}

void draft_add_tags(struct draft *draft, const char *text)
{
	size_t length;

	while (text != NULL && *text != '\0' && draft->tags.count < DRAFT_MOST_LISTED) {
		length = strcspn(text, ",");
		add_tag(draft, text, text + length);
		text += length;
		text += *text == ',';
	}
}

bool draft_is_empty(const struct draft *draft)
{
	static const enum draft_field fields[] = {
		DRAFT_TITLE, DRAFT_URL, DRAFT_ID, DRAFT_SUMMARY, DRAFT_CONTENT, DRAFT_IMAGE,
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (draft->values[fields[i]].text != NULL)
			return false;
	}
	return draft->enclosures.count == 0;
}
