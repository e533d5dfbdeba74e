#include "parse/json_feed.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "parse/refusal.h"
#include "text/utf8.h"

/* Keys whose values go straight into a field. */
struct key {
	const char *name;
	enum draft_field field;
	enum draft_markup markup;
	uint8_t rank;
};

static const struct key feed_keys[] = {
	{"title", DRAFT_TITLE, DRAFT_PLAIN, 9},
	{"home_page_url", DRAFT_URL, DRAFT_PLAIN, 9},
	{"feed_url", DRAFT_SELF, DRAFT_PLAIN, 9},
	{"description", DRAFT_SUMMARY, DRAFT_PLAIN, 9},
	{"language", DRAFT_LANGUAGE, DRAFT_PLAIN, 9},
	{"icon", DRAFT_IMAGE, DRAFT_PLAIN, 9},
	{"favicon", DRAFT_ICON, DRAFT_PLAIN, 9},
	{"next_url", DRAFT_NEXT, DRAFT_PLAIN, 9},
};

static const struct key item_keys[] = {
	{"id", DRAFT_ID, DRAFT_PLAIN, 9},
	{"url", DRAFT_URL, DRAFT_PLAIN, 9},
	{"external_url", DRAFT_EXTERNAL, DRAFT_PLAIN, 9},
	{"title", DRAFT_TITLE, DRAFT_PLAIN, 9},
	{"content_html", DRAFT_CONTENT, DRAFT_HTML, 9},
	{"content_text", DRAFT_CONTENT, DRAFT_PLAIN, 8},
	{"summary", DRAFT_SUMMARY, DRAFT_PLAIN, 9},
	{"image", DRAFT_IMAGE, DRAFT_PLAIN, 9},
	{"banner_image", DRAFT_IMAGE, DRAFT_PLAIN, 8},
	{"language", DRAFT_LANGUAGE, DRAFT_PLAIN, 9},
};

/* A string, or a number where a feed forgot the quotes; clean, in the arena. NULL: neither. */
static const char *string_of(struct arena *arena, const json_t *value)
{
	struct buf clean = {0};
	const char *copy;

	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value))
		return arena_printf(arena, "%.15g", json_real_value(value));
	if (!json_is_string(value))
		return NULL;
	utf8_add_clean(&clean, json_string_value(value), json_string_length(value));
	copy = arena_dup_bytes(arena, buf_text(&clean), clean.length);
	buf_clear(&clean);
	return copy;
}

static const char *string_at(struct arena *arena, const json_t *object, const char *name)
{
	return string_of(arena, json_object_get(object, name));
}

static int64_t number_at(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	double number = json_number_value(value);

	return json_is_number(value) && number >= 0 && number < 1e15 ? (int64_t)number : -1;
}

static void add_keys(struct draft *draft, const json_t *object, const struct key *keys,
		     size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		draft_set(draft, keys[i].field,
			  (struct draft_value){
				  .text = string_at(draft->arena, object, keys[i].name),
				  .markup = keys[i].markup,
				  .rank = keys[i].rank,
			  });
}

static void add_author(struct draft *draft, const json_t *author)
{
	struct draft_person *person = arena_alloc(draft->arena, sizeof(*person));

	person->name = json_is_string(author) ? string_of(draft->arena, author)
					      : string_at(draft->arena, author, "name");
	person->url = string_at(draft->arena, author, "url");
	person->rank = 1;
	if (person->name != NULL || person->url != NULL)
		draft_add(draft, &draft->authors, person);
}

static void add_authors(struct draft *draft, const json_t *object)
{
	const json_t *authors = json_object_get(object, "authors");
	size_t i;

	for (i = 0; i < json_array_size(authors) && i < DRAFT_MOST_LISTED; i++)
		add_author(draft, json_array_get(authors, i));
	if (draft->authors.count == 0)
		add_author(draft, json_object_get(object, "author"));
}

static void add_tags(struct draft *draft, const json_t *tags)
{
	size_t i;

	for (i = 0; i < json_array_size(tags) && i < DRAFT_MOST_LISTED; i++)
		draft_add_tag(draft, string_of(draft->arena, json_array_get(tags, i)));
}

static void add_attachments(struct draft *draft, const json_t *attachments)
{
	size_t i;

	for (i = 0; i < json_array_size(attachments) && i < DRAFT_MOST_LISTED; i++) {
		const json_t *attachment = json_array_get(attachments, i);
		struct draft_enclosure *enclosure = arena_alloc(draft->arena, sizeof(*enclosure));

		*enclosure = (struct draft_enclosure){
			.url = string_at(draft->arena, attachment, "url"),
			.type = string_at(draft->arena, attachment, "mime_type"),
			.title = string_at(draft->arena, attachment, "title"),
			.size = number_at(attachment, "size_in_bytes"),
			.duration = number_at(attachment, "duration_in_seconds"),
		};
		if (enclosure->url != NULL)
			draft_add(draft, &draft->enclosures, enclosure);
	}
}

static const char *format_of(const char *version)
{
	if (version == NULL || strstr(version, "jsonfeed.org/version/") == NULL)
		return NULL;
	return str_ends(version, "/1") ? "json feed 1.0" : "json feed 1.1";
}

/* jansson quotes what is near, which is a stranger's text. */
static int refuse_broken(struct err *err, const json_error_t *error)
{
	const char *near = strstr(error->text, " near ");
	size_t length = near != NULL ? (size_t)(near - error->text) : strlen(error->text);

	return err_set(err, ERR_DATA, "not a feed but broken JSON: line %d: %.*s", error->line,
		       (int)length, error->text);
}

int json_feed_read(struct json_feed *feed, const char *text, size_t length, struct err *err)
{
	json_error_t error;
	json_t *root = json_loadb(text, length, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &error);
	const char *format = format_of(json_string_value(json_object_get(root, "version")));

	if (root == NULL)
		return refuse_broken(err, &error);
	if (format == NULL) {
		json_decref(root);
		return refusal_set(err, "a feed", text, length);
	}
	*feed = (struct json_feed){
		.root = root,
		.items = json_object_get(root, "items"),
		.format = format,
	};
	return 0;
}

void json_feed_clear(struct json_feed *feed)
{
	json_decref(feed->root);
	*feed = (struct json_feed){0};
}

void json_feed_gather(struct draft *draft, const struct json_feed *feed, struct arena *arena)
{
	const json_t *hub = json_array_get(json_object_get(feed->root, "hubs"), 0);

	*draft = draft_begin(arena);
	add_keys(draft, feed->root, feed_keys, sizeof(feed_keys) / sizeof(feed_keys[0]));
	add_authors(draft, feed->root);
	draft_set(draft, DRAFT_HUB,
		  (struct draft_value){.text = string_at(arena, hub, "url"), .rank = 9});
}

size_t json_feed_count(const struct json_feed *feed)
{
	return json_array_size(feed->items);
}

void json_feed_gather_item(struct draft *draft, const struct json_feed *feed, size_t index,
			   struct arena *arena)
{
	const json_t *item = json_array_get(feed->items, index);

	*draft = draft_begin(arena);
	add_keys(draft, item, item_keys, sizeof(item_keys) / sizeof(item_keys[0]));
	draft_set_time(draft, DRAFT_PUBLISHED, string_at(arena, item, "date_published"), 9);
	draft_set_time(draft, DRAFT_UPDATED, string_at(arena, item, "date_modified"), 9);
	add_authors(draft, item);
	add_tags(draft, json_object_get(item, "tags"));
	add_attachments(draft, json_object_get(item, "attachments"));
}
