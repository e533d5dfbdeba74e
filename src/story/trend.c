#include "story/trend.h"

#include <math.h>
#include <stddef.h>

#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/voice.h"

static const double REPRINTS = 0.15;	/* worth of the first reprints, by the logarithm */

/* When it was published, as far as that can be true: not after `now`. */
static int64_t time_of(const struct article *article, int64_t now)
{
	int64_t time = article->time != TIME_UNKNOWN ? article->time : article->first_seen;

	return time < now ? time : now;
}

static double freshness(const struct article *article, int64_t now, int64_t half_life)
{
	return exp2(-(double)(now - time_of(article, now)) / (double)half_life);
}

/* The freshest thing a publisher has to say counts for it. */
static double freshest_of(const struct story *story, size_t number, int64_t now, int64_t half_life)
{
	const char *publisher = story->articles[number]->publisher;
	double most = 0;
	size_t i;

	for (i = number; i < story->article_count; i++) {
		const struct article *article = story->articles[i];
		double value = article->weight * freshness(article, now, half_life);

		if (voice_is(article) && str_equal(article->publisher, publisher) && value > most)
			most = value;
	}
	return most;
}

static double freshest_reprint(const struct story *story, int64_t now, int64_t half_life)
{
	double most = 0;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		double value = freshness(story->articles[i], now, half_life);

		if (story->articles[i]->role == ROLE_REPRINT && value > most)
			most = value;
	}
	return most;
}

/*
 * How far the last hours stand out from those before, in standard deviations:
 * counts as Poisson's, made even by Anscombe's transform.
 */
static double surprise(double recent, double usual)
{
	return 2 * sqrt(recent + 3. / 8) - 2 * sqrt(usual + 3. / 8);
}

struct trend trend_measure(const struct story *story, double relevance, int64_t now,
			   int64_t half_life)
{
	struct trend trend = { .relevance = relevance };
	double recent = 0, before = 0, spans, z;
	int64_t span = half_life / 2, first = now;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		const struct article *article = story->articles[i];
		int64_t time = time_of(article, now);

		if (time < first)
			first = time;
		if (!voice_is_first(story, i))
			continue;
		trend.voices += freshest_of(story, i, now, half_life);
		if (time > now - span)
			recent++;
		else
			before++;
	}
	trend.voices += REPRINTS * log(1 + (double)story->reprints) *
			freshest_reprint(story, now, half_life);
	/* The first to tell it is no burst: what counts is who follows. */
	if (before <= 0 && recent > 0)
		recent--;
	spans = (double)(now - span - first) / (double)span;
	z = surprise(recent, spans > 1 ? before / spans : before);
	trend.burst = 1 + log(1 + (z > 0 ? z : 0));
	trend.rank = trend.relevance * trend.voices * trend.burst;
	return trend;
}
