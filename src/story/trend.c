#include "story/trend.h"

#include <math.h>
#include <stddef.h>

#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/voice.h"

enum { UNKNOWN_AGE = 4 };		/* half-lives: what is told at all is mostly younger */

static const double REPRINTS = 0.15;	/* worth of the first reprints, by the logarithm */

/*
 * When it was published, as far as that can be true: not after `now`. What may be
 * of any age comes after all that is known to be of these days.
 */
static int64_t time_of(const struct article *article, int64_t now, int64_t half_life)
{
	int64_t time = article->time != TIME_UNKNOWN ?
		article->time : article->first_seen - UNKNOWN_AGE * half_life;

	return time < now ? time : now;
}

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
		int64_t age = now - time_of(story->articles[i], now, half_life);

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

/* Who told it in the last span, and who in one such span before. */
static void count_spans(struct trend *trend, const struct story *story, int64_t now,
			int64_t half_life)
{
	const int64_t span = half_life / 2;
	double before = 0, spans;
	int64_t first = now;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		int64_t time = time_of(story->articles[i], now, half_life);

		if (time < first)
			first = time;
		if (!voice_is_first(story, i))
			continue;
		if (time > now - span)
			trend->recent++;
		else
			before++;
	}
	/* The first to tell it is no burst: what counts is who follows. */
	if (before <= 0 && trend->recent > 0)
		trend->recent--;
	spans = (double)(now - span - first) / (double)span;
	trend->usual = spans > 1 ? before / spans : before;
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
		int64_t age = now - time_of(article, now, half_life);
		double worth = article->weight * fading(age, half_life);

		if (voice_is(article) && str_equal(article->publisher, publisher) &&
		    worth > out->worth)
			*out = (struct trend_voice){ article, age, worth };
	}
	return true;
}

struct trend trend_measure(const struct story *story, double relevance, int64_t now,
			   int64_t half_life)
{
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
	count_spans(&trend, story, now, half_life);
	z = surprise(trend.recent, trend.usual);
	trend.burst = 1 + log(1 + (z > 0 ? z : 0));
	trend.rank = trend.relevance * trend.voices * trend.burst;
	return trend;
}
