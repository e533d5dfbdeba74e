/*
 * Three weeks of 600 invented feeds, polled by our policy and by those of
 * others: what each costs the publishers, and how late it makes the news.
 *
 * Rates are log-normal, 9.4 entries a day on average, and follow a day of their
 * own: busy for some hours, quiet at night. Entries come by chance.
 */
#include "support/unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/random.h"
#include "schedule/policy.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	FEEDS = 600,
	DAYS = 21,
	PAST_DAYS = 30,			/* what a feed shows when it is first seen */
	SHOWN = 20,			/* entries in a feed */
};

static const int64_t START = 1795305600;	/* 22 November 2026 */

static const double MEAN_PER_DAY = 9.4;
static const double RATE_SPREAD = 1.4;		/* standard deviation of the rate's logarithm */
static const double SWING = 0.9;		/* of a day around its mean */

struct feed {
	int64_t *entries;		/* when each came, in order */
	size_t count;
	size_t capacity;
};

/* A feed as somebody polls it. */
struct watch {
	const struct feed *feed;
	size_t seen;			/* entries so far */
	size_t fresh;			/* of these, in the last poll */
	int64_t interval;		/* before the last poll */
	struct feed_state state;	/* for our policy only */
};

struct outcome {
	double polls;			/* per feed and day */
	double hits;			/* share of polls that found something */
	int64_t median;			/* seconds from entry to poll */
	int64_t late;			/* the 90th percentile of that */
};

struct contender {
	const char *name;
	int64_t (*interval)(struct watch *watch, int64_t now);
};

static int64_t clamp(double value, int64_t low, int64_t high)
{
	return value < (double)low ? low : value > (double)high ? high : (int64_t)value;
}

static double normal(void)
{
	return sqrt(-2 * log(1 - random_unit())) * cos(2 * M_PI * random_unit());
}

/* Relative to the mean, at an hour counted from the busiest. */
static double activity(double hour)
{
	return 1 + SWING * cos(2 * M_PI * hour / 24);
}

static void invent(struct feed *feed)
{
	double mean = log(MEAN_PER_DAY) - RATE_SPREAD * RATE_SPREAD / 2;
	double per_second = exp(mean + RATE_SPREAD * normal()) / DAY;
	double busiest = 24 * random_unit(), most = per_second * (1 + SWING);
	double time = (double)START - PAST_DAYS * DAY;

	for (;;) {
		time -= log(1 - random_unit()) / most;
		if (time >= (double)START + DAYS * DAY)
			return;
		if (random_unit() * (1 + SWING) > activity(fmod(time / HOUR, 24) - busiest))
			continue;
		feed->entries = mem_grow(feed->entries, &feed->capacity, feed->count,
					 sizeof(*feed->entries));
		feed->entries[feed->count++] = (int64_t)time;
	}
}

static int64_t hourly(struct watch *watch, int64_t now)
{
	(void)watch;
	(void)now;
	return HOUR;
}

static size_t count_since(const struct watch *watch, int64_t since)
{
	size_t count = 0;

	while (count < watch->seen && watch->feed->entries[watch->seen - 1 - count] > since)
		count++;
	return count;
}

/* Miniflux: a week, divided by the entries of the last one. */
static int64_t by_week(const struct watch *watch, int64_t now, double factor)
{
	double count = (double)count_since(watch, now - 7 * DAY);

	return clamp(count > 0 ? 7 * DAY / (count * factor) : DAY, 5 * MINUTE, DAY);
}

static int64_t miniflux_1(struct watch *watch, int64_t now)
{
	return by_week(watch, now, 1);
}

static int64_t miniflux_2(struct watch *watch, int64_t now)
{
	return by_week(watch, now, 2);
}

/* CommaFeed: half the average gap between the entries shown, less for the idle. */
static int64_t commafeed(struct watch *watch, int64_t now)
{
	size_t shown = watch->seen < SHOWN ? watch->seen : SHOWN;
	const int64_t *last;
	int64_t idle;

	if (shown < 2)
		return 4 * HOUR;
	last = &watch->feed->entries[watch->seen - 1];
	idle = now - *last;
	if (idle > 7 * DAY)
		return idle > 30 * DAY ? 4 * HOUR : idle > 14 * DAY ? 2 * HOUR : HOUR;
	return clamp((double)(*last - last[-(ptrdiff_t)shown + 1]) / (double)(shown - 1) / 2,
		     5 * MINUTE, 4 * HOUR);
}

/* Half as long after news, half as long again after none. */
static int64_t halving(struct watch *watch, int64_t now)
{
	(void)now;
	return clamp((double)watch->interval * (watch->fresh > 0 ? 0.5 : 1.5), 10 * MINUTE, DAY);
}

static int64_t ours(struct watch *watch, int64_t now)
{
	static const struct policy_hints nothing = {.retry_after = -1, .max_age = -1};
	struct feed_state *state = &watch->state;

	if (watch->seen > 0)
		state->newest_entry = watch->feed->entries[watch->seen - 1];
	policy_record(state, watch->fresh > 0 ? FEED_OK : FEED_NOT_MODIFIED,
		      (int64_t)watch->fresh, now);
	return policy_next_due(state, &nothing, 0, 2 * random_unit() - 1, now) - now;
}

static const struct contender contenders[] = {
	{"ours",				ours},
	{"fixed, 1 h",				hourly},
	{"Miniflux entry_frequency, factor 1",	miniflux_1},
	{"Miniflux entry_frequency, factor 2",	miniflux_2},
	{"CommaFeed, empirical",		commafeed},
	{"halved and lengthened",		halving},
};

enum { CONTENDERS = sizeof(contenders) / sizeof(contenders[0]) };

struct delays {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* All polls of a feed, each after the interval that follows from the one before. */
static void watch_feed(const struct contender *contender, const struct feed *feed,
		       struct outcome *outcome, struct delays *delays)
{
	struct watch watch = {.feed = feed, .interval = HOUR};
	int64_t now = START + (int64_t)random_below(HOUR);
	bool is_first = true;

	for (; now < START + DAYS * DAY; now += watch.interval) {
		watch.fresh = 0;
		while (watch.seen < feed->count && feed->entries[watch.seen] <= now) {
			int64_t delay = now - feed->entries[watch.seen++];

			watch.fresh++;
			if (is_first)
				continue;
			delays->items = mem_grow(delays->items, &delays->capacity, delays->count,
						 sizeof(*delays->items));
			delays->items[delays->count++] = delay;
		}
		outcome->polls++;
		outcome->hits += watch.fresh > 0;
		watch.interval = contender->interval(&watch, now);
		is_first = false;
	}
}

static int compare(const void *a, const void *b)
{
	int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

	return (first > second) - (first < second);
}

static struct outcome try(const struct contender *contender, const struct feed *feeds)
{
	struct outcome outcome = {0};
	struct delays delays = {0};

	for (size_t i = 0; i < FEEDS; i++)
		watch_feed(contender, &feeds[i], &outcome, &delays);
	qsort(delays.items, delays.count, sizeof(*delays.items), compare);
	outcome.hits /= outcome.polls;
	outcome.polls /= FEEDS * DAYS;
	outcome.median = delays.items[delays.count / 2];
	outcome.late = delays.items[delays.count * 9 / 10];
	free(delays.items);
	printf("%-36s %6.1f %5.0f %% %7.1f %7.1f\n", contender->name, outcome.polls,
	       100 * outcome.hits, (double)outcome.median / MINUTE,
	       (double)outcome.late / MINUTE);
	return outcome;
}

static void no_other_policy_is_both_cheaper_and_sooner(void **state)
{
	struct feed *feeds = mem_array(FEEDS, sizeof(*feeds));
	struct outcome outcomes[CONTENDERS];

	(void)state;
	random_seed(1);
	for (size_t i = 0; i < FEEDS; i++)
		invent(&feeds[i]);
	printf("%-36s %6s %7s %7s %7s\n", "policy", "polls", "hits", "median", "90 %");
	for (size_t i = 0; i < CONTENDERS; i++)
		outcomes[i] = try(&contenders[i], feeds);
	for (size_t i = 1; i < CONTENDERS; i++)
		assert_false(outcomes[i].polls <= outcomes[0].polls &&
			     outcomes[i].median <= outcomes[0].median);
	assert_true(outcomes[0].polls < 20);
	assert_true(outcomes[0].median < 15 * MINUTE);
	for (size_t i = 0; i < FEEDS; i++)
		free(feeds[i].entries);
	free(feeds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_other_policy_is_both_cheaper_and_sooner),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
