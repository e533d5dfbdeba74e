#include "story/editor.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/story.h"
#include "story/assembly.h"
#include "story/baseline.h"
#include "story/plain.h"
#include "story/select.h"
#include "story/summary.h"
#include "story/topic.h"
#include "story/trend.h"
#include "text/date.h"
#include "text/language.h"
#include "text/slug.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
	HOUR = 3600,
	HALF_LIFE = 12 * HOUR,		/* of news; longer for a digest that comes seldom */
	OLDEST_NEWS = 48 * HOUR,
	MOST_READ = 8,			/* articles that say what a story is about */
	MOST_SOURCES = 8,		/* condensed into one post */
	SHORT_TEXT = 90,		/* words: told whole if it is the only source */
	LONGEST_SLUG = 80,		/* bytes, with the date before it */
	LONGEST_HEADLINE = 300,		/* bytes of a text that serves as its own headline */
};

static const double CONDENSED = 0.6;	/* most of a single source that a post may have */
static const double MATERIAL = 0.5;	/* growth by which a story is news again … */
static const size_t LEAST_GROWTH = 2;	/* … in publishers */

struct editing {
	struct arena *arena;
	const struct editor_input *input;
	const struct article **articles;	/* those of the digest */
	size_t count;
	struct story *stories;
	size_t story_count;
	struct topic *topic;
	double *lead_relevances;		/* of each story */
	int64_t half_life;
	int64_t oldest;
};

static bool is_among(const char *name, const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (str_case_equal(names[i], name))
			return true;
	return count == 0;
}

/* The language it says it is in, or seems to be in. */
static const char *language_of(const struct article *article)
{
	if (!str_is_empty(article->language))
		return article->language;
	return language_detect(article->text, strlen(article->text));
}

static bool is_of_digest(const struct digest_settings *digest, const struct article *article)
{
	const char *language;

	if (!is_among(article->group, (const char *const *)digest->groups, digest->group_count))
		return false;
	if (digest->language_count == 0)
		return true;
	language = language_of(article);
	return str_is_empty(language) ||
	       is_among(language, (const char *const *)digest->languages, digest->language_count);
}

static bool is_new(const struct editor_input *input, const struct article *article)
{
	return article->first_seen >= input->period_start &&
	       article->first_seen < input->period_end;
}

/* Counts what the edition says it considered, and lists what belongs to stories. */
static void gather(struct editing *editing, struct edition *edition)
{
	const struct editor_input *input = editing->input;
	struct map *feeds = map_new();
	size_t i;

	editing->articles = arena_array(editing->arena, input->article_count + 1,
					sizeof(*editing->articles));
	for (i = 0; i < input->article_count; i++) {
		const struct article *article = &input->articles[i];

		if (article->story_id == 0 || article->first_seen >= input->period_end ||
		    !is_of_digest(input->digest, article))
			continue;
		editing->articles[editing->count++] = article;
		if (!is_new(input, article))
			continue;
		edition->article_count++;
		map_put_number(feeds, (uint64_t)article->feed_id, editing);
	}
	edition->feed_count = map_count(feeds);
	map_free(feeds);
}

/* Whether something of a story is new, and happened lately. */
static bool is_news(const struct editing *editing, const struct story *story)
{
	size_t i;

	for (i = 0; i < story->article_count; i++)
		if (is_new(editing->input, story->articles[i]) &&
		    assembly_time(story->articles[i]) >= editing->oldest)
			return true;
	return false;
}

/* A story is on the topic if most of its articles are, or if its lead is. */
static double judge_relevance(const struct editing *editing, struct ranked *ranked)
{
	const struct story *story = ranked->story;
	double *relevances = arena_array(editing->arena, MOST_READ, sizeof(*relevances));
	double sum = 0;
	size_t on_topic = 0;

	ranked->relevances = relevances;
	ranked->lead_relevance = editing->lead_relevances[story - editing->stories];
	for (; ranked->read < story->article_count && ranked->read < MOST_READ; ranked->read++) {
		const struct article *article = story->articles[ranked->read];
		double relevance = article == story->lead ?
			ranked->lead_relevance : topic_relevance(editing->topic, article);

		relevances[ranked->read] = relevance;
		sum += relevance;
		on_topic += relevance > 0;
	}
	if (ranked->lead_relevance <= 0 && on_topic * 2 <= ranked->read)
		return 0;
	return (sum + ranked->lead_relevance) / (double)(ranked->read + 1);
}

/* What was last told of a story; NULL if it was not told. */
static const struct told *told_of(const struct editor_input *input, int64_t story_id)
{
	const struct told *last = NULL;
	size_t i;

	for (i = 0; i < input->told_count; i++)
		if (input->told[i].story_id == story_id &&
		    (last == NULL || input->told[i].told_at > last->told_at))
			last = &input->told[i];
	return last;
}

static bool has_changed(const struct story *story, const struct told *told)
{
	size_t growth = (size_t)((double)told->independents * MATERIAL + 0.5);

	if (growth < LEAST_GROWTH)
		growth = LEAST_GROWTH;
	return story->independents >= told->independents + growth;
}

/* Of all that the digest's feeds told of its topic, news or not. */
static struct baseline *measure_usual(const struct editing *editing)
{
	struct baseline *baseline = baseline_new(editing->input->period_end, editing->half_life);
	size_t i;

	for (i = 0; i < editing->story_count; i++)
		if (editing->lead_relevances[i] > 0)
			baseline_add(baseline, &editing->stories[i]);
	return baseline;
}

/* Held against the others of its topic. */
static struct trend measure(const struct editing *editing, const struct ranked *ranked,
			    double relevance, struct baseline *baseline)
{
	bool is_counted = ranked->lead_relevance > 0;
	struct trend trend;

	if (is_counted)
		baseline_remove(baseline, ranked->story);
	trend = trend_measure(editing->arena, ranked->story, relevance, baseline);
	if (is_counted)
		baseline_add(baseline, ranked->story);
	return trend;
}

/* The stories that have news and are on the topic; in no order. */
static struct ranked *rank_all(const struct editing *editing, size_t *count)
{
	struct ranked *list = arena_array(editing->arena, editing->story_count + 1, sizeof(*list));
	struct baseline *baseline = measure_usual(editing);
	size_t i;

	*count = 0;
	for (i = 0; i < editing->story_count; i++) {
		const struct told *told = told_of(editing->input, editing->stories[i].id);
		bool is_news_again = told != NULL && has_changed(&editing->stories[i], told);
		struct ranked *ranked = &list[*count];
		double relevance;

		*ranked = (struct ranked){
			.story = &editing->stories[i],
			.half_life = editing->half_life,
			.was_told = told != NULL && !is_news_again,
			.is_update = is_news_again,
		};
		if (!is_news(editing, ranked->story))
			continue;
		relevance = judge_relevance(editing, ranked);
		if (relevance <= 0)
			continue;
		ranked->trend = measure(editing, ranked, relevance, baseline);
		(*count)++;
	}
	baseline_free(baseline);
	return list;
}

static size_t list_candidates(const struct editing *editing, struct selected *list)
{
	size_t ranked_count, count = 0, i;
	const struct ranked *ranked = rank_all(editing, &ranked_count);

	for (i = 0; i < ranked_count; i++) {
		if (ranked[i].was_told)
			continue;
		list[count++] = (struct selected){
			.story = ranked[i].story,
			.rank = ranked[i].trend.rank,
			.is_update = ranked[i].is_update,
		};
	}
	return count;
}

static int by_standing(const void *a, const void *b)
{
	static const int standing[] = {
		[ROLE_ORIGIN] = 0, [ROLE_INDEPENDENT] = 1, [ROLE_REWRITE] = 2, [ROLE_REPRINT] = 3,
	};
	const struct article *x = *(const struct article *const *)a;
	const struct article *y = *(const struct article *const *)b;

	if (standing[x->role] != standing[y->role])
		return standing[x->role] - standing[y->role];
	return assembly_compare(a, b);
}

/* The story's articles, the lead first. */
static const struct article **order_articles(struct arena *arena, const struct story *story)
{
	const struct article **list = arena_array(arena, story->article_count, sizeof(*list));
	size_t at;

	memcpy(list, story->articles, story->article_count * sizeof(*list));
	qsort(list, story->article_count, sizeof(*list), by_standing);
	for (at = 0; list[at] != story->lead; at++)
		;
	memmove(list + 1, list, at * sizeof(*list));
	list[0] = story->lead;
	return list;
}

static size_t count_words(const char *text)
{
	struct words words = {0};
	size_t count;

	words_split(&words, text, strlen(text));
	count = words.count;
	words_clear(&words);
	return count;
}

/* Of copies of one text only the fullest is a source; the lead comes first. */
static size_t list_sources(const struct post *post, struct summary_source *sources)
{
	size_t count = 0, i;

	for (i = 0; i < post->article_count && count < MOST_SOURCES; i++) {
		const struct article *article = post->articles[i];

		if ((article->role == ROLE_REPRINT && i > 0) || str_is_empty(article->text))
			continue;
		sources[count++] = (struct summary_source){
			.text = article->text,
			.language = article->language,
			.name = article->publisher_name,
		};
	}
	return count;
}

/* All of a text that is too short to condense. */
static void tell_whole(struct post *post, struct arena *arena, const char *text)
{
	struct buf plain = {0};
	char *line, *rest;
	size_t lines = 1, i;

	plain_text(&plain, text);
	for (i = 0; i < plain.length; i++)
		lines += plain.data[i] == '\n';
	post->paragraphs = arena_array(arena, lines, sizeof(*post->paragraphs));
	rest = arena_dup(arena, buf_text(&plain));
	while ((line = strsep(&rest, "\n")) != NULL)
		if (*line != '\0')
			post->paragraphs[post->paragraph_count++] = line;
	buf_clear(&plain);
}

static void condense(struct post *post, struct arena *arena, size_t words)
{
	struct summary_source sources[MOST_SOURCES];
	size_t count = list_sources(post, sources);
	struct summary summary;

	if (count == 1) {
		size_t length = count_words(sources[0].text);

		if (length <= SHORT_TEXT && length <= words) {
			tell_whole(post, arena, sources[0].text);
			return;
		}
		if ((double)words > (double)length * CONDENSED)
			words = (size_t)((double)length * CONDENSED);
	}
	summary = summary_make(arena, sources, count, (struct summary_limit){ .words = words });
	post->paragraphs = summary.paragraphs;
	post->paragraph_count = summary.count;
}

static void cut_at_space(struct buf *text, size_t most)
{
	size_t at = most;

	while (at > 0 && text->data[at] != ' ')
		at--;
	buf_truncate(text, at > 0 ? at : utf8_prefix(text->data, text->length, most));
}

/* The lead's title; without one, how its text begins. */
static const char *headline_of(struct arena *arena, const struct article *lead)
{
	struct buf title = {0};
	const char *headline;

	plain_title(&title, lead->title, lead->publisher_name);
	if (title.length == 0)
		buf_add(&title, lead->text, strcspn(lead->text, "\n"));
	if (title.length > LONGEST_HEADLINE)
		cut_at_space(&title, LONGEST_HEADLINE);
	headline = arena_dup(arena, buf_text(&title));
	buf_clear(&title);
	return headline;
}

/* "2026-11-22-title-words", and a number after it if an earlier post has that name. */
static const char *slug_of(const struct editing *editing, const struct post *post,
			   struct map *taken)
{
	enum { DATE = 11, NUMBER = 4 };
	struct civil day = date_to_civil(post->time, editing->input->utc_offset);
	const char *title = slug_make(editing->arena, post->headline,
				      LONGEST_SLUG - DATE - NUMBER);
	const char *slug = arena_printf(editing->arena, "%04d-%02d-%02d-%s", day.year, day.month,
					day.day, title);
	const char *unique = slug;
	int number = 2;

	while (map_get(taken, unique) != NULL)
		unique = arena_printf(editing->arena, "%s-%d", slug, number++);
	map_put(taken, unique, taken);
	return unique;
}

static void write_post(const struct editing *editing, const struct selected *selected,
		       struct post *post, struct map *slugs)
{
	const struct story *story = selected->story;
	int64_t time = assembly_time(story->lead);

	*post = (struct post){
		.story_id = story->id,
		.headline = headline_of(editing->arena, story->lead),
		.original_url = story->lead->url,
		.language = language_of(story->lead),
		.articles = order_articles(editing->arena, story),
		.article_count = story->article_count,
		.independents = story->independents,
		.reprints = story->reprints,
		.time = time < editing->input->period_end ? time : editing->input->period_end,
		.rank = selected->rank,
		.is_update = selected->is_update,
	};
	post->slug = slug_of(editing, post, slugs);
	condense(post, editing->arena, editing->input->digest->words);
}

static void write_posts(struct edition *edition, const struct editing *editing)
{
	struct selected *list = mem_array(editing->story_count + 1, sizeof(*list));
	struct map *slugs = map_new();
	size_t count = list_candidates(editing, list), i;

	edition->post_count = select_stories(list, count, editing->input->digest->stories);
	edition->left_out = count - edition->post_count;
	edition->posts = arena_array(editing->arena, edition->post_count + 1,
				     sizeof(*edition->posts));
	for (i = 0; i < edition->post_count; i++)
		write_post(editing, &list[i], &edition->posts[i], slugs);
	map_free(slugs);
	free(list);
}

static void judge_leads(struct editing *editing)
{
	size_t i;

	editing->lead_relevances = arena_array(editing->arena, editing->story_count + 1,
					       sizeof(*editing->lead_relevances));
	for (i = 0; i < editing->story_count; i++)
		editing->lead_relevances[i] = topic_relevance(editing->topic,
							      editing->stories[i].lead);
}

static struct editing begin(struct edition *edition, struct arena *arena,
			    const struct editor_input *input)
{
	const struct digest_settings *digest = input->digest;
	int64_t period = input->period_end - input->period_start;
	struct editing editing = {
		.arena = arena,
		.input = input,
		.topic = topic_new((const char *const *)digest->matches, digest->match_count),
		.half_life = period > HALF_LIFE ? period : HALF_LIFE,
		.oldest = input->period_end -
			  (2 * period > OLDEST_NEWS ? 2 * period : OLDEST_NEWS),
	};

	edition->digest = digest;
	edition->period_start = input->period_start;
	edition->period_end = input->period_end;
	edition->utc_offset = input->utc_offset;
	edition->article_count = edition->feed_count = 0;
	gather(&editing, edition);
	editing.stories = assembly_make(arena, editing.articles, editing.count,
					&editing.story_count);
	judge_leads(&editing);
	return editing;
}

void editor_compose(struct edition *edition, struct arena *arena, const struct editor_input *input)
{
	struct editing editing = begin(edition, arena, input);

	write_posts(edition, &editing);
	topic_free(editing.topic);
}

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->trend.rank != y->trend.rank)
		return x->trend.rank > y->trend.rank ? -1 : 1;
	return x->story->id < y->story->id ? -1 : x->story->id > y->story->id;
}

size_t editor_rank(struct arena *arena, const struct editor_input *input, struct ranked **out)
{
	struct edition edition;
	struct editing editing = begin(&edition, arena, input);
	size_t count, i;

	*out = rank_all(&editing, &count);
	topic_free(editing.topic);
	qsort(*out, count, sizeof(**out), by_rank);
	for (i = 0; i < count; i++)
		(*out)[i].headline = headline_of(arena, (*out)[i].story->lead);
	return count;
}
