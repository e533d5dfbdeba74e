#include "job/publish.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "job/bylines.h"
#include "job/env.h"
#include "job/subscription.h"
#include "job/worker.h"
#include "model/digest.h"
#include "render/render.h"
#include "store/editions.h"
#include "store/entries.h"
#include "store/writer.h"
#include "story/editor.h"
#include "text/date.h"

/*
 *	publish_start --> on_loaded --> make --> on_made --> on_planned --> finish
 *	                                            |                         ^
 *	                                            +---- nothing to tell ----+
 */
enum {
	FIRST_PERIOD	= 24 * 3600,	/* what a digest's first edition looks back on */
	BACKGROUND	= 3 * 24 * 3600, /* older articles that stories may rest on */
	MEMORY		= 30 * 24 * 3600, /* how long a told story is known as told */
	TROUBLE_AFTER	= 24 * 3600,	/* a feed that fails for less is nobody's business */
	ARCHIVE_LENGTH	= 1000,		/* editions that the archive page lists */
};

struct publish {
	const struct env *env;
	const struct config *config;
	const struct digest_settings *digest;
	publish_done_cb done;
	void *ctx;
	struct arena *arena;

	struct edition edition;
	struct article_list articles;
	struct bylines *bylines;
	struct told_list told;
	struct edition_list archive;		/* of this digest */
	struct edition_list *newest;		/* of each digest, in the config's order */
	struct rendered rendered;
	int64_t id;
};

static void finish(struct publish *publish, const struct err *err)
{
	bool is_told = err == NULL && publish->id != 0;
	const struct published published = {
		.name = is_told ? publish->edition.name : NULL,
		.story_count = publish->edition.post_count,
		.article_count = publish->edition.article_count,
		.feed_count = publish->edition.feed_count,
	};

	publish->done(publish->ctx, &published, err);
	arena_free(publish->arena);
	free(publish);
}

static void on_planned(void *ctx, const struct err *err)
{
	finish(ctx, err);
}

static struct told_story *list_told(const struct publish *publish)
{
	const struct edition *edition = &publish->edition;
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

static int plan(struct store *store, void *ctx, struct err *err)
{
	struct publish *publish = ctx;
	const struct edition *edition = &publish->edition;

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
	}, &publish->id, err);
}

static void on_made(void *ctx)
{
	struct publish *publish = ctx;

	if (publish->rendered.count > 0)
		writer_submit(publish->env->writer, plan, on_planned, publish);
	else
		finish(publish, NULL);
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

static struct archived *list_archive(const struct publish *publish)
{
	struct archived *archive = arena_array(publish->arena, publish->archive.count + 1,
					       sizeof(*archive));
	size_t i;

	archive[0] = archived_from_edition(&publish->edition);
	for (i = 0; i < publish->archive.count; i++)
		archive[i + 1] = archived_from(&publish->archive.items[i], publish->digest);
	return archive;
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
			newest[(*count)++] = archived_from_edition(&publish->edition);
		else if (publish->newest[i].count > 0)
			newest[(*count)++] = archived_from(publish->newest[i].items,
							   &config->digests[i]);
	}
	return newest;
}

static void compose(struct publish *publish)
{
	const struct told_list *stories = &publish->told;
	struct told *told = arena_array(publish->arena, stories->count, sizeof(*told));
	size_t i;

	for (i = 0; i < stories->count; i++) {
		told[i] = (struct told){
			.story_id = stories->items[i].story_id,
			.independents = stories->items[i].independents,
			.articles = stories->items[i].articles,
			.told_at = stories->items[i].told_at,
		};
	}
	editor_compose(&publish->edition, publish->arena, &(struct editor_input){
		.digest = publish->digest,
		.articles = publish->articles.items,
		.article_count = publish->articles.count,
		.told = told,
		.told_count = stories->count,
		.period_start = publish->edition.period_start,
		.period_end = publish->edition.period_end,
		.utc_offset = publish->edition.utc_offset,
	});
}

/* A file of another story's post that has this name, from an earlier edition? */
static bool is_slug_taken(const struct publish *publish, const struct post *post,
			  const char *slug)
{
	const struct told_list *told = &publish->told;
	size_t i;

	for (i = 0; i < told->count; i++) {
		if (told->items[i].story_id != post->story_id &&
		    str_equal(told->items[i].slug, slug))
			return true;
	}
	return false;
}

static void part_slugs(struct publish *publish)
{
	size_t i;
	int number;

	for (i = 0; i < publish->edition.post_count; i++) {
		struct post *post = &publish->edition.posts[i];
		const char *slug = post->slug;

		for (number = 2; is_slug_taken(publish, post, post->slug); number++)
			post->slug = arena_printf(publish->arena, "%s-%d", slug, number);
	}
}

/* On the pool. */
static void make(void *ctx)
{
	struct publish *publish = ctx;
	struct render_context context;

	bylines_apply(publish->bylines, publish->articles.items, publish->articles.count);
	compose(publish);
	part_slugs(publish);
	if (publish->edition.post_count == 0 && !publish->digest->write_empty)
		return;
	context.archive = list_archive(publish);
	context.archive_count = publish->archive.count + 1;
	context.newest = list_newest(publish, &context.newest_count);
	render_edition(&publish->rendered, publish->arena, &publish->edition, &context);
}

static bool is_troubled(const struct feed_state *state, int64_t now)
{
	return state->is_gone ||
	       (state->failing_since != 0 && now - state->failing_since >= TROUBLE_AFTER);
}

static struct trouble trouble_of(struct arena *arena, const struct subscription *subscription)
{
	const struct feed_state *state = &subscription->state;
	const char *title = subscription->settings->title != NULL ? subscription->settings->title
								  : state->title;
	const char *problem = state->last_error != NULL ? state->last_error
							: feed_result_text(state->last_result);

	return (struct trouble){
		.title = arena_dup(arena, title != NULL ? title : state->url),
		.url = arena_dup(arena, state->url),
		.problem = arena_dup(arena, problem),
		.since = state->failing_since,
		.next_try = state->is_gone ? 0 : state->next_due,
	};
}

static void collect_troubles(struct publish *publish)
{
	struct edition *edition = &publish->edition;
	const struct map *subscriptions = publish->env->subscriptions;
	const struct subscription *subscription;
	size_t position = 0, count = 0;

	while ((subscription = map_next(subscriptions, &position)) != NULL)
		count += is_troubled(&subscription->state, edition->period_end);
	edition->troubles = arena_array(publish->arena, count, sizeof(*edition->troubles));
	position = 0;
	while ((subscription = map_next(subscriptions, &position)) != NULL) {
		if (is_troubled(&subscription->state, edition->period_end))
			edition->troubles[edition->trouble_count++] =
				trouble_of(publish->arena, subscription);
	}
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct publish *publish = ctx;

	if (err != NULL) {
		finish(publish, err);
		return;
	}
	publish->bylines = bylines_collect(publish->arena, publish->env->subscriptions,
					   publish->articles.items, publish->articles.count);
	collect_troubles(publish);
	worker_submit(publish->env->loop, make, on_made, publish);
}

static int load_editions(struct store *store, struct publish *publish, struct err *err)
{
	const struct config *config = publish->config;
	const struct edition_query archive = {
		.digest = publish->digest->slug, .limit = ARCHIVE_LENGTH,
	};
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
	return editions_list(store, publish->arena, &archive, &publish->archive, err);
}

static void set_period(struct publish *publish)
{
	struct edition *edition = &publish->edition;
	int64_t length = publish->digest->every;

	if (publish->archive.count > 0)
		edition->period_start = publish->archive.items[0].period_end;
	else
		edition->period_start = edition->period_end -
					(length > FIRST_PERIOD ? length : FIRST_PERIOD);
}

static bool is_name_taken(const struct publish *publish, const char *name)
{
	size_t i;

	for (i = 0; i < publish->archive.count; i++) {
		if (str_equal(publish->archive.items[i].name, name))
			return true;
	}
	return false;
}

/* Local time; when clocks are set back, or within a minute, a name comes up again: "-2". */
static void set_name(struct publish *publish)
{
	struct edition *edition = &publish->edition;
	struct civil civil = date_to_civil(edition->period_end, edition->utc_offset);
	const char *name = arena_printf(publish->arena, "%04d-%02d-%02dT%02d%02d", civil.year,
					civil.month, civil.day, civil.hour, civil.minute);
	int number;

	edition->name = name;
	for (number = 2; is_name_taken(publish, edition->name); number++)
		edition->name = arena_printf(publish->arena, "%s-%d", name, number);
}

/* On the writer's thread. */
static int load(struct store *store, void *ctx, struct err *err)
{
	struct publish *publish = ctx;
	struct edition *edition = &publish->edition;
	const struct told_query memory = {
		.digest = publish->digest->slug, .since = edition->period_end - MEMORY,
	};
	struct article_query query = {.choice = ARTICLES_ALL, .until = edition->period_end};

	if (load_editions(store, publish, err) < 0)
		return -1;
	set_period(publish);
	set_name(publish);
	query.since = edition->period_start - BACKGROUND;
	if (editions_load_told(store, publish->arena, &memory, &publish->told, err) < 0)
		return -1;
	return entries_load_articles(store, publish->arena, &query, &publish->articles, err);
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
	publish->arena = arena_new();
	publish->edition.digest = order->digest;
	publish->edition.period_end = order->period_end;
	publish->edition.utc_offset = clock_utc_offset(order->period_end);
	writer_submit(env->writer, load, on_loaded, publish);
}
