#include "job/bylines.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "job/subscription.h"
#include "model/story.h"
#include "text/url.h"

/* A feed's part of every byline. */
struct byline {
	const char *publisher;		/* as configured, or NULL */
	const char *name;
	const char *url;		/* the publisher's page, else the feed */
	const char *group;
	const char **tags;
	size_t tag_count;
	const char *language;		/* as configured, or NULL */
	double weight;
};

struct bylines {
	struct arena *arena;
	struct byline **of;		/* by article; NULL: its feed is gone */
	size_t count;
};

static const char **copy_tags(struct arena *arena, const struct feed_settings *settings)
{
	const char **tags = arena_array(arena, settings->tag_count, sizeof(*tags));
	size_t i;

	for (i = 0; i < settings->tag_count; i++)
		tags[i] = arena_dup(arena, settings->tags[i]);
	return tags;
}

static struct byline *copy_byline(struct arena *arena, const struct subscription *subscription)
{
	const struct feed_settings *settings = subscription->settings;
	const struct feed_state *state = &subscription->state;
	struct byline *byline = arena_alloc(arena, sizeof(*byline));
	const char *title = settings->title != NULL ? settings->title : state->title;

	byline->publisher = arena_dup(arena, settings->publisher);
	byline->name = arena_dup(arena, settings->publisher != NULL ? settings->publisher : title);
	byline->url = arena_dup(arena, state->site_url != NULL ? state->site_url : state->url);
	byline->group = arena_dup(arena, settings->group);
	byline->tags = copy_tags(arena, settings);
	byline->tag_count = settings->tag_count;
	byline->language = arena_dup(arena, settings->language);
	byline->weight = settings->weight;
	return byline;
}

static const char *domain_of(struct arena *arena, const char *url)
{
	char *domain = url != NULL ? url_registrable_domain(url) : NULL;
	const char *copy = arena_dup(arena, domain);

	free(domain);
	return copy;
}

/* An article's own link names its publisher better than its feed's address does. */
static const char *publisher_of(struct arena *arena, const struct byline *byline,
				const struct article *article)
{
	const char *domain;

	if (byline->publisher != NULL)
		return byline->publisher;
	domain = domain_of(arena, article->url);
	if (domain == NULL)
		domain = domain_of(arena, byline->url);
	return domain != NULL ? domain : byline->url;
}

static void add_tags(struct arena *arena, struct article *article, const struct byline *byline)
{
	size_t count = article->tag_count + byline->tag_count;
	const char **tags = arena_array(arena, count, sizeof(*tags));

	if (article->tag_count > 0)
		memcpy(tags, article->tags, article->tag_count * sizeof(*tags));
	if (byline->tag_count > 0)
		memcpy(tags + article->tag_count, byline->tags,
		       byline->tag_count * sizeof(*tags));
	article->tags = tags;
	article->tag_count = count;
}

struct bylines *bylines_collect(struct arena *arena, const struct map *subscriptions,
				const struct article *articles, size_t count)
{
	struct bylines *bylines = arena_alloc(arena, sizeof(*bylines));
	struct map *copies = map_new();
	size_t i;

	bylines->arena = arena;
	bylines->of = arena_array(arena, count, sizeof(struct byline *));
	bylines->count = count;
	for (i = 0; i < count; i++) {
		uint64_t feed_id = (uint64_t)articles[i].feed_id;
		struct subscription *subscription = map_get_number(subscriptions, feed_id);

		bylines->of[i] = map_get_number(copies, feed_id);
		if (bylines->of[i] != NULL || subscription == NULL)
			continue;
		bylines->of[i] = copy_byline(arena, subscription);
		map_put_number(copies, feed_id, bylines->of[i]);
	}
	map_free(copies);
	return bylines;
}

void bylines_apply(struct bylines *bylines, struct article *articles, size_t count)
{
	size_t i;

	for (i = 0; i < count && i < bylines->count; i++) {
		const struct byline *byline = bylines->of[i];
		struct article *article = &articles[i];

		if (byline == NULL) {
			article->publisher = domain_of(bylines->arena, article->url);
			if (article->publisher == NULL)
				article->publisher = "";
			article->publisher_name = article->publisher;
			article->weight = 1;
			continue;
		}
		article->publisher = publisher_of(bylines->arena, byline, article);
		article->publisher_name = byline->name != NULL ? byline->name
							       : article->publisher;
		article->group = byline->group;
		article->weight = byline->weight;
		if (byline->language != NULL)
			article->language = byline->language;
		add_tags(bylines->arena, article, byline);
	}
}
