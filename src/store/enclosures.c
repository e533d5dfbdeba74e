#include "store/enclosures.h"

#include <jansson.h>

#include "base/arena.h"
#include "model/entry.h"

static void set_text(json_t *object, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, key, json_string(text));
}

static void set_number(json_t *object, const char *key, int64_t number)
{
	if (number >= 0)
		json_object_set_new(object, key, json_integer(number));
}

static json_t *to_json(const struct enclosure *enclosure)
{
	json_t *object = json_object();

	set_text(object, "url", enclosure->url);
	set_text(object, "type", enclosure->type);
	set_text(object, "title", enclosure->title);
	set_number(object, "size", enclosure->size);
	set_number(object, "duration", enclosure->duration);
	return object;
}

static const char *get_text(struct arena *arena, const json_t *object, const char *key)
{
	return arena_dup(arena, json_string_value(json_object_get(object, key)));
}

static int64_t get_number(const json_t *object, const char *key)
{
	const json_t *number = json_object_get(object, key);

	return json_is_integer(number) ? json_integer_value(number) : -1;
}

char *enclosures_write(const struct enclosure *enclosures, size_t count)
{
	json_t *list;
	char *text;
	size_t i;

	if (count == 0)
		return NULL;
	list = json_array();
	for (i = 0; i < count; i++)
		json_array_append_new(list, to_json(&enclosures[i]));
	text = json_dumps(list, JSON_COMPACT);
	json_decref(list);
	return text;
}

struct enclosure *enclosures_read(struct arena *arena, const char *text, size_t *count)
{
	json_t *list = text != NULL ? json_loads(text, 0, NULL) : NULL;
	struct enclosure *enclosures;
	size_t i;

	*count = json_array_size(list);
	enclosures = arena_array(arena, *count, sizeof(*enclosures));
	for (i = 0; i < *count; i++) {
		const json_t *object = json_array_get(list, i);

		enclosures[i] = (struct enclosure){
			.url = get_text(arena, object, "url"),
			.type = get_text(arena, object, "type"),
			.title = get_text(arena, object, "title"),
			.size = get_number(object, "size"),
			.duration = get_number(object, "duration"),
		};
	}
	json_decref(list);
	return enclosures;
}
