/*
 * Who is judged, when and how, while somebody else is still being asked or nobody is.
 */
#include "support/unit.h"

#include <uv.h>

#include "base/clock.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "job/vigil.h"
#include "schedule/outage.h"

static const int64_t now_ms = 1795370400000;

static struct {
	uv_loop_t loop;
	struct env env;
	size_t asked;			/* requests under way */
	int theirs;			/* judgements */
	int ours;
	int news;
	bool is_down;
	int64_t since;
	bool says_why;
} world;

size_t fetcher_active(const struct fetcher *fetcher)
{
	(void)fetcher;
	return world.asked;
}

static void on_changed(void *ctx, const struct vigil_news *news)
{
	(void)ctx;
	world.news++;
	world.is_down = news->is_down;
	world.since = news->since;
	world.says_why = str_equal(news->why, "a cannot be found");
}

static void on_judged(void *ctx, bool is_ours)
{
	(void)ctx;
	world.theirs += !is_ours;
	world.ours += is_ours;
}

static enum verdict lose(char host, const char *why)
{
	const struct sighting sighting = {
		.contact = CONTACT_LOST, .host = (uint64_t)host, .was_well = true,
	};

	return vigil_ask(world.env.vigil, &sighting, why, on_judged, NULL);
}

static void reach(char host)
{
	vigil_note(world.env.vigil, &(struct sighting){
		.contact = CONTACT_FAR, .host = (uint64_t)host, .was_well = true,
	});
}

static int set_up(void **state)
{
	(void)state;
	memset(&world, 0, sizeof(world));
	clock_hold(now_ms);
	uv_loop_init(&world.loop);
	world.env.loop = &world.loop;
	world.env.vigil = vigil_new(&world.env, on_changed, NULL);
	vigil_expect(world.env.vigil, 2, true);
	world.asked = 1;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	vigil_close(world.env.vigil);
	uv_run(&world.loop, UV_RUN_DEFAULT);
	return uv_loop_close(&world.loop);
}

static void run_until_judged(int count)
{
	while (world.ours + world.theirs < count)
		uv_run(&world.loop, UV_RUN_ONCE);
}

static void an_outage_that_lasts_is_told_and_nobody_blamed(void **state)
{
	(void)state;
	assert_int_equal(lose('a', "a cannot be found"), VERDICT_OPEN);
	assert_int_equal(lose('b', "b cannot be found"), VERDICT_OPEN);
	clock_hold(now_ms + OUTAGE_SECONDS * 1000);
	run_until_judged(2);
	assert_int_equal(world.ours, 2);
	assert_int_equal(world.news, 1);
	assert_true(world.is_down && world.says_why);
	assert_int_equal(world.since, now_ms / 1000);
	assert_true(vigil_is_down(world.env.vigil));
	assert_int_equal(lose('c', "c cannot be found"), VERDICT_OURS);

	reach('a');
	assert_int_equal(world.news, 2);
	assert_false(world.is_down);
	assert_int_equal(world.since, now_ms / 1000);
	assert_int_equal(vigil_down_since(world.env.vigil), 0);
	assert_int_equal(lose('b', "b cannot be found"), VERDICT_OURS);
	clock_hold(now_ms + 2 * OUTAGE_SECONDS * 1000);
	assert_int_equal(lose('c', "c cannot be found"), VERDICT_OPEN);
}

static void whoever_is_lost_while_others_are_reached_has_failed(void **state)
{
	(void)state;
	assert_int_equal(lose('a', "a cannot be found"), VERDICT_OPEN);
	assert_int_equal(lose('b', "b cannot be found"), VERDICT_OPEN);
	assert_int_equal(world.theirs, 0);
	reach('c');
	assert_int_equal(world.theirs, 2);
	assert_int_equal(world.news, 0);
}

static void who_hurries_is_judged_when_nobody_is_asked_any_more(void **state)
{
	(void)state;
	vigil_hurry(world.env.vigil, 60);
	lose('a', "a cannot be found");
	uv_run(&world.loop, UV_RUN_ONCE);
	assert_int_equal(world.theirs, 0);
	world.asked = 0;
	run_until_judged(1);
	assert_int_equal(world.theirs, 1);
	lose('b', "b cannot be found");
	run_until_judged(2);
	assert_int_equal(world.ours, 1);
	assert_true(world.is_down);
}

static void who_is_lost_just_after_another_was_reached_has_failed(void **state)
{
	(void)state;
	reach('c');
	assert_int_equal(lose('a', "a cannot be found"), VERDICT_OPEN);
	uv_run(&world.loop, UV_RUN_ONCE);
	assert_int_equal(world.theirs, 0);
	world.asked = 0;
	run_until_judged(1);
	assert_int_equal(world.theirs, 1);
}

static void the_end_blames_nobody(void **state)
{
	(void)state;
	lose('a', "a cannot be found");
	vigil_close(world.env.vigil);
	assert_int_equal(world.ours, 1);
	assert_int_equal(world.news, 0);
	world.env.vigil = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_outage_that_lasts_is_told_and_nobody_blamed,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(whoever_is_lost_while_others_are_reached_has_failed,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_hurries_is_judged_when_nobody_is_asked_any_more,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_is_lost_just_after_another_was_reached_has_failed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_end_blames_nobody, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
