#include "daemon/chronicle.h"

#include "base/clock.h"
#include "base/log.h"
#include "job/poll.h"
#include "job/publish.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "model/digest.h"
#include "text/date.h"

static enum log_level take(struct ration *ration, enum log_level level)
{
	return ration_take(ration, clock_now()) ? level : LOG_LEVEL_DEBUG;
}

static void settle(struct chronicle *chronicle)
{
	size_t failures = ration_settle(&chronicle->failures, clock_now());
	size_t news = ration_settle(&chronicle->news, clock_now());

	if (failures > 0)
		log_warning("%zu more feeds have begun to fail; granola status --failing names "
			    "them", failures);
	if (news > 0)
		log_info("%zu more feeds had something new", news);
}

static void note_failure(struct chronicle *chronicle, const struct subscription *subscription,
			 const struct poll_outcome *outcome)
{
	const struct feed_state *state = &subscription->state;
	const struct log_subject feed = {.feed = state->url};
	char next[DATE_SIZE];

	if (outcome->result == FEED_GONE)
		log_about(LOG_LEVEL_WARNING, &feed, "%s; polled no more", outcome->error);
	else if (state->failures == 1)
		log_about(take(&chronicle->failures, LOG_LEVEL_WARNING), &feed, "%s; next try %s",
			  outcome->error, date_format(state->next_due, next));
	else
		log_about(LOG_LEVEL_DEBUG, &feed, "still: %s", outcome->error);
}

void chronicle_clear(struct chronicle *chronicle)
{
	complaint_clear(&chronicle->storing);
	complaint_clear(&chronicle->making);
}

void chronicle_note_polled(struct chronicle *chronicle, const struct subscription *subscription,
			   const struct poll_outcome *outcome, const struct err *err)
{
	const struct log_subject feed = {.feed = subscription->state.url};

	settle(chronicle);
	if (err != NULL) {
		complaint_make(&chronicle->storing, "feeds cannot be stored", err);
		log_about(LOG_LEVEL_DEBUG, &feed, "could not be stored: %s", err->text);
		return;
	}
	if (outcome->is_excused) {
		log_about(LOG_LEVEL_DEBUG, &feed, "not held against it: %s", outcome->error);
		return;
	}
	complaint_end(&chronicle->storing, "feeds can be stored again");
	if (feed_result_is_failure(outcome->result))
		note_failure(chronicle, subscription, outcome);
	else if (outcome->added > 0)
		log_about(take(&chronicle->news, LOG_LEVEL_INFO), &feed, "%zu new",
			  outcome->added);
	if (outcome->moved_to != NULL)
		log_about(LOG_LEVEL_WARNING, &feed,
			  "has moved for good: asked for at %s from now on", outcome->moved_to);
}

void chronicle_note_network(const struct vigil_news *news)
{
	int64_t seconds = clock_now() - news->since;

	if (news->is_down)
		log_warning("our network seems to be down, for nobody can be reached (%s); "
			    "feeds wait until it is back", news->why);
	else
		log_info("the network is back after %lld %s",
			 (long long)(seconds < 120 ? seconds : seconds / 60),
			 seconds < 120 ? "s" : "min");
}

void chronicle_note_edition(struct chronicle *chronicle, const struct digest_settings *settings,
			    const struct published *published, const struct err *err)
{
	const struct log_subject digest = {.digest = settings->name};

	if (err != NULL) {
		log_about(LOG_LEVEL_DEBUG, &digest, "no edition: %s", err->text);
		complaint_make(&chronicle->making, "no edition can be made", err);
	} else if (published->name != NULL) {
		log_about(LOG_LEVEL_INFO, &digest, "edition %s, %zu stories from %zu articles",
			  published->name, published->story_count, published->article_count);
	} else {
		log_about(LOG_LEVEL_DEBUG, &digest, "nothing to tell");
	}
}

void chronicle_note_press(struct chronicle *chronicle, const struct err *err)
{
	if (err != NULL)
		complaint_make(&chronicle->making, "what was read is not made into editions", err);
	else
		complaint_end(&chronicle->making, "editions can be made again");
}
