#include "story/explain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/baseline.h"
#include "story/editor.h"
#include "story/trend.h"
#include "text/date.h"

static const double HOUR = 3600;

static const char *name_of(const struct article *article)
{
	return str_is_empty(article->publisher_name) ? article->publisher
						     : article->publisher_name;
}

static void add_role(struct buf *out, const struct article *article)
{
	buf_add_text(out, article_role_text(article->role));
	if (article->of != 0)
		buf_printf(out, " of #%lld", (long long)article->of);
}

/* What each signal says, after its score if it has one. */
static const char *const scores[] = {
	[SIGNAL_NONE] = "nothing before it was like it: it founded its story",
	[SIGNAL_SAME_LINK] = "leads to the same page as",
	[SIGNAL_COPIED_TEXT] = "of the shorter text's wording stand in both, with",
	[SIGNAL_SIMILAR] = "is its mean likeness to the story's articles, most of all to",
	[SIGNAL_CREDIT] = "names the same source as",
	[SIGNAL_SAME_TITLE] = "has the title of",
};

static void add_merge(struct buf *out, const struct article *article)
{
	bool is_measured = article->signal == SIGNAL_COPIED_TEXT ||
			   article->signal == SIGNAL_SIMILAR;

	buf_printf(out, "         %s", merge_signal_text(article->signal));
	if (is_measured)
		buf_printf(out, " %.3f", article->score);
	buf_printf(out, is_measured ? " %s" : ": %s", scores[article->signal]);
	if (article->merged_with != 0)
		buf_printf(out, " #%lld", (long long)article->merged_with);
	buf_add_char(out, '\n');
}

static void add_article(struct buf *out, const struct article *article)
{
	char time[DATE_SIZE];

	buf_printf(out, "  #%-5lld %s  %s  ", (long long)article->id,
		   article->time == TIME_UNKNOWN ? "(of unknown age)"
						 : date_format(article->time, time),
		   name_of(article));
	add_role(out, article);
	buf_printf(out, "\n         %s\n", str_is_empty(article->title) ? "(no title)"
									 : article->title);
	if (!str_is_empty(article->url))
		buf_printf(out, "         %s\n", article->url);
	add_merge(out, article);
}

void explain_story(struct buf *out, const struct story *story)
{
	size_t i;

	for (i = 0; i < story->article_count; i++)
		add_article(out, story->articles[i]);
}

static void add_turn(struct buf *out, const struct story_change *change)
{
	static const char *const turns[] = {
		[STORY_MERGED] = "was merged into",
		[STORY_SPLIT] = "split off",
		[STORY_MOVED] = "lost a part to",
	};
	char time[DATE_SIZE];

	buf_printf(out, "    %s  story %lld %s story %lld: %zu article%s\n      ",
		   date_format(change->time, time), (long long)change->story_id,
		   turns[change->kind], (long long)change->other_id, change->articles,
		   change->articles == 1 ? "" : "s");
}

/* Signals that are measured say so between a score and two articles, others between these. */
static void add_evidence(struct buf *out, const struct story_change *change)
{
	const char *whom = change->kind == STORY_SPLIT ? "those left" : "those there";

	if (change->signal == SIGNAL_NONE) {
		buf_add_text(out, "nothing was left to compare them with\n");
		return;
	}
	buf_add_text(out, merge_signal_text(change->signal));
	if (change->signal == SIGNAL_SIMILAR)
		buf_printf(out, " %.3f is their mean likeness to %s, most of all of", change->score,
			   whom);
	else if (change->signal == SIGNAL_COPIED_TEXT)
		buf_printf(out, " %.3f of the shorter text's wording stand in both,",
			   change->score);
	else
		buf_add_text(out, ":");
	buf_printf(out, " #%lld and #%lld\n", (long long)change->article_id,
		   (long long)change->other_article_id);
}

void explain_history(struct buf *out, const struct story_change *changes, size_t count)
{
	size_t i;

	if (count > 0)
		buf_add_text(out, "  What became of it:\n");
	for (i = 0; i < count; i++) {
		add_turn(out, &changes[i]);
		add_evidence(out, &changes[i]);
	}
}

static void add_relevance(struct buf *out, const struct ranked *ranked)
{
	size_t i;

	buf_printf(out, "  relevance %.3f = the mean of", ranked->trend.relevance);
	for (i = 0; i < ranked->read; i++)
		buf_printf(out, " #%lld %.2f,", (long long)ranked->story->articles[i]->id,
			   ranked->relevances[i]);
	buf_printf(out, " and the lead's once more, #%lld %.2f\n",
		   (long long)ranked->story->lead->id, ranked->lead_relevance);
}

static void add_voices(struct buf *out, const struct ranked *ranked, int64_t now)
{
	const struct story *story = ranked->story;
	double half_life = (double)ranked->half_life / HOUR;
	size_t count, i;
	struct trend_voice *voices = trend_voices(story, now, ranked->half_life, &count);

	buf_printf(out, "  voices %.3f = the sum of\n", ranked->trend.voices);
	for (i = 0; i < count; i++) {
		const struct article *article = voices[i].article;

		buf_printf(out, "    %.3f  %s: weight %g x 2^(-%.2f h / %.2f h), by #%lld\n",
			   voices[i].worth, name_of(article), article->weight,
			   (double)voices[i].age / HOUR, half_life, (long long)article->id);
	}
	free(voices);
	if (story->reprints > 0)
		buf_printf(out, "    %.3f  reprints: %g x ln(1 + %zu) x 2^(-%.2f h / %.2f h)\n",
			   ranked->trend.reprints, ranked->trend.reprint_weight, story->reprints,
			   (double)ranked->trend.reprint_age / HOUR, half_life);
}

/* Those that followed lately, or those that did before. */
static void add_followers(struct buf *out, const struct trend *trend, bool is_recent)
{
	size_t i;

	for (i = 0; i < trend->follower_count; i++) {
		const struct trend_follower *follower = &trend->followers[i];

		if (follower->is_recent != is_recent)
			continue;
		buf_printf(out, "      %.3f  %s: 1 - %lld / (%lld + 10)\n", follower->worth,
			   name_of(follower->article), (long long)follower->habit.count,
			   (long long)follower->habit.stories);
	}
}

static void add_burst(struct buf *out, const struct ranked *ranked)
{
	const struct trend *trend = &ranked->trend;

	buf_printf(out, "  burst %.3f = 1 + ln(1 + z), where z = 2 sqrt(%.3f + 3/8) - "
		   "2 sqrt(%.3f + 3/8), or 0\n", trend->burst, trend->recent, trend->usual);
	buf_printf(out, "    %.3f  publishers followed the first in the last %.2f h, each worth "
		   "1 - how many\n      of the topic's other stories it follows, where others are "
		   "first\n", trend->recent, (double)ranked->half_life / 2 / HOUR);
	add_followers(out, trend, true);
	buf_printf(out, "    %.3f  are usual, the greater of\n"
		   "      %.3f  in as long a time before: %.3f / %.2f\n",
		   trend->usual, trend->before / trend->spans, trend->before, trend->spans);
	add_followers(out, trend, false);
	buf_printf(out, "      %.3f  in as long a time after the first, in the topic's other "
		   "stories: %lld / (%lld + 10)\n", baseline_rate(trend->topic),
		   (long long)trend->topic.count, (long long)trend->topic.stories);
}

void explain_rank(struct buf *out, const struct ranked *ranked, int64_t now)
{
	const struct trend *trend = &ranked->trend;

	buf_printf(out, "  rank %.3f = relevance %.3f x voices %.3f x burst %.3f\n", trend->rank,
		   trend->relevance, trend->voices, trend->burst);
	add_relevance(out, ranked);
	add_voices(out, ranked, now);
	add_burst(out, ranked);
}
