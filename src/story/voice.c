#include "story/voice.h"

#include "base/str.h"
#include "model/story.h"

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
