#include "job/sources.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "config/config.h"
#include "job/subscription.h"
#include "model/digest.h"
#include "model/feed.h"
#include "parse/opml.h"
#include "text/url.h"
#include "text/url_parts.h"

static bool is_for_everybody(const struct feed_settings *settings)
{
	return url_is_web(settings->url) && settings->auth_file == NULL &&
	       settings->header_count == 0 && !settings->allow_private &&
	       url_parts_split(span_of(settings->url)).user.at == NULL;
}

static bool is_source(const struct digest_settings *digest, const struct feed_settings *settings)
{
	size_t i;

	for (i = 0; i < digest->group_count; i++) {
		if (str_equal(digest->groups[i], settings->group))
			return true;
	}
	return digest->group_count == 0;
}

static struct opml_feed source_of(struct arena *arena, const struct feed_settings *settings,
				  const struct subscription *subscription)
{
	static const struct feed_state unknown;
	const struct feed_state *state = subscription != NULL ? &subscription->state : &unknown;

	return (struct opml_feed){
		.url = settings->url,
		.title = arena_dup(arena, feed_title(settings, state)),
		.site_url = arena_dup(arena, state->site_url),
		.group = settings->group,
	};
}

const char *sources_list(struct arena *arena, const struct config *config,
			 const struct digest_settings *digest, const struct map *subscriptions)
{
	struct opml_feed *feeds = arena_array(arena, config->feed_count, sizeof(*feeds));
	struct map *by_url = subscription_index(subscriptions);
	struct buf out = {0};
	const char *bytes;
	size_t count = 0, i;

	for (i = 0; i < config->feed_count; i++) {
		const struct feed_settings *settings = &config->feeds[i];

		if (is_source(digest, settings) && is_for_everybody(settings))
			feeds[count++] = source_of(arena, settings, map_get(by_url, settings->url));
	}
	opml_sort(feeds, count);
	opml_write(&out, arena_printf(arena, "Sources of %s", digest->name), feeds, count);
	bytes = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	map_free(by_url);
	return bytes;
}
