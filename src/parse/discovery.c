#include "parse/discovery.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "model/feed.h"
#include "parse/document.h"
#include "parse/feed_mark.h"
#include "parse/feed_url.h"
#include "text/charset.h"
#include "text/entity.h"
#include "text/markup.h"
#include "text/prose.h"
#include "text/span.h"
#include "text/tag.h"
#include "text/url.h"
#include "text/utf8.h"

enum {
	LONGEST_TITLE	= 200,
	MOST_LINKS	= 10000,	/* that are looked at closely */
};

enum attribute {
	HREF,
	REL,
	TYPE,
	TITLE,
	ATTRIBUTES,
};

/* A page being searched. */
struct search {
	struct arena *arena;
	struct discovery *found;
	struct map *seen;		/* by canonical URL */
	char *base;			/* what links are relative to; NULL: not known */
	char *site;			/* the page's registrable domain, likewise */
	bool has_base;			/* the page said so itself, which counts once */
	size_t link_count;		/* looked at closely */
	bool has_relative;		/* a feed without a base to find it by */
	struct buf attributes[ATTRIBUTES];	/* of the tag in hand */
};

/* Readers and sharing services take a feed's address within theirs: those are no feeds. */
static bool is_of_this_site(const struct search *search, const char *url)
{
	char *site;
	bool is_same;

	if (strstr(strstr(url, "://") + 3, "://") != NULL)
		return false;
	if (search->site == NULL)
		return true;
	site = url_registrable_domain(url);
	is_same = str_equal(site, search->site) || str_equal(site, "feedburner.com");
	free(site);
	return is_same;
}

static void read_attributes(struct search *search, const struct markup_token *token)
{
	static const char *const names[] = {
		[HREF] = "href", [REL] = "rel", [TYPE] = "type", [TITLE] = "title",
	};
	struct markup_attribute attribute;
	const char *at = token->start;
	size_t i;

	for (i = 0; i < ATTRIBUTES; i++)
		buf_truncate(&search->attributes[i], 0);
	while (markup_next_attribute(&at, token->end, &attribute)) {
		for (i = 0; i < ATTRIBUTES; i++) {
			struct buf *out = &search->attributes[i];

			if (attribute.value != NULL && out->length == 0 &&
			    markup_is_name(attribute.name, attribute.name_length, names[i]))
				entity_decode(out, attribute.value,
					      attribute.value + attribute.value_length, true);
		}
	}
}

static const char *value(const struct search *search, enum attribute attribute)
{
	return buf_text(&search->attributes[attribute]);
}

/* Whether the words of `rel` have this one. */
static bool is_related(const struct search *search, const char *word)
{
	const char *at = value(search, REL), *start;

	while (*at != '\0') {
		for (start = at; *at != '\0' && !str_is_space(*at); at++)
			continue;
		if (span_is(span_between(start, at), word))
			return true;
		while (str_is_space(*at))
			at++;
	}
	return false;
}

static const char *title_of(struct search *search)
{
	struct buf clean = {0}, line = {0};
	struct prose prose = prose_begin(&line);
	const char *title = NULL;

	utf8_add_clean(&clean, value(search, TITLE), search->attributes[TITLE].length);
	prose_add(&prose, buf_text(&clean), clean.length);
	if (line.length != 0)
		title = arena_dup_bytes(search->arena, line.data,
					utf8_prefix(line.data, line.length, LONGEST_TITLE));
	buf_clear(&clean);
	buf_clear(&line);
	return title;
}

/* Whether a URL is met for the first time. */
static bool note(struct search *search, const char *url)
{
	char *key = url_canonical(url);
	const char *known = key != NULL ? key : url;
	bool is_new = map_get(search->seen, known) == NULL;

	if (is_new)
		map_put(search->seen, known, search);
	free(key);
	return is_new;
}

static void add(struct search *search, const char *url, const char *type)
{
	struct discovery *found = search->found;

	if (found->count == DISCOVERY_MOST_FEEDS || !note(search, url))
		return;
	found->feeds[found->count++] = (struct discovered_feed){
		.url = arena_dup(search->arena, url),
		.title = title_of(search),
		.type = type,
	};
}

/* A link in hand that may lead to a feed. */
struct candidate {
	const char *type;		/* NULL: not said */
	bool is_sure;			/* else only an address like a feed's makes it one */
	bool is_anchor;			/* for people to follow */
};

static void add_if_marked(struct search *search, const struct candidate *candidate, const char *url)
{
	const char *type;

	if (!feed_mark_in_address(url, &type))
		return;
	if (!candidate->is_anchor || is_of_this_site(search, url))
		add(search, url, candidate->type != NULL ? candidate->type : type);
}

static void consider(struct search *search, const struct candidate *candidate)
{
	const char *href = value(search, HREF), *type;
	char *url;

	if (!candidate->is_sure && !feed_mark_in_address(href, &type))
		return;
	search->link_count++;
	url = feed_url_read(search->base, href);
	if (url == NULL)
		search->has_relative |= search->base == NULL && *href != '\0';
	else if (candidate->is_sure)
		add(search, url, candidate->type);
	else
		add_if_marked(search, candidate, url);
	free(url);
}

static void take_link(struct search *search)
{
	struct candidate candidate = {.is_sure = false};

	candidate.type = feed_mark_by_type(value(search, TYPE), &candidate.is_sure);
	if (is_related(search, "stylesheet"))
		return;
	if (is_related(search, "feed"))
		candidate.is_sure = true;
	else if (candidate.type == NULL || !is_related(search, "alternate"))
		return;
	consider(search, &candidate);
}

static void take_anchor(struct search *search)
{
	struct candidate candidate = {.is_anchor = true};

	candidate.type = feed_mark_by_type(value(search, TYPE), &candidate.is_sure);
	consider(search, &candidate);
}

static void take_base(struct search *search)
{
	char *base = url_resolve(search->base, value(search, HREF));

	if (search->has_base || base == NULL) {
		free(base);
		return;
	}
	search->has_base = true;
	free(search->base);
	search->base = base;
}

static void take_tag(struct search *search, const struct markup_token *token)
{
	static const struct {
		const char *name;
		void (*take)(struct search *search);
	} elements[] = {
		{"link", take_link},
		{"a", take_anchor},
		{"area", take_anchor},
		{"base", take_base},
	};
	size_t i;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (!markup_is_name(token->name, token->name_length, elements[i].name))
			continue;
		read_attributes(search, token);
		elements[i].take(search);
	}
}

static void search_page(struct search *search, const char *text, size_t length)
{
	struct markup markup = {.at = text, .end = text + length};
	struct markup_token token;

	while (search->link_count < MOST_LINKS && markup_next(&markup, &token)) {
		const struct tag *tag;

		if (token.kind != MARKUP_OPEN || token.is_cut)
			continue;
		tag = tag_find(token.name, token.name_length);
		if (tag != NULL && tag->flags & TAG_HIDDEN && !token.is_empty)
			markup_skip_element(&markup, token.name, token.name_length);
		else
			take_tag(search, &token);
	}
}

static void search_document(struct search *search, const struct feed_source *source)
{
	struct buf room = {0};
	struct span text;
	size_t i;

	search->seen = map_new();
	if (source->base_url != NULL) {
		search->base = url_resolve(NULL, source->base_url);
		search->site = url_registrable_domain(source->base_url);
	}
	text = charset_read(&room, source->bytes, source->length, source->content_type,
			    CHARSET_HTML).text;
	search_page(search, text.at, text.length);
	for (i = 0; i < ATTRIBUTES; i++)
		buf_clear(&search->attributes[i]);
	buf_clear(&room);
	map_free(search->seen);
	free(search->base);
	free(search->site);
}

/* The reason comes with what the document is instead of a feed. */
static int find_links(struct discovery *found, struct arena *arena,
		      const struct feed_source *source, struct err *reason)
{
	struct search search = {.arena = arena, .found = found};
	struct err refusal = *reason;

	found->feeds = arena_array(arena, DISCOVERY_MOST_FEEDS, sizeof(*found->feeds));
	search_document(&search, source);
	if (found->count != 0)
		return 0;
	if (search.has_relative)
		return err_set(reason, ERR_DATA, "the links to its feeds are relative, and it "
						 "does not say to what");
	return err_set(reason, ERR_DATA, "%.900s, and it names none", refusal.text);
}

static int take_feed(struct discovery *found, struct arena *arena, const struct feed_source *source,
		     const struct feed_document *feed, struct err *err)
{
	const char *address = source->base_url != NULL ? source->base_url : feed->feed_url;
	char *url = address != NULL ? feed_url_read(NULL, address) : NULL;

	if (url == NULL)
		return err_set(err, ERR_DATA, "a feed itself, which does not say where it lives");
	found->is_feed = true;
	found->count = 1;
	found->feeds = arena_alloc(arena, sizeof(*found->feeds));
	*found->feeds = (struct discovered_feed){
		.url = arena_dup(arena, url),
		.title = feed->title,
		.type = feed_mark_type_of(feed->format),
	};
	free(url);
	return 0;
}

int discovery_find(struct discovery *found, struct arena *arena, const struct feed_source *source,
		   struct err *err)
{
	struct discovery result = {0};
	struct feed_document *feed;
	struct err reason;
	int outcome;

	if (document_parse(&feed, arena, source, &reason) == 0)
		outcome = take_feed(&result, arena, source, feed, &reason);
	else
		outcome = find_links(&result, arena, source, &reason);
	if (outcome < 0)
		return err_set(err, reason.code, "%s", reason.text);
	*found = result;
	return 0;
}
