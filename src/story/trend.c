#include "story/trend.h"

#include <math.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
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
	const struct article *founder = voice_founder(story, baseline_now(baseline),
						      baseline_half_life(baseline));
	struct trend_follower *list = arena_array(arena, story->article_count, sizeof(*list));
	size_t i;

	trend->followers = list;
	for (i = 0; i < story->article_count; i++) {
		struct trend_follower *follower = &list[trend->follower_count];

		if (!voice_is_first(story, i) || story->articles[i] == founder)
			continue;
		*follower = follower_of(story->articles[i], baseline);
		*(follower->is_recent ? &trend->recent : &trend->before) += follower->worth;
		trend->follower_count++;
	}
}

/* What followed in such a span before, of this story or of another of its topic. */
static void count_usual(struct trend *trend, const struct story *story,
			const struct baseline *baseline)
{
	int64_t now = baseline_now(baseline), span = baseline_span(baseline);
	const struct article *founder = voice_founder(story, now, baseline_half_life(baseline));
	double topic;

	trend->topic = baseline_followers(baseline);
	topic = baseline_rate(trend->topic);
	trend->spans = 1;
	if (founder != NULL)
		trend->spans = (double)(now - span - voice_time(founder, now,
						baseline_half_life(baseline))) / (double)span;
	if (trend->spans < 1)
		trend->spans = 1;
	trend->usual = trend->before / trend->spans;
	if (trend->usual < topic)
		trend->usual = topic;
}

bool trend_voice_of(const struct story *story, size_t number, int64_t now, int64_t half_life,
		    struct trend_voice *out)
{
	const char *publisher = story->articles[number]->publisher;
	size_t i;

	if (!voice_is_first(story, number))
		return false;
	*out = (struct trend_voice){ .article = story->articles[number] };
	for (i = number; i < story->article_count; i++) {
		const struct article *article = story->articles[i];
		int64_t age = now - voice_time(article, now, half_life);
		double worth = article->weight * fading(age, half_life);

		if (voice_is(article) && str_equal(article->publisher, publisher) &&
		    worth > out->worth)
			*out = (struct trend_voice){ article, age, worth };
	}
	return true;
}

struct trend trend_measure(struct arena *arena, const struct story *story, double relevance,
			   const struct baseline *baseline)
{
	int64_t now = baseline_now(baseline), half_life = baseline_half_life(baseline);
	struct trend trend = { .relevance = relevance };
	double z;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		struct trend_voice voice;

		if (trend_voice_of(story, i, now, half_life, &voice))
			trend.voices += voice.worth;
	}
	count_reprints(&trend, story, now, half_life);
	trend.voices += trend.reprints;
	list_followers(&trend, arena, story, baseline);
	count_usual(&trend, story, baseline);
	z = surprise(trend.recent, trend.usual);
	trend.burst = 1 + log(1 + (z > 0 ? z : 0));
	trend.rank = trend.relevance * trend.voices * trend.burst;
	return trend;
}
