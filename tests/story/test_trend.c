#include "support/unit.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/baseline.h"
#include "story/trend.h"

enum { HOUR = 3600, NOW = 1000 * HOUR, HALF_LIFE = 12 * HOUR, MOST = 32 };

/* A story told by some publishers of their own and reprinted by others, all at one time. */
struct told_story {
	struct article articles[MOST];
	const struct article *pointers[MOST];
	char publishers[MOST][16];
	struct story story;
};

static void tell(struct told_story *told, size_t independents, size_t reprints, int64_t time)
{
	size_t count = independents + reprints, i;

	*told = (struct told_story){0};
	for (i = 0; i < count; i++) {
		snprintf(told->publishers[i], sizeof(told->publishers[i]), "p%zu.example", i);
		told->articles[i] = (struct article){
			.id = (int64_t)i + 1,
			.publisher = told->publishers[i],
			.weight = 1,
			.time = time,
			.first_seen = NOW - 60,
			.role = i < independents ? ROLE_INDEPENDENT : ROLE_REPRINT,
		};
		told->pointers[i] = &told->articles[i];
	}
	told->story = (struct story){
		.articles = told->pointers,
		.article_count = count,
		.independents = independents,
		.reprints = reprints,
	};
}

/* Freed when the tests end: what a trend points to lives there. */
static struct arena *arena;

static struct trend measure(const struct told_story *told, const struct baseline *baseline)
{
	return trend_measure(arena, &told->story, 0.7, baseline);
}

/* Where nothing else is told. */
static double rank_of(const struct told_story *told)
{
	struct baseline *baseline = baseline_new(NOW, HALF_LIFE);
	double rank = measure(told, baseline).rank;

	baseline_free(baseline);
	return rank;
}

static void three_reports_outrank_eighteen_reprints(void **state)
{
	struct told_story reports, reprints;

	(void)state;
	tell(&reports, 3, 0, NOW - HOUR);
	tell(&reprints, 1, 18, NOW - HOUR);
	assert_true(rank_of(&reports) > rank_of(&reprints));
}

static void a_reprint_adds_less_than_a_report(void **state)
{
	struct told_story base, reprinted, reported;
	size_t n;

	(void)state;
	for (n = 1; n < 10; n++) {
		tell(&base, n, 0, NOW - HOUR);
		tell(&reprinted, n, 10, NOW - HOUR);
		tell(&reported, n + 1, 0, NOW - HOUR);
		assert_true(rank_of(&reprinted) > rank_of(&base));
		assert_true(rank_of(&reported) > rank_of(&reprinted));
	}
}

static void editions_of_one_publisher_are_one_voice(void **state)
{
	struct told_story one, two;

	(void)state;
	tell(&one, 1, 0, NOW - HOUR);
	tell(&two, 2, 0, NOW - HOUR);
	two.articles[1].publisher = two.articles[0].publisher;
	assert_true(rank_of(&two) <= rank_of(&one));
}

static void old_articles_do_not_trend_however_lately_they_were_found(void **state)
{
	struct told_story fresh, old;

	(void)state;
	tell(&fresh, 1, 0, NOW - HOUR);
	tell(&old, 9, 9, NOW - 60 * 24 * HOUR);
	assert_true(rank_of(&fresh) > rank_of(&old));
	assert_true(rank_of(&old) < 1e-6);
}

/* An undated feed's first poll may bring the whole archive. */
static void what_may_be_of_any_age_comes_after_what_is_known_to_be_new(void **state)
{
	struct told_story dated, unknown, old;

	(void)state;
	tell(&dated, 1, 0, NOW - 36 * HOUR);
	tell(&unknown, 1, 0, TIME_UNKNOWN);
	tell(&old, 1, 0, NOW - 30 * 24 * HOUR);
	assert_true(rank_of(&dated) > rank_of(&unknown));
	assert_true(rank_of(&unknown) > rank_of(&old));
	tell(&unknown, 3, 0, TIME_UNKNOWN);
	assert_true(rank_of(&unknown) < rank_of(&dated) * 3);
}

static void the_future_is_no_fresher_than_now(void **state)
{
	struct told_story now, future;

	(void)state;
	tell(&now, 1, 0, NOW);
	tell(&future, 1, 0, NOW + 100 * HOUR);
	assert_true(rank_of(&future) <= rank_of(&now));
}

static void a_rank_is_the_product_of_its_terms(void **state)
{
	struct baseline *baseline = baseline_new(NOW, HALF_LIFE);
	struct told_story told;
	struct trend trend;

	(void)state;
	tell(&told, 4, 2, NOW - 3 * HOUR);
	trend = measure(&told, baseline);
	baseline_free(baseline);
	assert_true(trend.burst >= 1);
	assert_true(trend.rank == trend.relevance * trend.voices * trend.burst);
}

/* Stories of yesterday, each told by p0, and by those up to `followers` within the hour. */
static struct baseline *baseline_of(size_t stories, size_t followers)
{
	static struct told_story told[MOST];
	struct baseline *baseline = baseline_new(NOW, HALF_LIFE);
	size_t i;

	for (i = 0; i < stories; i++) {
		tell(&told[i], 1 + followers, 0, NOW - 30 * HOUR);
		baseline_add(baseline, &told[i].story);
	}
	return baseline;
}

static void what_every_story_of_the_topic_sees_is_no_burst(void **state)
{
	struct baseline *quiet = baseline_of(30, 0), *busy = baseline_of(30, 3);
	struct told_story told;
	size_t i;

	(void)state;
	tell(&told, 4, 0, NOW - HOUR);
	for (i = 1; i < 4; i++)		/* others than those who follow everything */
		told.articles[i].publisher = told.publishers[i] + 1;
	assert_true(measure(&told, quiet).burst > 1.5);
	assert_true(measure(&told, busy).burst < 1.4);
	assert_true(measure(&told, quiet).voices == measure(&told, busy).voices);
	baseline_free(quiet);
	baseline_free(busy);
}

static void who_follows_everything_says_little_by_it(void **state)
{
	struct baseline *baseline = baseline_of(30, 1);		/* p1 follows p0 always */
	struct told_story told;
	struct trend by_it, by_another;

	(void)state;
	tell(&told, 2, 0, NOW - HOUR);
	by_it = measure(&told, baseline);
	told.articles[1].publisher = "seldom.example";
	by_another = measure(&told, baseline);
	assert_int_equal(by_it.follower_count, 1);
	assert_true(by_it.recent == 1 - 30. / 40);
	assert_true(by_another.recent == 1);
	assert_true(by_it.burst < by_another.burst);
	assert_true(by_it.voices == by_another.voices);
	baseline_free(baseline);
}

static void a_story_is_held_against_its_own_pace_too(void **state)
{
	struct baseline *baseline = baseline_of(0, 0);
	struct told_story told;
	struct trend trend;
	size_t i;

	(void)state;
	tell(&told, 5, 0, NOW - 18 * HOUR);	/* two spans before the last */
	for (i = 3; i < 5; i++)
		told.articles[i].time = NOW - HOUR;
	trend = measure(&told, baseline);
	assert_true(trend.before == 2 && trend.spans == 2);
	assert_true(trend.recent == 2 && trend.usual == 1);
	assert_true(trend.burst > 1);
	baseline_free(baseline);
}

/* Nobody follows the only one to tell it, and copies follow nothing. */
static void the_first_is_no_burst(void **state)
{
	struct baseline *baseline = baseline_of(0, 0);
	struct told_story told;

	(void)state;
	tell(&told, 1, 0, NOW - HOUR);
	assert_true(measure(&told, baseline).burst == 1);
	tell(&told, 0, 2, NOW - HOUR);
	assert_true(measure(&told, baseline).burst == 1);
	assert_int_equal(measure(&told, baseline).follower_count, 0);
	baseline_free(baseline);
}

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_reports_outrank_eighteen_reprints),
		cmocka_unit_test(a_reprint_adds_less_than_a_report),
		cmocka_unit_test(editions_of_one_publisher_are_one_voice),
		cmocka_unit_test(old_articles_do_not_trend_however_lately_they_were_found),
		cmocka_unit_test(what_may_be_of_any_age_comes_after_what_is_known_to_be_new),
		cmocka_unit_test(the_future_is_no_fresher_than_now),
		cmocka_unit_test(a_rank_is_the_product_of_its_terms),
		cmocka_unit_test(what_every_story_of_the_topic_sees_is_no_burst),
		cmocka_unit_test(who_follows_everything_says_little_by_it),
		cmocka_unit_test(a_story_is_held_against_its_own_pace_too),
		cmocka_unit_test(the_first_is_no_burst),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
