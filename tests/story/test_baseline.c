#include "support/unit.h"

#include "model/story.h"
#include "story/baseline.h"

enum { HOUR = 3600, NOW = 1000 * HOUR, HALF_LIFE = 12 * HOUR, MOST = 4 };

/* Who told it, and how long ago in hours; the publisher "" is a reprint's. */
struct teller {
	const char *publisher;
	int hours;
};

struct told {
	struct article articles[MOST];
	const struct article *pointers[MOST];
	struct story story;
};

static void tell(struct told *told, const struct teller *tellers)
{
	size_t i;

	*told = (struct told){0};
	for (i = 0; i < MOST && tellers[i].publisher != NULL; i++) {
		told->articles[i] = (struct article){
			.publisher = tellers[i].publisher,
			.time = NOW - tellers[i].hours * HOUR,
			.role = *tellers[i].publisher == '\0' ? ROLE_REPRINT : ROLE_INDEPENDENT,
		};
		told->pointers[i] = &told->articles[i];
	}
	told->story = (struct story){ .articles = told->pointers, .article_count = i };
}

static void assert_rate(struct rate rate, int64_t count, int64_t stories)
{
	assert_int_equal(rate.count, count);
	assert_int_equal(rate.stories, stories);
}

static void stories_and_who_followed_them_are_counted(void **state)
{
	static const struct {
		const char *name;
		struct teller tellers[MOST];
		int64_t stories, followers, a_followed, b_followed, b_others;
	} cases[] = {
		{ "one tells it", { { "a", 30 } }, 1, 0, 0, 0, 1 },
		{ "another follows at once", { { "a", 30 }, { "b", 29 } }, 1, 1, 0, 1, 1 },
		{ "another follows late", { { "a", 30 }, { "b", 20 } }, 1, 0, 0, 1, 1 },
		{ "the other was first", { { "a", 29 }, { "b", 30 } }, 1, 1, 1, 0, 0 },
		{ "it tells it again", { { "a", 30 }, { "a", 29 } }, 1, 0, 0, 0, 1 },
		{ "a copy follows", { { "a", 30 }, { "", 29 } }, 1, 0, 0, 0, 1 },
		{ "only copies tell it", { { "", 30 }, { "", 29 } }, 0, 0, 0, 0, 0 },
		{ "it is too young", { { "a", 5 }, { "b", 4 } }, 0, 0, 0, 0, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct baseline *baseline = baseline_new(NOW, HALF_LIFE);
		struct told told;

		tell(&told, cases[i].tellers);
		print_message("%s\n", cases[i].name);
		baseline_add(baseline, &told.story);
		assert_rate(baseline_followers(baseline), cases[i].followers, cases[i].stories);
		assert_int_equal(baseline_habit(baseline, "a").count, cases[i].a_followed);
		assert_rate(baseline_habit(baseline, "b"), cases[i].b_followed,
			    cases[i].b_others);
		baseline_remove(baseline, &told.story);
		assert_rate(baseline_followers(baseline), 0, 0);
		assert_rate(baseline_habit(baseline, "a"), 0, 0);
		assert_rate(baseline_habit(baseline, "b"), 0, 0);
		baseline_free(baseline);
	}
}

static void little_is_known_of_few_stories(void **state)
{
	(void)state;
	assert_true(baseline_rate((struct rate){ 0, 0 }) == 0);
	assert_true(baseline_rate((struct rate){ 1, 1 }) < 0.1);
	assert_true(baseline_rate((struct rate){ 990, 990 }) == 0.99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories_and_who_followed_them_are_counted),
		cmocka_unit_test(little_is_known_of_few_stories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
