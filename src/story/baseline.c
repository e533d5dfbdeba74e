#include "story/baseline.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "model/story.h"
#include "story/voice.h"

enum { UNFOLLOWED = 10 };	/* stories that are taken for granted */

/* What a publisher did with the stories that are counted. */
struct habit {
	int64_t founded;
	int64_t followed;
};

struct baseline {
	int64_t now, half_life;
	int64_t stories, followers;
	struct map *habits;	/* by publisher; owned */
};

struct baseline *baseline_new(int64_t now, int64_t half_life)
{
	struct baseline *baseline = mem_new(sizeof(*baseline));

	*baseline = (struct baseline){
		.now = now, .half_life = half_life, .habits = map_new_borrowing(),
	};
	return baseline;
}

void baseline_free(struct baseline *baseline)
{
	size_t position = 0;
	struct habit *habit;

	if (baseline == NULL)
		return;
	while ((habit = map_next(baseline->habits, &position)) != NULL)
		free(habit);
	map_free(baseline->habits);
	free(baseline);
}

static struct habit *habit_of(struct baseline *baseline, const char *publisher)
{
	struct habit *habit = map_get(baseline->habits, publisher);

	if (habit == NULL) {
		habit = mem_new(sizeof(*habit));
		map_put(baseline->habits, publisher, habit);
	}
	return habit;
}

static int64_t time_of(const struct baseline *baseline, const struct article *article)
{
	return voice_time(article, baseline->now, baseline->half_life);
}

/* Counts a story `by` one, or by minus one. */
static void count(struct baseline *baseline, const struct story *story, int by)
{
	size_t voice_count, i;
	const struct article **voices = voice_list(story, &voice_count);
	const struct article *founder = voice_founder(voices, voice_count, baseline->now,
						      baseline->half_life);
	int64_t soon = founder != NULL ? time_of(baseline, founder) + baseline_span(baseline) : 0;

	if (founder != NULL && soon <= baseline->now) {
		baseline->stories += by;
		habit_of(baseline, founder->publisher)->founded += by;
		for (i = 0; i < voice_count; i++) {
			if (voices[i] == founder)
				continue;
			habit_of(baseline, voices[i]->publisher)->followed += by;
			if (time_of(baseline, voices[i]) <= soon)
				baseline->followers += by;
		}
	}
	free(voices);
}

void baseline_add(struct baseline *baseline, const struct story *story)
{
	count(baseline, story, 1);
}

void baseline_remove(struct baseline *baseline, const struct story *story)
{
	count(baseline, story, -1);
}

double baseline_rate(struct rate rate)
{
	return (double)rate.count / (double)(rate.stories + UNFOLLOWED);
}

struct rate baseline_followers(const struct baseline *baseline)
{
	return (struct rate){ baseline->followers, baseline->stories };
}

struct rate baseline_habit(const struct baseline *baseline, const char *publisher)
{
	const struct habit *habit = map_get(baseline->habits, publisher);

	if (habit == NULL)
		return (struct rate){ 0, baseline->stories };
	return (struct rate){ habit->followed, baseline->stories - habit->founded };
}

int64_t baseline_now(const struct baseline *baseline)
{
	return baseline->now;
}

int64_t baseline_half_life(const struct baseline *baseline)
{
	return baseline->half_life;
}

int64_t baseline_span(const struct baseline *baseline)
{
	return baseline->half_life / 2;
}
