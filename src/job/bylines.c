#include "job/bylines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "job/subscription.h"
#include "model/publisher.h"
#include "model/story.h"
#include "story/masthead.h"
#include "text/url.h"

/* A feed's part of every byline. */
struct byline {
	const char *publisher;		/* as configured, or NULL */
	const char *name;
	bool is_self_named;		/* the name is the title that its feed gives itself */
	const char *url;		/* the publisher's page, else the feed */
	const char *domain;		/* where that is, or NULL */
	const char *feed_url;
	const char *feed_title;		/* or NULL */
	const char *group;
	const char **tags;
	size_t tag_count;
	const char *language;		/* as configured, or NULL */
	double weight;
};

/* A domain whose publisher has a name, for it has others, or is an agency. */
struct imprint {
	const char *domain;
	const char *name;
	bool is_agency;
};

struct bylines {
	struct arena *arena;
	struct imprint *imprints;	/* by domain */
	size_t imprint_count;
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

static const char *domain_of(struct arena *arena, const char *url)
{
	char *domain = url != NULL ? url_registrable_domain(url) : NULL;
	const char *copy = arena_dup(arena, domain);

	free(domain);
	return copy;
}

static struct byline *copy_byline(struct arena *arena, const struct subscription *subscription)
{
	const struct feed_settings *settings = subscription->settings;
	const struct feed_state *state = &subscription->state;
	struct byline *byline = arena_alloc(arena, sizeof(*byline));
	const char *title = feed_title(settings, state);

	byline->publisher = arena_dup(arena, settings->publisher);
	byline->name = arena_dup(arena, settings->publisher != NULL ? settings->publisher : title);
	byline->is_self_named = settings->publisher == NULL && settings->title == NULL &&
				state->title != NULL;
	byline->url = arena_dup(arena, state->site_url != NULL ? state->site_url : state->url);
	byline->domain = domain_of(arena, byline->url);
	byline->feed_url = arena_dup(arena, state->url);
	byline->feed_title = arena_dup(arena, title);
	byline->group = arena_dup(arena, settings->group);
	byline->tags = copy_tags(arena, settings);
	byline->tag_count = settings->tag_count;
	byline->language = arena_dup(arena, settings->language);
	byline->weight = settings->weight;
	return byline;
}

static int compare_imprints(const void *a, const void *b)
{
	return strcmp(((const struct imprint *)a)->domain, ((const struct imprint *)b)->domain);
}

static void copy_imprints(struct bylines *bylines, const struct publisher_list *publishers)
{
	size_t count = 0, i, j;

	for (i = 0; i < publishers->count; i++)
		count += publishers->items[i].domain_count;
	bylines->imprints = arena_array(bylines->arena, count, sizeof(*bylines->imprints));
	for (i = 0; i < publishers->count; i++) {
		const struct publisher_settings *publisher = &publishers->items[i];

		for (j = 0; j < publisher->domain_count; j++)
			bylines->imprints[bylines->imprint_count++] = (struct imprint){
				.domain = arena_dup(bylines->arena, publisher->domains[j]),
				.name = arena_dup(bylines->arena, publisher->name),
				.is_agency = publisher->is_agency,
			};
	}
	if (count > 0)
		qsort(bylines->imprints, count, sizeof(*bylines->imprints), compare_imprints);
}

static const struct imprint *imprint_of(const struct bylines *bylines, const char *domain)
{
	const struct imprint key = { .domain = domain };

	if (domain == NULL || bylines->imprint_count == 0)
		return NULL;
	return bsearch(&key, bylines->imprints, bylines->imprint_count, sizeof(key),
		       compare_imprints);
}

static int compare_domains(const void *a, const void *b)
{
	const struct byline *x = *(struct byline *const *)a, *y = *(struct byline *const *)b;
	int order = strcmp(x->domain, y->domain);

	return order != 0 ? order : strcmp(x->feed_url, y->feed_url);
}

/* Those whose feeds have titles of their own and a domain, by domain; to be freed. */
static struct byline **list_named(const struct map *copies, size_t *count)
{
	struct byline **named = mem_array(map_count(copies) + 1, sizeof(struct byline *));
	struct byline *byline;
	size_t position = 0;

	*count = 0;
	while ((byline = map_next(copies, &position)) != NULL)
		if (byline->is_self_named && byline->domain != NULL)
			named[(*count)++] = byline;
	if (*count > 0)
		qsort(named, *count, sizeof(struct byline *), compare_domains);
	return named;
}

/* Feeds that call themselves "Meridian Post: World" are the Meridian Post's. */
static void name_houses(struct arena *arena, const struct map *copies)
{
	size_t count, i, j, run;
	struct byline **named = list_named(copies, &count);
	const char **titles = mem_array(count + 1, sizeof(char *));

	for (i = 0; i < count; i += run) {
		for (run = 0; i + run < count; run++) {
			if (!str_equal(named[i + run]->domain, named[i]->domain))
				break;
			titles[run] = named[i + run]->feed_title;
		}
		for (j = i; j < i + run; j++)
			named[j]->name = masthead_find(arena, named[j]->feed_title,
						       named[j]->domain, titles, run);
	}
	free(titles);
	free(named);
}

/* An article's own link names its publisher better than its feed's address does. */
static void name_publisher(const struct bylines *bylines, const struct byline *byline,
			   struct article *article)
{
	const char *domain = domain_of(bylines->arena, article->url);
	const char *home = byline != NULL ? byline->domain : NULL;
	bool is_elsewhere = domain != NULL && home != NULL && strcmp(domain, home) != 0;
	const struct imprint *imprint;

	if (domain == NULL)
		domain = home;
	imprint = imprint_of(bylines, domain);
	article->is_agency = imprint != NULL && imprint->is_agency;
	if (byline != NULL && byline->publisher != NULL)
		article->publisher = byline->publisher;
	else if (imprint != NULL)
		article->publisher = imprint->name;
	else if (domain != NULL)
		article->publisher = domain;
	else
		article->publisher = byline != NULL ? byline->url : "";
	article->publisher_name = article->publisher;
	if (byline != NULL && byline->name != NULL && imprint == NULL && !is_elsewhere)
		article->publisher_name = byline->name;
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
		if (map_count(copies) == 0 && subscription->settings->publishers != NULL)
			copy_imprints(bylines, subscription->settings->publishers);
		bylines->of[i] = copy_byline(arena, subscription);
		map_put_number(copies, feed_id, bylines->of[i]);
	}
	name_houses(arena, copies);
	map_free(copies);
	return bylines;
}

void bylines_apply(struct bylines *bylines, struct article *articles, size_t count)
{
	size_t i;

	for (i = 0; i < count && i < bylines->count; i++) {
		const struct byline *byline = bylines->of[i];
		struct article *article = &articles[i];

		name_publisher(bylines, byline, article);
		if (byline == NULL) {
			article->weight = 1;
			continue;
		}
		article->feed_url = byline->feed_url;
		article->feed_title = byline->feed_title;
		article->group = byline->group;
		article->weight = byline->weight;
		if (byline->language != NULL)
			article->language = byline->language;
		add_tags(bylines->arena, article, byline);
	}
}
