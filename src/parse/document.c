#include "parse/document.h"

#include <libxml/tree.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/feed.h"
#include "parse/draft.h"
#include "parse/element.h"
#include "parse/gather.h"
#include "parse/identity.h"
#include "parse/json_feed.h"
#include "parse/normalise.h"
#include "parse/refusal.h"
#include "parse/vocabulary.h"
#include "text/charset.h"
#include "text/span.h"
#include "text/xml.h"

static const char wanted[] = "a feed";

/* A document being parsed. */
struct parsing {
	struct arena *scratch;		/* dies with the parsing */
	struct feed_document *feed;
	struct normaliser normaliser;
	struct draft draft;		/* of the entry in hand */
	bool keep_all;
};

static void add_entry(struct parsing *parsing)
{
	struct feed_document *feed = parsing->feed;

	if (!parsing->keep_all && draft_is_empty(&parsing->draft)) {
		feed->dropped_count++;
		return;
	}
	normalise_entry(&parsing->normaliser, &feed->entries[feed->entry_count], &parsing->draft);
	if (feed->entries[feed->entry_count].language == NULL)
		feed->entries[feed->entry_count].language = feed->language;
	feed->entry_count++;
}

static void begin(struct parsing *parsing, const char *format, const struct draft *draft,
		  size_t entry_count)
{
	parsing->feed->format = arena_dup(parsing->normaliser.arena, format);
	parsing->feed->entries = arena_array(parsing->normaliser.arena, entry_count,
					     sizeof(*parsing->feed->entries));
	normalise_feed(&parsing->normaliser, parsing->feed, draft);
}

static void take_xml(struct parsing *parsing, const struct xml *xml)
{
	struct gathered gathered;
	size_t i;

	gather_feed(&gathered, parsing->scratch, xmlDocGetRootElement(xml->document),
		    parsing->normaliser.base_url);
	begin(parsing, gathered.format, &gathered.feed, gathered.entry_count);
	parsing->feed->is_truncated = xml->is_truncated;
	parsing->feed->dropped_count = gathered.dropped_count;
	for (i = 0; i < gathered.entry_count; i++) {
		gather_entry(&parsing->draft, &gathered, &gathered.entries[i]);
		add_entry(parsing);
	}
}

static void take_json(struct parsing *parsing, const struct json_feed *json)
{
	size_t i, count = json_feed_count(json);
	struct draft draft;

	if (count > FEED_MOST_ENTRIES) {
		parsing->feed->dropped_count = count - FEED_MOST_ENTRIES;
		count = FEED_MOST_ENTRIES;
	}
	json_feed_gather(&draft, json, parsing->scratch);
	begin(parsing, json->format, &draft, count);
	for (i = 0; i < count; i++) {
		json_feed_gather_item(&parsing->draft, json, i, parsing->scratch);
		add_entry(parsing);
	}
}

/* RDF and channels are of many things; they are a feed if they speak RSS or have items. */
static bool is_feed(const struct xml *xml)
{
	const xmlNode *root = xmlDocGetRootElement(xml->document);
	const xmlNs *space;

	if (!element_is(root, "RDF") && !element_is(root, "channel"))
		return true;
	for (space = root->nsDef; space != NULL; space = space->next) {
		if (vocabulary_space((const char *)space->href, NULL) == SPACE_RSS)
			return true;
	}
	return element_find(root, "channel") != NULL || element_find(root, "item") != NULL;
}

static int parse_xml(struct parsing *parsing, struct span text, struct err *err)
{
	static const char *const roots[] = {"rss", "feed", "RDF", "channel", NULL};
	static const char *const records[] = {"item", "entry", NULL};
	static const struct xml_shape shape = {.roots = roots, .records = records};
	struct xml xml;

	if (xml_parse(&xml, text.at, text.length, &shape, err) < 0)
		return refusal_set(err, wanted, text.at, text.length);
	if (is_feed(&xml))
		take_xml(parsing, &xml);
	else
		refusal_set(err, wanted, text.at, text.length);
	xml_clear(&xml);
	return parsing->feed->format != NULL ? 0 : -1;
}

static int parse_json(struct parsing *parsing, struct span text, struct err *err)
{
	struct json_feed json;

	if (json_feed_read(&json, text.at, text.length, err) < 0)
		return -1;
	take_json(parsing, &json);
	json_feed_clear(&json);
	return 0;
}

static struct feed_document *finish(struct parsing *parsing)
{
	struct feed_document *feed = parsing->feed;

	if (parsing->keep_all)
		identity_set(feed->entries, feed->entry_count);
	else
		feed->entry_count = identity_assign(feed->entries, feed->entry_count);
	return feed;
}

/* Looks past byte order marks, blanks and, for UTF-16 and UTF-32, zero bytes. */
static bool is_json(const char *bytes, size_t length)
{
	static const char skipped[] = "\xEF\xBB\xBF\xFE\xFF \t\r\n";
	size_t i;

	for (i = 0; i < length; i++) {
		if (memchr(skipped, bytes[i], sizeof(skipped)) == NULL)
			return bytes[i] == '{' || bytes[i] == '[';
	}
	return false;
}

static int check_source(const struct feed_source *source, struct err *err)
{
	if (source->length > FEED_MOST_BYTES)
		return err_set(err, ERR_DATA, "longer than %d bytes", FEED_MOST_BYTES);
	return refusal_of_data(err, wanted, source->bytes, source->length) ? -1 : 0;
}

int document_parse(struct feed_document **out, struct arena *arena,
		   const struct feed_source *source, struct err *err)
{
	bool json = is_json(source->bytes, source->length);
	struct parsing parsing = {
		.normaliser = {.arena = arena, .base_url = source->base_url,
			       .text_only = source->text_only},
		.keep_all = source->keep_all,
	};
	struct buf room = {0};
	struct span text;
	int result;

	if (check_source(source, err) < 0)
		return -1;
	parsing.scratch = arena_new();
	parsing.feed = arena_alloc(arena, sizeof(*parsing.feed));
	text = charset_read(&room, source->bytes, source->length, source->content_type,
			    json ? CHARSET_JSON : CHARSET_XML).text;
	result = json ? parse_json(&parsing, text, err) : parse_xml(&parsing, text, err);
	if (result == 0)
		*out = finish(&parsing);
	normalise_end(&parsing.normaliser);
	buf_clear(&room);
	arena_free(parsing.scratch);
	return result;
}
