#include "extract/linked_data.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "extract/about.h"

enum {
	MOST_DEPTH = 6,			/* of objects within objects that we look into */
	MOST_OBJECTS = 200,
	LONGEST_SCRIPT = 1 << 20,
};

enum value_kind {
	KIND_TEXT,
	KIND_NAME,		/* a name, an object with one, or a list of either */
};

static const struct {
	char key[20];
	enum about_field field;
	enum value_kind kind;
	uint32_t rank;
} properties[] = {
	{"publisher",		ABOUT_SITE,	KIND_NAME, 20},
	{"headline",		ABOUT_TITLE,	KIND_TEXT, 20},
	{"name",		ABOUT_TITLE,	KIND_TEXT, 60},
	{"author",		ABOUT_BYLINE,	KIND_NAME, 10},
	{"creator",		ABOUT_BYLINE,	KIND_NAME, 30},
	{"datePublished",	ABOUT_DATE,	KIND_TEXT, 10},
	{"dateCreated",		ABOUT_DATE,	KIND_TEXT, 35},
	{"dateModified",	ABOUT_DATE,	KIND_TEXT, 70},
	{"inLanguage",		ABOUT_LANGUAGE,	KIND_NAME, 30},
	{"sourceOrganization",	ABOUT_CREDIT,	KIND_NAME, 20},
};

struct reading {
	struct about *about;
	const json_t *graph;		/* where what has only an @id is found; may be NULL */
	size_t objects;
};

/* A page itself knows its date and author too, though less well than its article does. */
static const struct {
	char type[12];
	uint32_t penalty;
} types[] = {
	{"Article", 0}, {"Posting", 0}, {"Report", 0}, {"Review", 2}, {"Recipe", 2},
	{"WebPage", 15}, {"CreativeWork", 15}, {"VideoObject", 25},
};

static uint32_t penalty_of(const char *type)
{
	size_t i;

	for (i = 0; type != NULL && i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_ends(type, types[i].type))
			return types[i].penalty;
	}
	return UINT32_MAX;
}

static uint32_t object_penalty(const json_t *object)
{
	const json_t *type = json_object_get(object, "@type");
	uint32_t least = penalty_of(json_string_value(type));
	size_t i;

	for (i = 0; i < json_array_size(type); i++) {
		uint32_t penalty = penalty_of(json_string_value(json_array_get(type, i)));

		if (penalty < least)
			least = penalty;
	}
	return least;
}

/* What an object that is only an @id stands for. */
static const json_t *look_up(const json_t *graph, const json_t *value)
{
	const char *id = json_string_value(json_object_get(value, "@id"));
	size_t i;

	if (id == NULL || json_object_get(value, "name") != NULL)
		return value;
	for (i = 0; i < json_array_size(graph) && i < MOST_OBJECTS; i++) {
		const json_t *node = json_array_get(graph, i);

		if (str_equal(json_string_value(json_object_get(node, "@id")), id))
			return node;
	}
	return value;
}

static void add_name(struct buf *out, const json_t *graph, const json_t *value)
{
	const char *name = json_string_value(value);

	if (json_is_object(value))
		name = json_string_value(json_object_get(look_up(graph, value), "name"));
	if (str_is_empty(name) || strstr(name, "://") != NULL ||
	    (out->length > 0 && strstr(buf_text(out), name) != NULL))
		return;
	if (out->length > 0)
		buf_add_text(out, "; ");
	buf_add_text(out, name);
}

static void add_names(struct buf *out, const json_t *graph, const json_t *value)
{
	enum { MOST_NAMES = 10 };
	size_t i;

	if (json_is_object(value) && json_is_array(json_object_get(value, "name")))
		value = json_object_get(value, "name");
	if (!json_is_array(value))
		add_name(out, graph, value);
	for (i = 0; i < json_array_size(value) && i < MOST_NAMES; i++)
		add_name(out, graph, json_array_get(value, i));
}

static void offer_properties(const struct reading *reading, const json_t *object,
			     uint32_t penalty)
{
	struct buf names = {0};
	size_t i;

	for (i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
		const json_t *value = json_object_get(object, properties[i].key);
		const char *text = json_string_value(value);

		buf_truncate(&names, 0);
		if (properties[i].kind == KIND_NAME) {
			add_names(&names, reading->graph, value);
			text = buf_text(&names);
		}
		about_offer(reading->about, properties[i].field, properties[i].rank + penalty,
			    span_of(text));
	}
	buf_clear(&names);
}

static bool is_no(const json_t *value)
{
	return json_is_false(value) || str_case_equal(json_string_value(value), "false");
}

static void read_object(struct reading *reading, const json_t *object)
{
	uint32_t penalty = object_penalty(object);
	const char *body = json_string_value(json_object_get(object, "articleBody"));

	if (penalty == UINT32_MAX)
		return;
	offer_properties(reading, object, penalty);
	if (penalty == 0 && body != NULL && reading->about->body == NULL)
		reading->about->body = arena_dup(reading->about->arena, body);
	if (is_no(json_object_get(object, "isAccessibleForFree")))
		reading->about->is_locked = true;
}

/* Where articles hide in other things. */
static const char *const holders[] = {"@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"};

static void read_value(struct reading *reading, const json_t *value, size_t depth)
{
	size_t i;

	if (depth == MOST_DEPTH || reading->objects++ >= MOST_OBJECTS)
		return;
	for (i = 0; i < json_array_size(value); i++)
		read_value(reading, json_array_get(value, i), depth + 1);
	if (!json_is_object(value))
		return;
	if (reading->graph == NULL)
		reading->graph = json_object_get(value, "@graph");
	read_object(reading, value);
	for (i = 0; i < sizeof(holders) / sizeof(holders[0]); i++) {
		const json_t *held = json_object_get(value, holders[i]);

		if (held != NULL && !json_is_string(held))
			read_value(reading, held, depth + 1);
	}
}

/* Text as it stands in scripts: raw line ends in strings, which JSON forbids, are common. */
static void add_mended(struct buf *out, struct span script)
{
	const char *at, *end = script.at + script.length;

	for (at = script.at; at < end; at++)
		buf_add_char(out, (unsigned char)*at < ' ' ? ' ' : *at);
}

static struct span trim_script(const struct span *script)
{
	const char *start = memchr(script->at, '{', script->length);
	const char *list = memchr(script->at, '[', script->length);
	const char *end = script->at + script->length;

	if (list != NULL && (start == NULL || list < start))
		start = list;
	while (start != NULL && end > start && end[-1] != '}' && end[-1] != ']')
		end--;
	return start != NULL ? span_between(start, end) : (struct span){0};
}

void linked_data_read(struct about *about, const struct span *script)
{
	struct reading reading = {.about = about};
	struct span json = trim_script(script);
	struct buf mended = {0};
	json_t *root;

	if (json.at == NULL || json.length > LONGEST_SCRIPT)
		return;
	add_mended(&mended, json);
	root = json_loadb(buf_text(&mended), mended.length, JSON_ALLOW_NUL, NULL);
	read_value(&reading, root, 0);
	json_decref(root);
	buf_clear(&mended);
}
