#include "job/subscription.h"

#include "base/arena.h"
#include "base/map.h"
#include "render/escape.h"

const char *subscription_title(struct arena *arena, const struct subscription *subscription)
{
	const struct feed_state *state = &subscription->state;
	const char *title = feed_title(subscription->settings, state);

	if (title == NULL)
		title = escape_url(arena, state->url);
	return arena_dup(arena, title != NULL ? title : state->url);
}

struct map *subscription_index(const struct map *subscriptions)
{
	struct map *by_url = map_new_borrowing();
	struct subscription *subscription;
	size_t position = 0;

	while ((subscription = map_next(subscriptions, &position)) != NULL)
		map_put(by_url, subscription->state.url, subscription);
	return by_url;
}
