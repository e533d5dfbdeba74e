#include "job/twin.h"

#include <stdbool.h>

#include "base/map.h"
#include "base/str.h"
#include "job/env.h"
#include "job/subscription.h"

static const char *url_of(const struct subscription *subscription)
{
	const struct feed_state *state = &subscription->state;

	return state->fetch_url != NULL ? state->fetch_url : state->url;
}

/* What is asked with words of one's own may get an answer of one's own. */
static bool asks_as_anybody(const struct feed_settings *settings)
{
	return settings->header_count == 0 && settings->auth_file == NULL &&
	       settings->proxy == NULL && settings->user_agent == NULL;
}

static bool want_the_same(const struct feed_settings *a, const struct feed_settings *b)
{
	return asks_as_anybody(a) && asks_as_anybody(b) && str_equal(a->group, b->group) &&
	       str_equal(a->include, b->include) && str_equal(a->exclude, b->exclude) &&
	       a->allow_private == b->allow_private;
}

/* Who stays: whoever always lived there, else whoever was here first. */
static bool goes_before(const struct subscription *a, const struct subscription *b)
{
	bool a_moved = a->state.fetch_url != NULL, b_moved = b->state.fetch_url != NULL;

	return a_moved != b_moved ? b_moved : a->state.id < b->state.id;
}

const struct subscription *twin_find(const struct env *env,
				     const struct subscription *subscription)
{
	const char *url = url_of(subscription);
	const struct subscription *other;
	size_t position = 0;

	if (env->subscriptions == NULL || subscription->state.fetch_url == NULL)
		return NULL;
	while ((other = map_next(env->subscriptions, &position)) != NULL) {
		if (other != subscription && !other->state.is_gone &&
		    str_equal(url_of(other), url) && goes_before(other, subscription) &&
		    want_the_same(other->settings, subscription->settings))
			return other;
	}
	return NULL;
}
