#include "story/trend.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "model/story.h"
#include "story/voice.h"

static const double REPRINTS = 0.15;	/* worth of the first reprints, by the logarithm */

static double fading(int64_t age, int64_t half_life)
{
	return exp2(-(double)age / (double)half_life);
}

/* All reprints together, the newest of them saying how fresh they are. */
static void count_reprints(struct trend *trend, const struct story *story, int64_t now,
			   int64_t half_life)
{
	int64_t youngest = INT64_MAX;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		int64_t age = now - voice_time(story->articles[i], now, half_life);

		if (story->articles[i]->role == ROLE_REPRINT && age < youngest)
			youngest = age;
	}
	if (youngest == INT64_MAX)
		return;
	trend->reprint_weight = REPRINTS;
	trend->reprint_age = youngest;
	trend->reprints = REPRINTS * log(1 + (double)story->reprints) *
			  fading(youngest, half_life);
}

/*
 * How far the last hours stand out from those before, in standard deviations:
 * counts as Poisson's, made even by Anscombe's transform.
 */
static double surprise(double recent, double usual)
{
	return 2 * sqrt(recent + 3. / 8) - 2 * sqrt(usual + 3. / 8);
}

static struct trend_follower follower_of(const struct article *article,
					 const struct baseline *baseline)
{
	int64_t now = baseline_now(baseline);
	struct rate habit = baseline_habit(baseline, article->publisher);

	return (struct trend_follower){
		.article = article,
		.habit = habit,
		.worth = 1 - baseline_rate(habit),
		.is_recent = voice_time(article, now, baseline_half_life(baseline)) >
			     now - baseline_span(baseline),
	};
}

/* The first to tell it is no burst: what counts is who follows. */
static void list_followers(struct trend *trend, struct arena *arena, const struct story *story,
			   const struct baseline *baseline)
{
	int64_t now = baseline_now(baseline), half_life = baseline_half_life(baseline);
	size_t count, i;
	const struct article **voices = voice_list(story, &count);
	const struct article *founder = voice_founder(voices, count, now, half_life);
	struct trend_follower *list = arena_array(arena, count, sizeof(*list));

	trend->followers = list;
	for (i = 0; i < count; i++) {
		struct trend_follower *follower = &list[trend->follower_count];

		if (voices[i] == founder)
			continue;
		*follower = follower_of(voices[i], baseline);
		*(follower->is_recent ? &trend->recent : &trend->before) += follower->worth;
		trend->follower_count++;
	}
	if (founder != NULL)
		trend->spans = (double)(now - baseline_span(baseline) -
					voice_time(founder, now, half_life)) /
			       (double)baseline_span(baseline);
	if (trend->spans < 1)
		trend->spans = 1;
	free(voices);
}

/* Of what followed in such a span before, of this story or of another of its topic. */
static double usual(const struct trend *trend)
{
	double before = trend->before / trend->spans, topic = baseline_rate(trend->topic);

	return before > topic ? before : topic;
}

static struct trend_voice voice_by(const struct article *article, int64_t now, int64_t half_life)
{
	int64_t age = now - voice_time(article, now, half_life);

	return (struct trend_voice){ article, age, article->weight * fading(age, half_life) };
}

struct trend_voice *trend_voices(const struct story *story, int64_t now, int64_t half_life,
				 size_t *count)
{
	struct trend_voice *voices = mem_array(story->article_count + 1, sizeof(*voices));
	struct map *publishers = map_new_borrowing();
	size_t i;

	*count = 0;
	for (i = 0; i < story->article_count; i++) {
		const struct article *article = story->articles[i];
		struct trend_voice voice = voice_by(article, now, half_life);
		struct trend_voice *known = map_get(publishers, article->publisher);

		if (!voice_is(article))
			continue;
		if (known == NULL) {
			voices[*count] = voice;
			map_put(publishers, article->publisher, &voices[(*count)++]);
		} else if (voice.worth > known->worth) {
			*known = voice;
		}
	}
	map_free(publishers);
	return voices;
}

struct trend trend_measure(struct arena *arena, const struct story *story, double relevance,
			   const struct baseline *baseline)
{
	int64_t now = baseline_now(baseline), half_life = baseline_half_life(baseline);
	struct trend trend = { .relevance = relevance, .topic = baseline_followers(baseline) };
	size_t count, i;
	struct trend_voice *voices = trend_voices(story, now, half_life, &count);
	double z;

	for (i = 0; i < count; i++)
		trend.voices += voices[i].worth;
	free(voices);
	count_reprints(&trend, story, now, half_life);
	trend.voices += trend.reprints;
	list_followers(&trend, arena, story, baseline);
	trend.usual = usual(&trend);
	z = surprise(trend.recent, trend.usual);
	trend.burst = 1 + log(1 + (z > 0 ? z : 0));
	trend.rank = trend.relevance * trend.voices * trend.burst;
	return trend;
}
