#include "parse/gather.h"

#include <libxml/tree.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "parse/document.h"
#include "parse/element.h"
#include "parse/reader.h"

/* A walk over what belongs to one draft. */
struct walk {
	struct gathered *gathered;
	struct draft *draft;
	enum vocabulary_scope scope;
};

/* What an element inherits. */
struct place {
	const char *base;
	const char *language;
};

static void add_entry(struct gathered *gathered, xmlNode *element, const struct place *place)
{
	struct gathered_entry *old = gathered->entries;
	size_t count = gathered->entry_count;

	if (count == FEED_MOST_ENTRIES) {
		gathered->dropped_count++;
		return;
	}
	if ((count & (count - 1)) == 0) {
		gathered->entries = arena_array(gathered->arena, count * 2 + 1, sizeof(*old));
		if (count != 0)
			memcpy(gathered->entries, old, count * sizeof(*old));
	}
	gathered->entries[count] = (struct gathered_entry){
		.element = element,
		.base = place->base,
		.language = place->language,
	};
	gathered->entry_count++;
}

/* libxml2 leaves an undeclared prefix in the name. */
static const char *split_name(const xmlNode *element, char prefix[16])
{
	const char *name = (const char *)element->name, *colon = strchr(name, ':');

	prefix[0] = '\0';
	if (element->ns != NULL && element->ns->prefix != NULL &&
	    strlen((const char *)element->ns->prefix) < 16)
		memcpy(prefix, element->ns->prefix, strlen((const char *)element->ns->prefix) + 1);
	if (colon == NULL)
		return name;
	if (colon - name < 16) {
		memcpy(prefix, name, (size_t)(colon - name));
		prefix[colon - name] = '\0';
	}
	return colon + 1;
}

/*
 * What an element means: by its own namespace; without one, or in one that means nothing
 * there, what it would mean in the document's.
 */
static const struct vocabulary_rule *find_rule(const struct walk *walk, const xmlNode *element)
{
	char prefix[16];
	const char *name = split_name(element, prefix);
	const char *uri = element->ns != NULL ? (const char *)element->ns->href : NULL;
	enum vocabulary_space space = vocabulary_space(uri, prefix);
	const struct vocabulary_rule *rule = NULL;

	if (space != SPACE_UNKNOWN)
		rule = vocabulary_find(space, name, walk->scope);
	if (rule == NULL && (prefix[0] == '\0' || str_equal(uri, walk->gathered->home_uri)))
		rule = vocabulary_find(walk->gathered->home, name, walk->scope);
	return rule;
}

static void walk_children(struct walk *walk, const xmlNode *parent, const struct place *inherited)
{
	struct gathered *gathered = walk->gathered;
	xmlNode *child;

	for (child = element_first(parent); child != NULL; child = element_next(child)) {
		const struct vocabulary_rule *rule = find_rule(walk, child);
		struct place place;
		struct reading reading;

		if (rule == NULL)
			continue;
		place.base = element_base(gathered->arena, child, inherited->base);
		place.language = element_language(child, inherited->language);
		reading = (struct reading){gathered->arena, walk->draft, place.base};
		if (rule->reader == READ_WITHIN)
			walk_children(walk, child, &place);
		else if (rule->reader == READ_ENTRY)
			add_entry(gathered, child, &place);
		else
			reader_read(&reading, child, rule);
	}
}

static void set_plain(struct draft *draft, enum draft_field field, const char *text, uint8_t rank)
{
	draft_set(draft, field, (struct draft_value){.text = text, .rank = rank});
}

static const char *format_of(struct arena *arena, const xmlNode *root)
{
	const char *version = element_attribute(root, "version");
	const char *uri = root->ns != NULL ? (const char *)root->ns->href : "";

	if (element_is(root, "feed"))
		return str_equal(version, "0.3") || strstr(uri, "purl.org/atom") != NULL
			       ? "atom 0.3"
			       : "atom 1.0";
	if (element_is(root, "RDF"))
		return "rss 1.0";
	if (version == NULL || strlen(version) > 8)
		return "rss";
	return arena_printf(arena, "rss %s", version);
}

void gather_feed(struct gathered *gathered, struct arena *arena, xmlNode *root,
		 const char *base_url)
{
	struct walk walk = {gathered, &gathered->feed, IN_FEED};
	struct place place = {
		.base = element_base(arena, root, base_url),
		.language = element_language(root, NULL),
	};
	const xmlNode *channel = element_find(root, "channel");

	*gathered = (struct gathered){
		.arena = arena,
		.format = format_of(arena, root),
		.home = element_is(root, "feed") ? SPACE_ATOM : SPACE_RSS,
		.home_uri = root->ns != NULL ? (const char *)root->ns->href : NULL,
		.feed = draft_begin(arena),
	};
	walk_children(&walk, root, &place);
	if (channel != NULL)
		place.language = element_language(channel, place.language);
	set_plain(&gathered->feed, DRAFT_LANGUAGE, place.language, 1);
}

void gather_entry(struct draft *draft, struct gathered *gathered,
		  const struct gathered_entry *entry)
{
	struct walk walk = {gathered, draft, IN_ENTRY};
	struct place place = {entry->base, entry->language};
	const char *about = element_attribute(entry->element, "about");

	*draft = draft_begin(gathered->arena);
	walk_children(&walk, entry->element, &place);
	set_plain(draft, DRAFT_LANGUAGE, place.language, 1);
	set_plain(draft, DRAFT_ID, about, 5);
	set_plain(draft, DRAFT_URL, about, 1);
}
