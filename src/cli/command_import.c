#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/map.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/compose.h"
#include "config/config.h"
#include "model/feed.h"
#include "parse/opml.h"
#include "text/xml.h"

static const char default_group[] = "Imported";

/* The config whose feeds are left out; NULL if it cannot be read, which is no failure. */
static struct config *load_config(const struct arguments *arguments)
{
	struct config *config;
	struct err err;

	if (setup_config(&config, arguments, &err) == 0)
		return config;
	if (err.code != ERR_NO_INPUT || arguments_has(arguments, "config"))
		log_warning("%s; feeds that it follows are not left out", err.text);
	return NULL;
}

/* Drops the feeds that the config follows; returns how many. */
static size_t drop_followed(struct opml *opml, const struct config *config)
{
	struct map *followed = map_new();
	size_t kept = 0, dropped, i;
	char *key;

	for (i = 0; i < config->feed_count; i++) {
		key = feed_key(config->feeds[i].url);
		map_put(followed, key, &config->feeds[i]);
		free(key);
	}
	for (i = 0; i < opml->feed_count; i++) {
		key = feed_key(opml->feeds[i].url);
		if (map_get(followed, key) == NULL)
			opml->feeds[kept++] = opml->feeds[i];
		free(key);
	}
	map_free(followed);
	dropped = opml->feed_count - kept;
	opml->feed_count = kept;
	return dropped;
}

static void note_what_is_missing(const struct opml *opml, const char *path)
{
	size_t i;

	if (opml->is_truncated)
		log_warning("%s: its end is missing", path);
	if (opml->feed_count + opml->refused_count == 0)
		log_warning("%s: names no feeds", path);
	for (i = 0; i < opml->refused_count; i++)
		log_warning("left out '%s': not an http or https URL", opml->refused[i]);
}

/* An empty line comes first, for what this is appended to may not end in a newline. */
static void print(const struct opml *opml)
{
	struct buf out = {0};
	size_t i;

	for (i = 0; i < opml->feed_count; i++) {
		const struct opml_feed *feed = &opml->feeds[i];

		if (i == 0 || !str_equal(feed->group, feed[-1].group)) {
			buf_add_char(&out, '\n');
			compose_group(&out, feed->group != NULL ? feed->group : default_group);
		}
		compose_feed(&out, feed->url, feed->title);
	}
	fputs(buf_text(&out), stdout);
	buf_clear(&out);
}

static void print_new(struct opml *opml, const struct arguments *arguments)
{
	struct config *config = load_config(arguments);
	size_t dropped = config != NULL ? drop_followed(opml, config) : 0;

	if (dropped > 0)
		log_warning("left out %zu feed%s that %s follows already", dropped,
			    output_plural(dropped), config->path);
	print(opml);
	config_free(config);
}

int command_import(const struct arguments *arguments, struct err *err)
{
	const char *path = arguments->operands[0];
	struct arena *arena = arena_new();
	struct buf bytes = {0};
	struct opml opml;
	int result = file_read(path, OPML_MOST_BYTES, &bytes, err);

	if (result == 0) {
		xml_init();
		result = opml_parse(&opml, arena, buf_text(&bytes), bytes.length, err);
		if (result < 0)
			err_wrap(err, "%s", path);
	}
	if (result == 0) {
		note_what_is_missing(&opml, path);
		print_new(&opml, arguments);
	}
	buf_clear(&bytes);
	arena_free(arena);
	return result;
}
