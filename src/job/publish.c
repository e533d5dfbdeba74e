#include "job/publish.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "job/composition.h"
#include "job/condition.h"
#include "job/env.h"
#include "job/letters.h"
#include "job/rewording.h"
#include "job/sources.h"
#include "job/worker.h"
#include "model/digest.h"
#include "render/archive.h"
#include "render/render.h"
#include "store/editions.h"
#include "store/writer.h"

/*
 *	publish_start --> on_loaded --> compose --> on_composed --+---------> on_reworded
 *	                                                 |        |                ^   |
 *	                                                 |        +-- rewording --+   |
 *	                                           nothing to tell                  render
 *	                                                 |                             |
 *	                                               finish <--- on_planned <--- on_rendered
 */
struct publish {
	const struct env *env;
	const struct config *config;
	const struct digest_settings *digest;
	publish_done_cb done;
	void *ctx;
	struct arena *arena;			/* the composition's */
	struct composition composition;
	struct edition_list *newest;		/* of each digest, in the config's order */
	struct feed_post_list feed_posts;	/* of earlier editions */
	const char *sources;			/* as OPML */
	struct condition condition;
	struct rendered rendered;
	struct outbox_troubles mail;		/* of earlier editions */
	struct outbox_batch letters;
	int64_t now;				/* when it was written */
	int64_t id;
};

static void finish(struct publish *publish, const struct err *err)
{
	bool is_told = err == NULL && publish->id != 0;
	const struct published published = {
		.name = is_told ? publish->composition.edition.name : NULL,
		.story_count = publish->composition.edition.post_count,
		.article_count = publish->composition.edition.article_count,
		.feed_count = publish->composition.edition.feed_count,
	};

	publish->done(publish->ctx, &published, err);
	composition_clear(&publish->composition);
	free(publish);
}

static void on_planned(void *ctx, const struct err *err)
{
	finish(ctx, err);
}

static struct told_story *list_told(const struct publish *publish)
{
	const struct edition *edition = &publish->composition.edition;
	struct told_story *told = arena_array(publish->arena, edition->post_count, sizeof(*told));
	size_t i;

	for (i = 0; i < edition->post_count; i++) {
		const struct post *post = &edition->posts[i];

		told[i] = (struct told_story){
			.story_id = post->story_id,
			.headline = post->headline,
			.slug = post->slug,
			.independents = post->independents,
			.articles = post->article_count,
			.post_id = post->id,
			.told_at = edition->period_end,
		};
	}
	return told;
}

static struct edition_file *list_files(const struct publish *publish)
{
	const struct rendered *rendered = &publish->rendered;
	struct edition_file *files = arena_array(publish->arena, rendered->count, sizeof(*files));
	size_t i;

	for (i = 0; i < rendered->count; i++) {
		files[i] = (struct edition_file){
			.path = rendered->files[i].path,
			.bytes = rendered->files[i].bytes,
			.length = rendered->files[i].length,
		};
	}
	return files;
}

static struct feed_post_list list_feed_posts(const struct publish *publish)
{
	const struct rendered *rendered = &publish->rendered;
	struct feed_post *posts = arena_array(publish->arena, rendered->posted_count,
					      sizeof(*posts));
	size_t i;

	for (i = 0; i < rendered->posted_count; i++) {
		posts[i] = (struct feed_post){
			.post_id = rendered->posted[i].id,
			.updated = rendered->posted[i].updated,
			.bytes = rendered->posted[i].bytes,
			.length = rendered->posted[i].length,
		};
	}
	return (struct feed_post_list){posts, rendered->posted_count};
}

static int plan(struct store *store, void *ctx, struct err *err)
{
	struct publish *publish = ctx;
	const struct edition *edition = &publish->composition.edition;

	return editions_plan(store, &(struct edition_plan){
		.digest = publish->digest->slug,
		.title = publish->digest->name,
		.name = edition->name,
		.period_start = edition->period_start,
		.period_end = edition->period_end,
		.stories = list_told(publish),
		.story_count = edition->post_count,
		.files = list_files(publish),
		.file_count = publish->rendered.count,
		.feed_posts = list_feed_posts(publish),
		.letters = publish->letters,
	}, &publish->id, err);
}

static void on_rendered(void *ctx)
{
	struct publish *publish = ctx;

	writer_submit(publish->env->writer, plan, on_planned, publish);
}

/* Whether it was written as HTML is taken from what its digest asks for today. */
static struct archived archived_from(const struct listed_edition *listed,
				     const struct digest_settings *digest)
{
	return (struct archived){
		.digest_slug = listed->digest,
		.digest_name = listed->title,
		.name = listed->name,
		.period_end = listed->period_end,
		.story_count = listed->story_count,
		.headline = listed->headline,
		.has_html = digest->formats[FORMAT_HTML],
	};
}

static struct archived archived_from_edition(const struct edition *edition)
{
	return (struct archived){
		.digest_slug = edition->digest->slug,
		.digest_name = edition->digest->name,
		.name = edition->name,
		.period_end = edition->period_end,
		.story_count = edition->post_count,
		.headline = edition->post_count > 0 ? edition->posts[0].headline : "",
		.has_html = edition->digest->formats[FORMAT_HTML],
	};
}

/* This edition, then those. */
static struct archived *list_archived(const struct publish *publish,
				      const struct edition_list *editions)
{
	struct archived *archive = arena_array(publish->arena, editions->count + 1,
					       sizeof(*archive));
	size_t i;

	archive[0] = archived_from_edition(&publish->composition.edition);
	for (i = 0; i < editions->count; i++)
		archive[i + 1] = archived_from(&editions->items[i], publish->digest);
	return archive;
}

/* That of this edition first, then the others. */
static const char **list_months(const struct publish *publish, size_t *count)
{
	const struct month_list *list = &publish->composition.months;
	const char **months = arena_array(publish->arena, list->count + 1, sizeof(*months));
	size_t i;

	months[0] = archive_month(publish->arena, publish->composition.edition.name);
	*count = 1;
	for (i = 0; i < list->count; i++) {
		if (!str_equal(list->items[i].month, months[0]))
			months[(*count)++] = list->items[i].month;
	}
	return months;
}

static struct archived *list_newest(const struct publish *publish, size_t *count)
{
	const struct config *config = publish->config;
	struct archived *newest = arena_array(publish->arena, config->digest_count,
					      sizeof(*newest));
	size_t i;

	*count = 0;
	for (i = 0; i < config->digest_count; i++) {
		if (&config->digests[i] == publish->digest)
			newest[(*count)++] = archived_from_edition(&publish->composition.edition);
		else if (publish->newest[i].count > 0)
			newest[(*count)++] = archived_from(publish->newest[i].items,
							   &config->digests[i]);
	}
	return newest;
}

static struct posted *list_posted(const struct publish *publish)
{
	const struct feed_post_list *posts = &publish->feed_posts;
	struct posted *posted = arena_array(publish->arena, posts->count, sizeof(*posted));
	size_t i;

	for (i = 0; i < posts->count; i++) {
		posted[i] = (struct posted){
			.id = posts->items[i].post_id,
			.updated = posts->items[i].updated,
			.bytes = posts->items[i].bytes,
			.length = posts->items[i].length,
		};
	}
	return posted;
}

/* On the pool. */
static void render(void *ctx)
{
	struct publish *publish = ctx;
	struct render_context context;

	context.recent = list_archived(publish, &publish->composition.recent);
	context.recent_count = publish->composition.recent.count + 1;
	context.month = list_archived(publish, &publish->composition.month);
	context.month_count = publish->composition.month.count + 1;
	context.months = list_months(publish, &context.month_total);
	context.newest = list_newest(publish, &context.newest_count);
	context.sources = publish->sources;
	context.health = publish->condition.feeds;
	context.health_count = publish->condition.count;
	context.health_more = publish->condition.more;
	context.posted = list_posted(publish);
	context.posted_count = publish->feed_posts.count;
	context.most_posted = FEED_POSTS_KEPT;
	context.mail_failing = publish->mail.failing;
	context.mail_given_up = publish->mail.given_up;
	render_edition(&publish->rendered, publish->arena, &publish->composition.edition, &context);
	publish->letters = letters_write(publish->arena, publish->config,
					 &publish->composition.edition, &publish->composition.told,
					 publish->now);
}

static void on_reworded(void *ctx)
{
	struct publish *publish = ctx;

	publish->now = clock_now();
	worker_submit(publish->env->loop, render, on_rendered, publish);
}

static void on_composed(void *ctx)
{
	struct publish *publish = ctx;
	struct edition *edition = &publish->composition.edition;
	const struct summarizer_settings *summarizer = &publish->config->summarizer;

	if (edition->post_count == 0 && !publish->digest->write_empty)
		finish(publish, NULL);
	else if (publish->digest->rewrite && summarizer->endpoint != NULL)
		rewording_start(publish->env, &(struct rewording_order){
			.summarizer = summarizer,
			.edition = edition,
			.arena = publish->arena,
			.now = edition->period_end,
		}, on_reworded, publish);
	else
		on_reworded(publish);
}

/* On the pool. */
static void compose(void *ctx)
{
	struct publish *publish = ctx;

	composition_name_articles(&publish->composition);
	composition_make(&publish->composition);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct publish *publish = ctx;

	if (err != NULL) {
		finish(publish, err);
		return;
	}
	composition_collect(&publish->composition, publish->env->subscriptions);
	publish->sources = sources_list(publish->arena, publish->config, publish->digest,
					publish->env->subscriptions);
	condition_collect(&publish->condition, publish->arena, publish->config,
		       publish->env->subscriptions, publish->composition.edition.period_end);
	worker_submit(publish->env->loop, compose, on_composed, publish);
}

/* On the writer's thread. */
static int load(struct store *store, void *ctx, struct err *err)
{
	struct publish *publish = ctx;
	const struct config *config = publish->config;
	size_t i;

	publish->newest = arena_array(publish->arena, config->digest_count,
				      sizeof(*publish->newest));
	for (i = 0; i < config->digest_count; i++) {
		const struct edition_query newest = {
			.digest = config->digests[i].slug, .limit = 1,
		};

		if (editions_list(store, publish->arena, &newest, &publish->newest[i], err) < 0)
			return -1;
	}
	if (feed_posts_load(store, publish->arena, publish->digest->slug, &publish->feed_posts,
			    err) < 0 ||
	    outbox_count_troubles(store, publish->composition.edition.period_end - OUTBOX_NEWS,
				  &publish->mail, err) < 0)
		return -1;
	return composition_load(&publish->composition, store, err);
}

void publish_start(const struct env *env, const struct publish_order *order, publish_done_cb done,
		   void *ctx)
{
	struct publish *publish = mem_new(sizeof(*publish));

	publish->env = env;
	publish->config = order->config;
	publish->digest = order->digest;
	publish->done = done;
	publish->ctx = ctx;
	composition_init(&publish->composition, order->digest, order->period_end);
	publish->arena = publish->composition.arena;
	writer_submit(env->writer, load, on_loaded, publish);
}
