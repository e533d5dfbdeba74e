#include "config.h"

#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "fetch/fetch.h"
#include "fetch/visit.h"
#include "parse/discovery.h"
#include "parse/document.h"
#include "text/url.h"
#include "text/xml.h"

static const char page_types[] =
	"text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
	"application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

static void print_lines(const struct discovery *found)
{
	size_t i;

	for (i = 0; i < found->count; i++) {
		const struct discovered_feed *feed = &found->feeds[i];

		output_print("%s\t%s\t%s\n", feed->url, feed->title != NULL ? feed->title : "",
			     feed->type != NULL ? feed->type : "");
	}
}

static void print_json(const struct discovery *found)
{
	json_t *feeds = json_array();
	size_t i;

	for (i = 0; i < found->count; i++) {
		json_array_append_new(feeds, json_pack("{s:s, s:o, s:o}",
			"url", found->feeds[i].url,
			"title", output_json_text(found->feeds[i].title),
			"type", output_json_text(found->feeds[i].type)));
	}
	output_json(json_pack("{s:o}", "feeds", feeds));
}

static int find(const struct feed_source *source, bool as_json, struct err *err)
{
	struct arena *arena = arena_new();
	struct discovery found;
	int result;

	xml_init();
	result = discovery_find(&found, arena, source, err);
	if (result == 0 && as_json)
		print_json(&found);
	else if (result == 0)
		print_lines(&found);
	arena_free(arena);
	return result;
}

static int discover_url(const struct arguments *arguments, const char *url, struct err *err)
{
	struct fetch_request request = {
		.url = url,
		.accept = page_types,
		.user_agent = "granola/" PACKAGE_VERSION,
		.allow_private = arguments_has(arguments, "allow-private"),
	};
	struct visit visit = {0};
	int result = visit_fetch(&visit, &request, err);

	if (result == 0)
		result = find(&(struct feed_source){
			.bytes = visit.body,
			.length = visit.length,
			.content_type = visit.content_type,
			.base_url = visit.url,
		}, arguments_has(arguments, "json"), err);
	visit_clear(&visit);
	return result < 0 ? err_wrap(err, "%s", url) : 0;
}

static int discover_file(const struct arguments *arguments, const char *path, struct err *err)
{
	struct buf bytes = {0};
	int result;

	if (file_read(path, FEED_MOST_BYTES, &bytes, err) < 0)
		return -1;
	result = find(&(struct feed_source){
		.bytes = buf_text(&bytes),
		.length = bytes.length,
		.base_url = arguments_get(arguments, "base-url"),
	}, arguments_has(arguments, "json"), err);
	buf_clear(&bytes);
	return result < 0 ? err_wrap(err, "%s", path) : 0;
}

int command_discover(const struct arguments *arguments, struct err *err)
{
	const char *base_url = arguments_get(arguments, "base-url");
	const char *place = arguments->operands[0];

	if (base_url != NULL && !url_is_web(base_url))
		return err_set(err, ERR_USAGE, "--base-url '%s' is no http or https URL", base_url);
	if (url_is_web(place))
		return discover_url(arguments, place, err);
	return discover_file(arguments, place, err);
}
