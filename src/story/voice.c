#include "story/voice.h"

#include <stddef.h>

#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"

enum { UNKNOWN_AGE = 4 };		/* half-lives: what is told at all is mostly younger */

bool voice_is(const struct article *article)
{
	return article->role == ROLE_INDEPENDENT || article->role == ROLE_ORIGIN;
}

bool voice_is_first(const struct story *story, size_t number)
{
	const struct article *article = story->articles[number];
	size_t i;

	if (!voice_is(article))
		return false;
	for (i = 0; i < number; i++)
		if (voice_is(story->articles[i]) &&
		    str_equal(story->articles[i]->publisher, article->publisher))
			return false;
	return true;
}

int64_t voice_time(const struct article *article, int64_t now, int64_t half_life)
{
	int64_t time = article->time != TIME_UNKNOWN ?
		article->time : article->first_seen - UNKNOWN_AGE * half_life;

	return time < now ? time : now;
}

const struct article *voice_founder(const struct story *story, int64_t now, int64_t half_life)
{
	const struct article *founder = NULL;
	size_t i;

	for (i = 0; i < story->article_count; i++) {
		const struct article *article = story->articles[i];

		if (voice_is_first(story, i) &&
		    (founder == NULL || voice_time(article, now, half_life) <
					voice_time(founder, now, half_life)))
			founder = article;
	}
	return founder;
}
