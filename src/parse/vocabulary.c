#include "parse/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <stdlib.h>

#include "base/str.h"

enum { LONGEST_NAME = 32 };

/*
 * Where RSS, Dublin Core and a dozen modules say the same thing, what was made for it ranks
 * first. Sorted by name, then as in enum vocabulary_space.
 */
static const struct vocabulary_rule rules[] = {
	{SPACE_DCTERMS, "abstract", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 6},
	{SPACE_RSS, "author", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_ATOM, "author", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_DC, "author", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_ITUNES, "author", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_PLAY, "author", IN_BOTH, READ_PERSON, 0, 4},
	{SPACE_RSS, "body", IN_ENTRY, READ_HTML, DRAFT_CONTENT, 7},
	{SPACE_XHTML, "body", IN_ENTRY, READ_HTML, DRAFT_CONTENT, 8},
	{SPACE_RSS, "category", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_ATOM, "category", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_ITUNES, "category", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_PLAY, "category", IN_FEED, READ_TAG, 0, 9},
	{SPACE_MEDIA, "category", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_RSS, "channel", IN_FEED, READ_WITHIN, 0, 9},
	{SPACE_RSS, "comments", IN_ENTRY, READ_URL, DRAFT_COMMENTS, 9},
	{SPACE_RSS, "content", IN_ENTRY, READ_GUESS, DRAFT_CONTENT, 6},
	{SPACE_ATOM, "content", IN_ENTRY, READ_TEXT, DRAFT_CONTENT, 8},
	{SPACE_MEDIA, "content", IN_ENTRY, READ_ENCLOSURE, 0, 9},
	{SPACE_RSS, "copyright", IN_FEED, READ_GUESS, DRAFT_COPYRIGHT, 9},
	{SPACE_ATOM, "copyright", IN_FEED, READ_TEXT, DRAFT_COPYRIGHT, 8},
	{SPACE_ATOM, "created", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 5},
	{SPACE_DCTERMS, "created", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 6},
	{SPACE_DC, "creator", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_DCTERMS, "creator", IN_BOTH, READ_PERSON, 0, 9},
	{SPACE_MEDIA, "credit", IN_ENTRY, READ_PERSON, 0, 2},
	{SPACE_RSS, "date", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 5},
	{SPACE_DC, "date", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 7},
	{SPACE_DCTERMS, "date", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 7},
	{SPACE_RSS, "description", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 9},
	{SPACE_DC, "description", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 7},
	{SPACE_DCTERMS, "description", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 7},
	{SPACE_PLAY, "description", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 4},
	{SPACE_MEDIA, "description", IN_ENTRY, READ_GUESS, DRAFT_SUMMARY, 2},
	{SPACE_XHTML, "div", IN_ENTRY, READ_HTML, DRAFT_CONTENT, 5},
	{SPACE_ITUNES, "duration", IN_ENTRY, READ_DURATION, 0, 9},
	{SPACE_RSS, "enclosure", IN_ENTRY, READ_ENCLOSURE, 0, 9},
	{SPACE_CONTENT, "encoded", IN_ENTRY, READ_HTML, DRAFT_CONTENT, 9},
	{SPACE_ATOM, "entry", IN_FEED, READ_ENTRY, 0, 9},
	{SPACE_RSS, "fullitem", IN_ENTRY, READ_HTML, DRAFT_CONTENT, 7},
	{SPACE_RSS, "generator", IN_FEED, READ_PLAIN, DRAFT_GENERATOR, 9},
	{SPACE_ATOM, "generator", IN_FEED, READ_PLAIN, DRAFT_GENERATOR, 8},
	{SPACE_MEDIA, "group", IN_ENTRY, READ_WITHIN, 0, 9},
	{SPACE_RSS, "guid", IN_ENTRY, READ_ID, DRAFT_ID, 9},
	{SPACE_ATOM, "icon", IN_FEED, READ_URL, DRAFT_ICON, 8},
	{SPACE_RSS, "id", IN_ENTRY, READ_PLAIN, DRAFT_ID, 6},
	{SPACE_ATOM, "id", IN_BOTH, READ_PLAIN, DRAFT_ID, 8},
	{SPACE_DC, "identifier", IN_ENTRY, READ_PLAIN, DRAFT_ID, 3},
	{SPACE_RSS, "image", IN_BOTH, READ_IMAGE, DRAFT_IMAGE, 6},
	{SPACE_ITUNES, "image", IN_BOTH, READ_IMAGE, DRAFT_IMAGE, 7},
	{SPACE_PLAY, "image", IN_BOTH, READ_IMAGE, DRAFT_IMAGE, 5},
	{SPACE_ATOM, "info", IN_FEED, READ_TEXT, DRAFT_SUMMARY, 2},
	{SPACE_ATOM, "issued", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 8},
	{SPACE_DCTERMS, "issued", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 8},
	{SPACE_RSS, "item", IN_FEED, READ_ENTRY, 0, 9},
	{SPACE_RSS, "keywords", IN_BOTH, READ_TAGS, 0, 9},
	{SPACE_ITUNES, "keywords", IN_BOTH, READ_TAGS, 0, 9},
	{SPACE_MEDIA, "keywords", IN_BOTH, READ_TAGS, 0, 9},
	{SPACE_RSS, "language", IN_BOTH, READ_PLAIN, DRAFT_LANGUAGE, 9},
	{SPACE_DC, "language", IN_BOTH, READ_PLAIN, DRAFT_LANGUAGE, 8},
	{SPACE_DCTERMS, "language", IN_BOTH, READ_PLAIN, DRAFT_LANGUAGE, 8},
	{SPACE_RSS, "lastbuilddate", IN_FEED, READ_DATE, DRAFT_UPDATED, 9},
	{SPACE_RSS, "link", IN_BOTH, READ_LINK, DRAFT_URL, 9},
	{SPACE_ATOM, "link", IN_BOTH, READ_LINK, DRAFT_URL, 8},
	{SPACE_ITUNES, "link", IN_ENTRY, READ_LINK, DRAFT_URL, 1},
	{SPACE_ATOM, "logo", IN_FEED, READ_URL, DRAFT_IMAGE, 8},
	{SPACE_RSS, "managingeditor", IN_FEED, READ_PERSON, 0, 9},
	{SPACE_RSS, "modified", IN_BOTH, READ_DATE, DRAFT_UPDATED, 6},
	{SPACE_ATOM, "modified", IN_BOTH, READ_DATE, DRAFT_UPDATED, 8},
	{SPACE_DCTERMS, "modified", IN_BOTH, READ_DATE, DRAFT_UPDATED, 8},
	{SPACE_FEEDBURNER, "origlink", IN_ENTRY, READ_PLAIN, DRAFT_ORIGIN, 9},
	{SPACE_ITUNES, "owner", IN_FEED, READ_PERSON, 0, 4},
	{SPACE_RSS, "pubdate", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 9},
	{SPACE_RSS, "published", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 6},
	{SPACE_ATOM, "published", IN_BOTH, READ_DATE, DRAFT_PUBLISHED, 8},
	{SPACE_DC, "publisher", IN_FEED, READ_PERSON, 0, 4},
	{SPACE_ATOM, "rights", IN_FEED, READ_TEXT, DRAFT_COPYRIGHT, 8},
	{SPACE_DC, "rights", IN_FEED, READ_GUESS, DRAFT_COPYRIGHT, 7},
	{SPACE_RSS, "skipdays", IN_FEED, READ_SKIP_DAYS, 0, 9},
	{SPACE_RSS, "skiphours", IN_FEED, READ_SKIP_HOURS, 0, 9},
	{SPACE_RSS, "source", IN_ENTRY, READ_SOURCE, 0, 9},
	{SPACE_ATOM, "source", IN_ENTRY, READ_SOURCE, 0, 9},
	{SPACE_DC, "subject", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_DCTERMS, "subject", IN_BOTH, READ_TAG, 0, 9},
	{SPACE_ATOM, "subtitle", IN_FEED, READ_TEXT, DRAFT_SUMMARY, 8},
	{SPACE_ITUNES, "subtitle", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 3},
	{SPACE_RSS, "summary", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 6},
	{SPACE_ATOM, "summary", IN_BOTH, READ_TEXT, DRAFT_SUMMARY, 8},
	{SPACE_ITUNES, "summary", IN_BOTH, READ_GUESS, DRAFT_SUMMARY, 5},
	{SPACE_ATOM, "tagline", IN_FEED, READ_TEXT, DRAFT_SUMMARY, 8},
	{SPACE_MEDIA, "thumbnail", IN_ENTRY, READ_IMAGE, DRAFT_IMAGE, 8},
	{SPACE_RSS, "title", IN_BOTH, READ_GUESS, DRAFT_TITLE, 9},
	{SPACE_ATOM, "title", IN_BOTH, READ_TEXT, DRAFT_TITLE, 8},
	{SPACE_DC, "title", IN_BOTH, READ_GUESS, DRAFT_TITLE, 6},
	{SPACE_DCTERMS, "title", IN_BOTH, READ_GUESS, DRAFT_TITLE, 6},
	{SPACE_ITUNES, "title", IN_ENTRY, READ_GUESS, DRAFT_TITLE, 5},
	{SPACE_MEDIA, "title", IN_ENTRY, READ_GUESS, DRAFT_TITLE, 2},
	{SPACE_RSS, "ttl", IN_FEED, READ_TTL, 0, 9},
	{SPACE_RSS, "updated", IN_BOTH, READ_DATE, DRAFT_UPDATED, 6},
	{SPACE_ATOM, "updated", IN_BOTH, READ_DATE, DRAFT_UPDATED, 8},
	{SPACE_SYNDICATION, "updatefrequency", IN_FEED, READ_FREQUENCY, 0, 9},
	{SPACE_SYNDICATION, "updateperiod", IN_FEED, READ_PERIOD, 0, 9},
	{SPACE_RSS, "webmaster", IN_FEED, READ_PERSON, 0, 3},
};

/* Namespaces as declared, in lower case and without the scheme: feeds write them loosely. */
static const struct {
	const char *uri;
	enum vocabulary_space space;
} uris[] = {
	{"backend.userland.com/rss", SPACE_RSS},
	{"backend.userland.com/rss091", SPACE_RSS},
	{"backend.userland.com/rss092", SPACE_RSS},
	{"backend.userland.com/rss2", SPACE_RSS},
	{"backend.userland.com/rss2.0", SPACE_RSS},
	{"blogs.law.harvard.edu/tech/rss", SPACE_RSS},
	{"cyber.law.harvard.edu/rss", SPACE_RSS},
	{"my.netscape.com/publish/formats/rss-0.91.dtd", SPACE_RSS},
	{"my.netscape.com/rdf/simple/0.9", SPACE_RSS},
	{"channel.netscape.com/rdf/simple/0.9", SPACE_RSS},
	{"purl.org/net/rss1.1#", SPACE_RSS},
	{"purl.org/rss/1.0", SPACE_RSS},
	{"purl.org/rss/2.0", SPACE_RSS},
	{"www.rssboard.org/rss-specification", SPACE_RSS},
	{"example.com/necho", SPACE_ATOM},
	{"example.com/newformat#", SPACE_ATOM},
	{"purl.org/atom-blog/ns#", SPACE_ATOM},
	{"purl.org/atom/ns#", SPACE_ATOM},
	{"purl.org/echo", SPACE_ATOM},
	{"purl.org/pie", SPACE_ATOM},
	{"uri/of/echo/namespace#", SPACE_ATOM},
	{"www.w3.org/2005/atom", SPACE_ATOM},
	{"www.w3.org/1999/02/22-rdf-syntax-ns#", SPACE_RDF},
	{"purl.org/dc/elements/1.0", SPACE_DC},
	{"purl.org/dc/elements/1.1", SPACE_DC},
	{"purl.org/dc/terms", SPACE_DCTERMS},
	{"purl.org/rss/1.0/modules/dcterms", SPACE_DCTERMS},
	{"purl.org/rss/1.0/modules/content", SPACE_CONTENT},
	{"www.w3.org/1999/xhtml", SPACE_XHTML},
	{"www.itunes.com/dtds/podcast-1.0.dtd", SPACE_ITUNES},
	{"example.com/dtds/podcast-1.0.dtd", SPACE_ITUNES},
	{"www.google.com/schemas/play-podcasts/1.0", SPACE_PLAY},
	{"search.yahoo.com/mrss", SPACE_MEDIA},
	{"purl.org/rss/1.0/modules/syndication", SPACE_SYNDICATION},
	{"rssnamespace.org/feedburner/ext/1.0", SPACE_FEEDBURNER},
};

/* What undeclared or misdeclared prefixes mean. */
static const struct {
	const char *prefix;
	enum vocabulary_space space;
} prefixes[] = {
	{"rss", SPACE_RSS},
	{"atom", SPACE_ATOM},
	{"atom03", SPACE_ATOM},
	{"atom10", SPACE_ATOM},
	{"a10", SPACE_ATOM},
	{"rdf", SPACE_RDF},
	{"dc", SPACE_DC},
	{"dcterms", SPACE_DCTERMS},
	{"content", SPACE_CONTENT},
	{"xhtml", SPACE_XHTML},
	{"itunes", SPACE_ITUNES},
	{"googleplay", SPACE_PLAY},
	{"media", SPACE_MEDIA},
	{"sy", SPACE_SYNDICATION},
	{"feedburner", SPACE_FEEDBURNER},
};

static int compare(const void *left, const void *right)
{
	const struct vocabulary_rule *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : (int)a->space - (int)b->space;
}

/* Past "http://" or the like. */
static const char *skip_scheme(const char *uri)
{
	const char *scheme = strstr(uri, "://");

	return scheme != NULL ? scheme + strlen("://") : uri;
}

/* But for a slash at the end. */
static bool is_uri(const char *uri, const char *wanted)
{
	if (!str_case_starts(uri, wanted))
		return false;
	uri += strlen(wanted);
	return *uri == '\0' || str_equal(uri, "/");
}

const struct vocabulary_rule *vocabulary_find(enum vocabulary_space space, const char *name,
					      enum vocabulary_scope scope)
{
	char lower[LONGEST_NAME];
	const struct vocabulary_rule key = {.space = space, .name = lower}, *rule;
	size_t i;

	for (i = 0; name[i] != '\0'; i++) {
		if (i == sizeof(lower) - 1)
			return NULL;
		lower[i] = str_lower(name[i]);
	}
	lower[i] = '\0';
	rule = bsearch(&key, rules, sizeof(rules) / sizeof(rules[0]), sizeof(rules[0]), compare);
	return rule != NULL && (rule->scope & scope) ? rule : NULL;
}

enum vocabulary_space vocabulary_space(const char *uri, const char *prefix)
{
	size_t i;

	if (uri != NULL)
		uri = skip_scheme(uri);
	for (i = 0; uri != NULL && i < sizeof(uris) / sizeof(uris[0]); i++) {
		if (is_uri(uri, uris[i].uri))
			return uris[i].space;
	}
	for (i = 0; prefix != NULL && i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (str_case_equal(prefix, prefixes[i].prefix))
			return prefixes[i].space;
	}
	return SPACE_UNKNOWN;
}
