#include "job/composition.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/str.h"
#include "job/bylines.h"
#include "job/refrains.h"
#include "job/subscription.h"
#include "model/feed.h"
#include "render/archive.h"
#include "render/as_atom.h"
#include "schedule/attention.h"
#include "story/editor.h"
#include "text/date.h"

enum {
	FIRST_PERIOD	= 24 * 3600,	/* what a digest's first edition looks back on */
	BACKGROUND	= 3 * 24 * 3600, /* older articles that stories may rest on */
	MEMORY		= 30 * 24 * 3600, /* how long a told story is known as told */
	RECENT		= 30,		/* editions that the first page of the archive lists */
};

static void set_period(struct composition *composition)
{
	struct edition *edition = &composition->edition;
	int64_t length = edition->digest->every;

	if (composition->since != 0)
		edition->period_start = composition->since;
	else if (composition->former_end != 0)
		edition->period_start = composition->former_end;
	else
		edition->period_start = edition->period_end -
					(length > FIRST_PERIOD ? length : FIRST_PERIOD);
}

static bool is_name_taken(const struct composition *composition, const char *name)
{
	size_t i;

	for (i = 0; i < composition->month.count; i++) {
		if (str_equal(composition->month.items[i].name, name))
			return true;
	}
	return false;
}

/* "2026-11-22T0700", in local time. */
static const char *plain_name(const struct composition *composition)
{
	const struct edition *edition = &composition->edition;
	struct civil civil = date_to_civil(edition->period_end, edition->utc_offset);

	return arena_printf(composition->arena, "%04d-%02d-%02dT%02d%02d", civil.year, civil.month,
			    civil.day, civil.hour, civil.minute);
}

/* When clocks are set back, or within a minute, a name comes up again: "-2". */
static void set_name(struct composition *composition)
{
	const char *name = plain_name(composition);
	int number;

	composition->edition.name = name;
	for (number = 2; is_name_taken(composition, composition->edition.name); number++)
		composition->edition.name = arena_printf(composition->arena, "%s-%d", name,
							 number);
}

/* A clock that ran ahead may have left editions that are later than this one. */
static int load_former_end(struct composition *composition, struct store *store, struct err *err)
{
	const struct edition_query query = {
		.digest = composition->edition.digest->slug,
		.until = composition->edition.period_end,
		.limit = 1,
	};
	struct edition_list found;

	if (editions_list(store, composition->arena, &query, &found, err) < 0)
		return -1;
	composition->former_end = found.count > 0 ? found.items[0].period_end : 0;
	return 0;
}

/* However many editions there are, only as many are loaded as are to be seen. */
static int load_archive(struct composition *composition, struct store *store, struct err *err)
{
	const char *slug = composition->edition.digest->slug;
	const struct edition_query recent = { .digest = slug, .limit = RECENT };
	const struct edition_query month = {
		.digest = slug,
		.month = archive_month(composition->arena, plain_name(composition)),
	};

	if (load_former_end(composition, store, err) < 0 ||
	    editions_list(store, composition->arena, &recent, &composition->recent, err) < 0 ||
	    editions_list(store, composition->arena, &month, &composition->month, err) < 0)
		return -1;
	return editions_list_months(store, composition->arena, slug, &composition->months, err);
}

int composition_load(struct composition *composition, struct store *store, struct err *err)
{
	struct edition *edition = &composition->edition;
	const char *slug = edition->digest->slug;
	struct told_query memory = { .digest = slug, .since = edition->period_end - MEMORY };
	struct article_query query = { .choice = ARTICLES_ALL, .until = edition->period_end };

	if (load_archive(composition, store, err) < 0)
		return -1;
	set_period(composition);
	set_name(composition);
	query.since = edition->period_start - BACKGROUND;
	if (editions_load_told(store, composition->arena, &memory, &composition->told, err) < 0)
		return -1;
	return entries_load_articles(store, composition->arena, &query, &composition->articles,
				     err);
}

static bool is_troubled(const struct feed_state *state, int64_t now)
{
	return attention_of(state, now).kind != ATTENTION_NONE;
}

/* One line for a person. */
static const char *problem_of(struct arena *arena, const struct feed_state *state,
			      enum attention_kind kind)
{
	switch (kind) {
	case ATTENTION_MOVED:
		return arena_printf(arena, "has moved for good to %s", state->fetch_url);
	case ATTENTION_SILENT:
		return "has brought nothing for far longer than it ever did";
	case ATTENTION_UNDATED:
		return "gives no dates: entries count as new when first seen";
	default:
		return arena_dup(arena, state->last_error != NULL ? state->last_error :
				 feed_result_text(state->last_result));
	}
}

static struct trouble trouble_of(struct arena *arena, const struct subscription *subscription,
				 int64_t now)
{
	struct attention attention = attention_of(&subscription->state, now);
	const struct feed_state *state = &subscription->state;

	return (struct trouble){
		.title = subscription_title(arena, subscription),
		.url = arena_dup(arena, state->url),
		.problem = problem_of(arena, state, attention.kind),
		.is_answering = attention.kind != ATTENTION_GONE &&
				attention.kind != ATTENTION_FAILING,
		.since = attention.since,
		.next_try = state->is_gone ? 0 : state->next_due,
	};
}

static void collect_troubles(struct composition *composition, const struct map *subscriptions)
{
	struct edition *edition = &composition->edition;
	const struct subscription *subscription;
	size_t position = 0, count = 0;

	while ((subscription = map_next(subscriptions, &position)) != NULL)
		count += is_troubled(&subscription->state, edition->period_end);
	edition->troubles = arena_array(composition->arena, count, sizeof(*edition->troubles));
	position = 0;
	while ((subscription = map_next(subscriptions, &position)) != NULL) {
		if (is_troubled(&subscription->state, edition->period_end))
			edition->troubles[edition->trouble_count++] =
				trouble_of(composition->arena, subscription, edition->period_end);
	}
}

void composition_collect(struct composition *composition, const struct map *subscriptions)
{
	composition->bylines = bylines_collect(composition->arena, subscriptions,
					       composition->articles.items,
					       composition->articles.count);
	collect_troubles(composition, subscriptions);
}

/* With what was told until then. */
static struct editor_input input_of(const struct composition *composition, int64_t told_until)
{
	const struct told_list *stories = &composition->told;
	struct told *told = arena_array(composition->arena, stories->count, sizeof(*told));
	size_t count = 0, i;

	for (i = 0; i < stories->count; i++) {
		if (stories->items[i].told_at > told_until)
			continue;
		told[count++] = (struct told){
			.story_id = stories->items[i].story_id,
			.independents = stories->items[i].independents,
			.articles = stories->items[i].articles,
			.told_at = stories->items[i].told_at,
		};
	}
	return (struct editor_input){
		.digest = composition->edition.digest,
		.articles = composition->articles.items,
		.article_count = composition->articles.count,
		.told = told,
		.told_count = count,
		.period_start = composition->edition.period_start,
		.period_end = composition->edition.period_end,
		.utc_offset = composition->edition.utc_offset,
	};
}

/* A file of another story's post that has this name, from an earlier edition? */
static bool is_slug_taken(const struct composition *composition, const struct post *post,
			  const char *slug)
{
	const struct told_list *told = &composition->told;
	size_t i;

	for (i = 0; i < told->count; i++) {
		if (told->items[i].story_id != post->story_id &&
		    str_equal(told->items[i].slug, slug))
			return true;
	}
	return false;
}

static void part_slugs(struct composition *composition)
{
	size_t i;
	int number;

	for (i = 0; i < composition->edition.post_count; i++) {
		struct post *post = &composition->edition.posts[i];
		const char *slug = post->slug;

		for (number = 2; is_slug_taken(composition, post, post->slug); number++)
			post->slug = arena_printf(composition->arena, "%s-%d", slug, number);
	}
}

/*
 * A story that is told again keeps the id by which feed readers know it; if it was several,
 * the one they met last.
 */
static void name_posts(struct composition *composition)
{
	const struct told_list *told = &composition->told;
	struct edition *edition = &composition->edition;
	struct map *by_story = map_new();
	size_t i;

	for (i = told->count; i > 0; i--)
		map_put_number(by_story, (uint64_t)told->items[i - 1].story_id,
			       &told->items[i - 1]);
	for (i = 0; i < edition->post_count; i++) {
		struct post *post = &edition->posts[i];
		const struct told_story *before = map_get_number(by_story,
								 (uint64_t)post->story_id);

		post->id = before != NULL ? before->post_id : NULL;
		if (post->id == NULL)
			post->id = as_atom_new_id(composition->arena, edition, post);
	}
	map_free(by_story);
}

void composition_name_articles(struct composition *composition)
{
	bylines_apply(composition->bylines, composition->articles.items,
		      composition->articles.count);
}

void composition_make(struct composition *composition)
{
	const struct editor_input input = input_of(composition, composition->since != 0 ?
								composition->since : INT64_MAX);

	refrains_drop(composition->arena, composition->articles.items,
		      composition->articles.count);
	editor_compose(&composition->edition, composition->arena, &input);
	part_slugs(composition);
	name_posts(composition);
}

size_t composition_rank(struct composition *composition, struct ranked **out)
{
	const struct editor_input input = input_of(composition, INT64_MAX);

	return editor_rank(composition->arena, &input, out);
}

void composition_init(struct composition *composition, const struct digest_settings *digest,
		      int64_t period_end)
{
	*composition = (struct composition){ .arena = arena_new() };
	composition->edition.digest = digest;
	composition->edition.period_end = period_end;
	composition->edition.utc_offset = clock_utc_offset(period_end);
}

void composition_clear(struct composition *composition)
{
	arena_free(composition->arena);
	*composition = (struct composition){0};
}
