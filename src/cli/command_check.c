#include "cli/commands.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "store/entries.h"
#include "store/store.h"
#include "story/topic.h"

enum {
	LOOKED_BACK	= 2 * 24 * 3600,	/* seconds … */
	MOST_LOOKED_AT	= 20 * 1000,		/* … or entries: for this is waited */
};

static size_t count_groups(const struct config *config)
{
	struct map *groups = map_new();
	size_t count, i;

	for (i = 0; i < config->feed_count; i++)
		map_put(groups, config->feeds[i].group, &config->feeds[i]);
	count = map_count(groups);
	map_free(groups);
	return count;
}

static void print_summary(const struct config *config)
{
	size_t feeds = config->feed_count, groups = count_groups(config);
	size_t digests = config->digest_count, warnings = config->warning_count;

	printf("%s: %zu feed%s in %zu group%s, %zu digest%s; no errors", config->path, feeds,
	       output_plural(feeds), groups, output_plural(groups), digests,
	       output_plural(digests));
	if (warnings > 0)
		printf(", %zu warning%s", warnings, output_plural(warnings));
	putchar('\n');
}

static const char remark[] = "  (none: is it written as they write it?)";

/* How many of these articles each term alone would choose, or rule out. */
static void print_hits(const struct digest_settings *digest, const struct article_list *articles,
		       struct arena *arena)
{
	size_t *hits = arena_array(arena, digest->match_count + 1, sizeof(*hits)), i;
	struct topic *topic;

	if (digest->match_count == 0)
		return;
	topic = topic_new((const char *const *)digest->matches, digest->match_count);
	for (i = 0; i < articles->count; i++)
		topic_count(topic, &articles->items[i], hits);
	topic_free(topic);
	printf("\n%s, of %zu entr%s of the last two days:\n", digest->name, articles->count,
	       articles->count == 1 ? "y" : "ies");
	for (i = 0; i < digest->match_count; i++) {
		const char *term = digest->matches[i];

		printf("%8zu  %s%s\n", hits[i], term, hits[i] == 0 && *term != '-' ? remark : "");
	}
}

/* What the terms of digests would find among what is stored; nothing if nothing is. */
static void print_all_hits(const struct config *config)
{
	const struct article_query query = {
		.choice = ARTICLES_ALL, .since = clock_now() - LOOKED_BACK, .until = INT64_MAX,
		.limit = MOST_LOOKED_AT,
	};
	struct arena *arena = arena_new();
	struct article_list articles = {0};
	struct store *store = NULL;
	struct err ignored;
	size_t i;

	if (store_open(&store, config->state, STORE_READ, &ignored) == 0 &&
	    entries_load_articles(store, arena, &query, &articles, &ignored) == 0 &&
	    articles.count > 0) {
		for (i = 0; i < config->digest_count; i++)
			print_hits(&config->digests[i], &articles, arena);
	}
	store_close(store);
	arena_free(arena);
}

int command_check(const struct arguments *arguments, struct err *err)
{
	struct config *config;

	if (setup_config(&config, arguments, err) < 0)
		return -1;
	if (!arguments_has(arguments, "quiet")) {
		print_summary(config);
		print_all_hits(config);
	}
	config_free(config);
	return 0;
}
