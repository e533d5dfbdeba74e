#include "job/refrains.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "extract/refrain.h"
#include "model/story.h"

static struct refrain *of_feed(struct map *feeds, const struct article *article)
{
	struct refrain *refrain = map_get_number(feeds, (uint64_t)article->feed_id);

	if (refrain == NULL) {
		refrain = refrain_new();
		map_put_number(feeds, (uint64_t)article->feed_id, refrain);
	}
	return refrain;
}

static void learn(struct map *feeds, const struct article *articles, size_t count)
{
	struct refrain *refrain;
	struct buf lines = {0};
	size_t position = 0, i;

	for (i = 0; i < count; i++) {
		buf_truncate(&lines, 0);
		refrain_note(&lines, articles[i].text);
		refrain_add(of_feed(feeds, &articles[i]), buf_text(&lines), lines.length);
	}
	while ((refrain = map_next(feeds, &position)) != NULL)
		refrain_learn(refrain);
	buf_clear(&lines);
}

void refrains_drop(struct arena *arena, struct article *articles, size_t count)
{
	struct map *feeds = map_new();
	struct refrain *refrain;
	struct buf rest = {0};
	size_t position = 0, i;

	learn(feeds, articles, count);
	for (i = 0; i < count; i++) {
		buf_truncate(&rest, 0);
		if (refrain_strip(of_feed(feeds, &articles[i]), articles[i].text, &rest))
			articles[i].text = arena_dup(arena, buf_text(&rest));
	}
	while ((refrain = map_next(feeds, &position)) != NULL)
		refrain_free(refrain);
	map_free(feeds);
	buf_clear(&rest);
}
