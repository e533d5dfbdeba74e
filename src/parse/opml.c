#include "parse/opml.h"

#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/feed.h"
#include "parse/element.h"
#include "parse/feed_url.h"
#include "parse/refusal.h"
#include "text/charset.h"
#include "text/html.h"
#include "text/prose.h"
#include "text/span.h"
#include "text/utf8.h"
#include "text/xml.h"

enum {
	LONGEST_TITLE	= 500,
	LONGEST_GROUP	= 200,
	LONGEST_REFUSED	= 200,
	DEEPEST		= 100,		/* that anybody nests, and less than xml_parse() allows */
};

/* A list being read. */
struct listing {
	struct arena *arena;
	struct opml opml;		/* its arrays are on the heap until it is whole */
	size_t feed_capacity;
	size_t refused_capacity;
	struct map *seen;		/* feeds by what makes two one */
	size_t depth, deepest;		/* of outlines */
};

/* Text on one line, cut to length; NULL if there is none. */
static const char *line_of(struct arena *arena, const char *text, size_t longest)
{
	struct buf line = {0};
	struct prose prose = prose_begin(&line);
	const char *result = NULL;

	if (text != NULL)
		prose_add(&prose, text, strlen(text));
	buf_truncate(&line, utf8_prefix(buf_text(&line), line.length, longest));
	while (buf_ends_with(&line, " "))
		buf_truncate(&line, line.length - 1);
	if (line.length != 0)
		result = arena_dup_bytes(arena, line.data, line.length);
	buf_clear(&line);
	return result;
}

/* What an outline is called: `text`, which its reader may have changed, before `title`. */
static const char *name_of(struct arena *arena, const xmlNode *outline, size_t longest)
{
	const char *name = line_of(arena, element_attribute(outline, "text"), longest);

	return name != NULL ? name
			    : line_of(arena, element_attribute(outline, "title"), longest);
}

/* Where an outline says its feed is; NULL if it is none. Some write `url` as other types do. */
static const char *address_of(const xmlNode *outline)
{
	static const char *const types[] = {"rss", "atom", "feed", "rdf"};
	const char *address = element_attribute(outline, "xmlUrl");
	const char *type = element_attribute(outline, "type");
	size_t i;

	if (!str_is_empty(address))
		return address;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_case_equal(type, types[i]))
			return element_attribute(outline, "url");
	}
	return NULL;
}

static void refuse(struct listing *listing, const char *address)
{
	struct opml *opml = &listing->opml;
	const char *line = line_of(listing->arena, address, LONGEST_REFUSED);

	opml->refused = mem_grow(opml->refused, &listing->refused_capacity, opml->refused_count,
				 sizeof(*opml->refused));
	opml->refused[opml->refused_count++] = line != NULL ? line : "";
}

static const char *read_url(struct listing *listing, const char *text)
{
	char *url = feed_url_read(NULL, text);
	const char *copy = arena_dup(listing->arena, url);

	free(url);
	return copy;
}

/* Whether this is the first time; it is not the next. */
static bool note(struct listing *listing, const char *url)
{
	char *key = feed_key(url);
	bool is_new = map_get(listing->seen, key) == NULL;

	map_put(listing->seen, key, listing);
	free(key);
	return is_new;
}

/* `text` has to be there, so who knows no title repeats the URL, which may have been cut. */
static bool is_url_again(const char *title, const char *url)
{
	return strncmp(title, url, LONGEST_TITLE) == 0;
}

static void add_feed(struct listing *listing, const xmlNode *outline, const char *address,
		     const char *group)
{
	struct opml *opml = &listing->opml;
	const char *site = element_attribute(outline, "htmlUrl");
	const char *url = read_url(listing, address), *title;

	if (url == NULL)
		refuse(listing, address);
	if (url == NULL || !note(listing, url))
		return;
	title = name_of(listing->arena, outline, LONGEST_TITLE);
	opml->feeds = mem_grow(opml->feeds, &listing->feed_capacity, opml->feed_count,
			       sizeof(*opml->feeds));
	opml->feeds[opml->feed_count++] = (struct opml_feed){
		.url = url,
		.title = title != NULL && is_url_again(title, url) ? NULL : title,
		.site_url = site != NULL ? read_url(listing, site) : NULL,
		.group = group,
	};
}

static const char *join(struct arena *arena, const char *outer, const char *inner)
{
	if (outer == NULL || inner == NULL)
		return outer != NULL ? outer : inner;
	return line_of(arena, arena_printf(arena, "%s / %s", outer, inner), LONGEST_GROUP);
}

/* As deep as xml_parse() allows. What a feed's outline holds is in the feed's group. */
static void take_outlines(struct listing *listing, const xmlNode *parent, const char *group)
{
	const xmlNode *child;

	if (++listing->depth > listing->deepest)
		listing->deepest = listing->depth;
	for (child = element_first(parent); child != NULL; child = element_next(child)) {
		const char *address = address_of(child), *within = group;

		if (element_is(child, "head"))
			continue;
		if (address != NULL)
			add_feed(listing, child, address, group);
		else if (element_first(child) != NULL)
			within = join(listing->arena, group,
				      name_of(listing->arena, child, LONGEST_GROUP));
		take_outlines(listing, child, within);
	}
	listing->depth--;
}

static const char *title_of(struct arena *arena, const xmlNode *root)
{
	const xmlNode *head = element_find(root, "head");
	const xmlNode *title = head != NULL ? element_find(head, "title") : NULL;

	return title != NULL ? line_of(arena, element_text(arena, title), LONGEST_TITLE) : NULL;
}

/* Moves an array from the heap into the arena. */
static void *settle(struct arena *arena, void *items, size_t count, size_t size)
{
	void *settled = arena_array(arena, count, size);

	if (count != 0)
		memcpy(settled, items, count * size);
	free(items);
	return settled;
}

/* Returns how deep its outlines are nested. */
static size_t take_document(struct opml *opml, struct arena *arena, const struct xml *xml)
{
	const xmlNode *root = xmlDocGetRootElement(xml->document);
	struct listing listing = {.arena = arena, .seen = map_new()};

	take_outlines(&listing, root, NULL);
	map_free(listing.seen);
	*opml = listing.opml;
	opml->title = title_of(arena, root);
	opml->is_truncated = xml->is_truncated;
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): each list is freed once, as it is settled */
	opml->feeds = settle(arena, opml->feeds, opml->feed_count, sizeof(*opml->feeds));
	opml->refused = settle(arena, opml->refused, opml->refused_count,
			       sizeof(*opml->refused));
	opml_sort(opml->feeds, opml->feed_count);
	return listing.deepest;
}

/*
 * Where outlines are not closed, each seems to stand in the one before, until
 * they are too deep to be read: then none is taken to hold another, which costs
 * the groups but no feed.
 */
static int read_text(struct opml *opml, struct arena *arena, struct span text,
		     struct err *err)
{
	static const char *const roots[] = {"opml", NULL};
	static const char *const body[] = {"body", NULL}, *const outline[] = {"outline", NULL};
	static const char *const both[] = {"body", "outline", NULL};
	static const struct xml_shape shapes[] = {
		{.roots = roots, .records = body, .holders = outline},
		{.roots = roots, .records = both},
	};
	size_t depth = SIZE_MAX, i;
	struct xml xml;

	for (i = 0; i < sizeof(shapes) / sizeof(shapes[0]) && depth > DEEPEST; i++) {
		if (xml_parse(&xml, text.at, text.length, &shapes[i], err) < 0)
			return refusal_set(err, "OPML", text.at, text.length);
		depth = take_document(opml, arena, &xml);
		xml_clear(&xml);
	}
	return 0;
}

/* An attribute whose value is a line, as it will be read again. */
static void add_attribute(struct buf *out, const char *name, const char *value)
{
	struct buf line = {0};
	struct prose prose = prose_begin(&line);

	if (value == NULL)
		return;
	prose_add(&prose, value, strlen(value));
	buf_printf(out, " %s=\"", name);
	html_add_escaped(out, buf_text(&line), line.length);
	buf_add_char(out, '"');
	buf_clear(&line);
}

static void write_feed(struct buf *out, const struct opml_feed *feed)
{
	buf_add_text(out, feed->group != NULL ? "\t\t\t<outline" : "\t\t<outline");
	add_attribute(out, "text", feed->title != NULL ? feed->title : feed->url);
	add_attribute(out, "title", feed->title);
	add_attribute(out, "type", "rss");
	add_attribute(out, "xmlUrl", feed->url);
	add_attribute(out, "htmlUrl", feed->site_url);
	buf_add_text(out, "/>\n");
}

static void open_group(struct buf *out, const char *group)
{
	buf_add_text(out, "\t\t<outline");
	add_attribute(out, "text", group);
	buf_add_text(out, ">\n");
}

static void write_feeds(struct buf *out, const struct opml_feed *feeds, size_t count)
{
	static const char end[] = "\t\t</outline>\n";
	const char *group = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		bool is_other = !str_equal(group, feeds[i].group);

		if (is_other && group != NULL)
			buf_add_text(out, end);
		group = feeds[i].group;
		if (is_other && group != NULL)
			open_group(out, group);
		write_feed(out, &feeds[i]);
	}
	if (group != NULL)
		buf_add_text(out, end);
}

/* A feed, and where the first of its group stood, which is where the group goes. */
struct placed {
	struct opml_feed feed;
	size_t group;
	size_t place;
};

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_placed(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;

	return left->group != right->group ? compare(left->group, right->group)
					   : compare(left->place, right->place);
}

void opml_sort(struct opml_feed *feeds, size_t count)
{
	struct placed *placed = mem_array(count, sizeof(*placed)), *first;
	struct map *groups = map_new();
	size_t i;

	for (i = 0; i < count; i++) {
		const char *group = feeds[i].group != NULL ? feeds[i].group : "";

		first = map_get(groups, group);
		if (first == NULL)
			map_put(groups, group, first = &placed[i]);
		placed[i] = (struct placed){feeds[i], (size_t)(first - placed), i};
	}
	if (count != 0)
		qsort(placed, count, sizeof(*placed), compare_placed);
	for (i = 0; i < count; i++)
		feeds[i] = placed[i].feed;
	map_free(groups);
	free(placed);
}

int opml_parse(struct opml *opml, struct arena *arena, const char *bytes, size_t length,
	       struct err *err)
{
	struct buf room = {0};
	struct span text;
	int result;

	if (length > OPML_MOST_BYTES)
		return err_set(err, ERR_DATA, "longer than %d bytes", OPML_MOST_BYTES);
	text = charset_read(&room, bytes, length, NULL, CHARSET_XML).text;
	result = read_text(opml, arena, text, err);
	buf_clear(&room);
	return result;
}

void opml_write(struct buf *out, const char *title, const struct opml_feed *feeds, size_t count)
{
	buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			  "<opml version=\"2.0\">\n\t<head>\n\t\t<title>");
	html_add_escaped(out, title, strlen(title));
	buf_add_text(out, "</title>\n\t</head>\n\t<body>\n");
	write_feeds(out, feeds, count);
	buf_add_text(out, "\t</body>\n</opml>\n");
}
