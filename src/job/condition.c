#include "job/condition.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "config/config.h"
#include "job/subscription.h"
#include "model/feed.h"
#include "schedule/ledger.h"

_Static_assert((int)HEALTH_DAYS == (int)LEDGER_DAYS, "a week is a week");
_Static_assert((int)HEALTH_HOURS == (int)FEED_HOURS, "a day is a day");

static struct feed_health health_of(struct arena *arena, const struct subscription *subscription,
				    int64_t now)
{
	const struct feed_state *state = &subscription->state;
	struct feed_health health = {
		.title = subscription_title(arena, subscription),
		.url = arena_dup(arena, state->url),
	};
	int i;

	for (i = 0; i < LEDGER_DAYS; i++) {
		struct ledger_counts counts = ledger_day(state, LEDGER_DAYS - 1 - i, now);

		health.days[i] = (struct health_day){
			.polls = counts.requests,
			.failures = counts.failures,
			.entries = counts.entries,
		};
	}
	memcpy(health.hours, state->hours, sizeof(health.hours));
	return health;
}

void condition_collect(struct condition *out, struct arena *arena, const struct config *config,
		       const struct map *subscriptions, int64_t now)
{
	struct map *by_url = subscription_index(subscriptions);
	size_t i;

	*out = (struct condition){
		.feeds = arena_array(arena, config->feed_count, sizeof(*out->feeds)),
	};
	for (i = 0; i < config->feed_count; i++) {
		const struct subscription *subscription =
			map_get(by_url, config->feeds[i].url);

		if (subscription == NULL)
			continue;
		if (out->count < CONDITION_MOST)
			out->feeds[out->count++] = health_of(arena, subscription, now);
		else
			out->more++;
	}
	map_free(by_url);
}
