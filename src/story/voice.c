#include "story/voice.h"

#include <stddef.h>

#include "base/map.h"
#include "base/mem.h"
#include "model/entry.h"
#include "model/story.h"

enum { UNKNOWN_AGE = 4 };		/* half-lives: what is told at all is mostly younger */

bool voice_is(const struct article *article)
{
	return article->role == ROLE_INDEPENDENT || article->role == ROLE_ORIGIN;
}

const struct article **voice_list(const struct story *story, size_t *count)
{
	const struct article **voices = mem_array(story->article_count + 1, sizeof(*voices));
	struct map *publishers = story->article_count > 1 ? map_new_borrowing() : NULL;
	size_t i;

	*count = 0;
	for (i = 0; i < story->article_count; i++) {
		const struct article *article = story->articles[i];

		if (!voice_is(article) ||
		    (publishers != NULL && map_get(publishers, article->publisher) != NULL))
			continue;
		voices[(*count)++] = article;
		if (publishers != NULL)
			map_put(publishers, article->publisher, voices);
	}
	map_free(publishers);
	return voices;
}

int64_t voice_time(const struct article *article, int64_t now, int64_t half_life)
{
	int64_t time = article->time != TIME_UNKNOWN ?
		article->time : article->first_seen - UNKNOWN_AGE * half_life;

	return time < now ? time : now;
}

const struct article *voice_founder(const struct article *const *voices, size_t count,
				    int64_t now, int64_t half_life)
{
	const struct article *founder = count > 0 ? voices[0] : NULL;
	size_t i;

	for (i = 1; i < count; i++)
		if (voice_time(voices[i], now, half_life) < voice_time(founder, now, half_life))
			founder = voices[i];
	return founder;
}
