/*
 * Whatever the bytes: what is read as OPML is written so that it reads the
 * same, and as a config that has nothing wrong with it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "config/compose.h"
#include "config/config.h"
#include "fuzz/fuzz.h"
#include "parse/opml.h"
#include "text/utf8.h"
#include "text/xml.h"

static void check_written(struct arena *arena, const struct opml *opml)
{
	struct buf first = {0}, second = {0};
	struct opml again;
	struct err err;

	opml_write(&first, "x", opml->feeds, opml->feed_count);
	if (!utf8_is_valid(buf_text(&first), first.length) ||
	    opml_parse(&again, arena, buf_text(&first), first.length, &err) < 0)
		abort();
	opml_write(&second, "x", again.feeds, again.feed_count);
	if (!str_equal(buf_text(&first), buf_text(&second)))
		abort();
	buf_clear(&first);
	buf_clear(&second);
}

static void check_composed(const struct opml *opml)
{
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct buf text = {0};
	struct err err;
	size_t i;

	for (i = 0; i < opml->feed_count; i++) {
		compose_group(&text, opml->feeds[i].group != NULL ? opml->feeds[i].group : "x");
		compose_feed(&text, opml->feeds[i].url, opml->feeds[i].title);
	}
	if (config_load_text(&config, "fuzz", buf_text(&text), text.length, &diagnostics, &err) < 0 ||
	    config->feed_count != opml->feed_count)
		abort();
	for (i = 0; i < opml->feed_count; i++) {
		if (!str_equal(config->feeds[i].url, opml->feeds[i].url) ||
		    !str_equal(config->feeds[i].title, opml->feeds[i].title))
			abort();
	}
	config_free(config);
	diagnostics_clear(&diagnostics);
	buf_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct opml opml;
	struct err err;

	xml_init();
	if (opml_parse(&opml, arena, (const char *)bytes, length, &err) == 0) {
		check_written(arena, &opml);
		check_composed(&opml);
	} else if (!utf8_is_valid(err.text, strlen(err.text))) {
		abort();
	}
	arena_free(arena);
	return 0;
}
