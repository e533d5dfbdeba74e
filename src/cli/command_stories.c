#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "job/composition.h"
#include "job/preview.h"
#include "store/store.h"
#include "store/stories.h"
#include "story/editor.h"

enum { DAY = 86400 };

static void print_story(const struct ranked *ranked)
{
	const struct story *story = ranked->story;

	output_print("%7lld %8.3f  %3zu +%-3zu %s%s\n", (long long)story->id, ranked->trend.rank,
		     story->independents, story->reprints, ranked->headline,
		     ranked->was_told ? " (told)" : "");
}

static void print_stories(const struct digest_settings *digest, const struct ranked *ranked,
			  size_t count)
{
	size_t i;

	if (count == 0) {
		printf("%s: no stories\n", digest->name);
		return;
	}
	printf("%s\n  story     rank sources  headline\n", digest->name);
	for (i = 0; i < count; i++)
		print_story(&ranked[i]);
}

/* The ids of stories that were merged into one. */
static int load_former(json_t **out, struct composition *composition, struct store *store,
		       int64_t id, struct err *err)
{
	struct story_change_list changes;
	size_t i;

	if (stories_load_changes(store, composition->arena, id, &changes, err) < 0)
		return -1;
	*out = json_array();
	for (i = 0; i < changes.count; i++)
		if (changes.items[i].kind == STORY_MERGED)
			json_array_append_new(*out, json_integer(changes.items[i].story_id));
	return 0;
}

static json_t *pack_article(const struct article *article)
{
	return json_pack("{s:I, s:s, s:o, s:o, s:s, s:o}",
		"id", (json_int_t)article->id,
		"publisher", article->publisher_name,
		"url", output_json_text(article->url),
		"title", output_json_text(article->title),
		"role", article_role_text(article->role),
		"of", article->of != 0 ? json_integer(article->of) : json_null());
}

static json_t *pack_story(const struct digest_settings *digest, const struct ranked *ranked,
			  json_t *former)
{
	const struct story *story = ranked->story;
	json_t *articles = json_array();
	size_t i;

	for (i = 0; i < story->article_count; i++)
		json_array_append_new(articles, pack_article(story->articles[i]));
	return json_pack("{s:I, s:s, s:s, s:f, s:I, s:I, s:o, s:o, s:b, s:o, s:o}",
		"id", (json_int_t)story->id,
		"headline", ranked->headline,
		"digest", digest->name,
		"rank", ranked->trend.rank,
		"independents", (json_int_t)story->independents,
		"reprints", (json_int_t)story->reprints,
		"first_seen", output_json_time(story->first_seen),
		"last_seen", output_json_time(story->last_seen),
		"was_told", ranked->was_told,
		"formerly", former,
		"articles", articles);
}

struct listing {
	const struct config *config;
	struct store *store;
	int64_t since;
	json_t *list;			/* NULL: it is printed for people */
};

static int add_stories(const struct listing *listing, struct composition *composition,
		       const struct ranked *ranked, size_t count, struct err *err)
{
	json_t *former;
	size_t i;

	for (i = 0; i < count; i++) {
		if (load_former(&former, composition, listing->store, ranked[i].story->id,
				err) < 0)
			return -1;
		json_array_append_new(listing->list, pack_story(composition->edition.digest,
								&ranked[i], former));
	}
	return 0;
}

/* Prints a digest's stories, or adds them to the list. */
static int list_digest(const struct listing *listing, const struct digest_settings *digest,
		       struct err *err)
{
	struct composition composition;
	struct ranked *ranked;
	size_t count;
	int result;

	/* One second later, so that this one counts. */
	composition_init(&composition, digest, clock_now() + 1);
	composition.since = listing->since;
	result = preview_load(&composition, listing->config, listing->store, err);
	if (result == 0) {
		count = composition_rank(&composition, &ranked);
		if (listing->list == NULL)
			print_stories(digest, ranked, count);
		else
			result = add_stories(listing, &composition, ranked, count, err);
	}
	composition_clear(&composition);
	return result;
}

static int list_all(struct listing *listing, const struct arguments *arguments, struct err *err)
{
	const struct config *config = listing->config;
	const struct digest_settings *only = NULL;
	int result = 0;
	size_t i;

	if (arguments->operand_count > 0) {
		only = setup_digest(config, arguments->operands[0], err);
		if (only == NULL)
			return -1;
	}
	if (setup_time(&listing->since, arguments, "since", clock_now() - DAY, err) < 0)
		return -1;
	if (arguments_has(arguments, "json"))
		listing->list = json_array();
	for (i = 0; i < config->digest_count && result == 0; i++)
		if (only == NULL || only == &config->digests[i])
			result = list_digest(listing, &config->digests[i], err);
	if (result == 0 && listing->list != NULL)
		output_json(json_pack("{s:O}", "stories", listing->list));
	json_decref(listing->list);
	return result;
}

int command_stories(const struct arguments *arguments, struct err *err)
{
	struct listing listing = {0};
	struct config *config = NULL;
	int result = -1;

	if (setup_config(&config, arguments, err) == 0 &&
	    store_open(&listing.store, config->state, STORE_READ, err) == 0) {
		listing.config = config;
		result = list_all(&listing, arguments, err);
	}
	store_close(listing.store);
	config_free(config);
	return result;
}
