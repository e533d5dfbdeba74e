#include "parse/feed_mark.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "text/span.h"

static const char rss[] = "application/rss+xml";
static const char atom[] = "application/atom+xml";
static const char rdf[] = "application/rdf+xml";
static const char json[] = "application/feed+json";

/* Types that a link to a feed may have. */
static const struct {
	const char *name;
	bool is_feed;			/* else it may be, if its address says so too */
} types[] = {
	{rss, true},
	{atom, true},
	{rdf, true},
	{json, true},
	{"application/x-rss+xml", true},
	{"application/x-atom+xml", true},
	{"application/json", false},	/* JSON Feed 1.0, but interfaces to programs too */
	{"application/xml", false},
	{"text/xml", false},
};

enum mark_place {
	MARK_NAME,			/* the last segment of the path */
	MARK_ENDING,			/* of that segment */
	MARK_PATH,			/* the end of the path */
	MARK_PARAMETER,			/* of the query */
};

/* What the addresses of feeds look like where common software makes them. */
static const struct {
	enum mark_place place;
	const char *text;
	const char *type;		/* NULL: it may be any */
} marks[] = {
	{MARK_NAME, "feed", NULL},
	{MARK_NAME, "feed.xml", NULL},
	{MARK_NAME, "feed.json", json},
	{MARK_NAME, "rss", rss},
	{MARK_NAME, "rss2", rss},
	{MARK_NAME, "rss.xml", rss},
	{MARK_NAME, "rss.php", rss},
	{MARK_NAME, "atom", atom},
	{MARK_NAME, "atom.xml", atom},
	{MARK_NAME, "index.xml", NULL},
	{MARK_NAME, "index.rdf", rdf},
	{MARK_ENDING, ".rss", rss},
	{MARK_ENDING, ".atom", atom},
	{MARK_ENDING, ".rdf", rdf},
	{MARK_PATH, "/feeds/posts/default", atom},
	{MARK_PARAMETER, "feed=rss2", rss},
	{MARK_PARAMETER, "feed=rss", rss},
	{MARK_PARAMETER, "feed=atom", atom},
	{MARK_PARAMETER, "feed=rdf", rdf},
	{MARK_PARAMETER, "alt=rss", rss},
};

static bool ends_with(struct span span, const char *text)
{
	size_t length = strlen(text);

	return span.length >= length &&
	       span_is((struct span){span.at + span.length - length, length}, text);
}

static bool has_parameter(struct span query, const char *text)
{
	while (query.length != 0) {
		const char *stop = memchr(query.at, '&', query.length);
		const char *end = query.at + query.length;

		if (span_is(span_between(query.at, stop != NULL ? stop : end), text))
			return true;
		query = span_between(stop != NULL ? stop + 1 : end, end);
	}
	return false;
}

/* A URL, or a relative link, taken apart as marks need it. */
struct address {
	struct span path;		/* without a final slash */
	struct span name;		/* its last segment */
	struct span query;
};

static struct address take_apart(const char *url)
{
	const char *authority = strstr(url, "://");
	const char *path = authority != NULL ? authority + 3 + strcspn(authority + 3, "/?#") : url;
	const char *end = path + strcspn(path, "?#"), *name;
	struct address address = {.query = {end, 0}};

	if (*end == '?')
		address.query = (struct span){end + 1, strcspn(end + 1, "#")};
	if (end > path && end[-1] == '/')
		end--;
	for (name = end; name > path && name[-1] != '/'; name--)
		continue;
	address.path = span_between(path, end);
	address.name = span_between(name, end);
	return address;
}

const char *feed_mark_by_type(const char *type, bool *is_sure)
{
	const char *end = type + strcspn(type, ";");
	struct span parameters = span_of(end);
	size_t i;

	str_trim(&type, &end);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!span_is(span_between(type, end), types[i].name))
			continue;
		/* Atom's single entries have the same type. */
		if (span_find(parameters, "type=entry").at != NULL)
			break;
		*is_sure = types[i].is_feed;
		return types[i].name;
	}
	return NULL;
}

bool feed_mark_in_address(const char *url, const char **type)
{
	struct address address = take_apart(url);
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *text = marks[i].text;

		if ((marks[i].place == MARK_NAME && span_is(address.name, text)) ||
		    (marks[i].place == MARK_ENDING && ends_with(address.name, text)) ||
		    (marks[i].place == MARK_PATH && ends_with(address.path, text)) ||
		    (marks[i].place == MARK_PARAMETER && has_parameter(address.query, text))) {
			*type = marks[i].type;
			return true;
		}
	}
	return false;
}

const char *feed_mark_type_of(const char *format)
{
	static const struct {
		const char *format;
		const char *type;
	} formats[] = {
		{"atom", atom},
		{"json", json},
		{"rss 0.90", rdf},
		{"rss 1", rdf},
		{"rss", rss},
	};
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (str_starts(format, formats[i].format))
			return formats[i].type;
	}
	return NULL;
}
