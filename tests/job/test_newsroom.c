/*
 * A newsroom that is ended at any moment, politely or not, goes on as if it had not been:
 * the same stories, with the same ids, roles and reasons.
 */
#include "support/scratch_store.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/str.h"
#include "job/env.h"
#include "job/newsroom.h"
#include "job/subscription.h"
#include "model/entry.h"
#include "model/story.h"
#include "store/writer.h"
#include "support/days.h"

enum {
	FEEDS = 9,
	STEPS = 64,
	STEP = 6 * 3600,		/* seconds: sixteen days in all, to forget some */
	COPIED = 5,			/* every so many reports are copies of one before … */
	LATE = 7,			/* … or arrive late, … */
	LATENESS = 6,			/* … by so many steps … */
	EDITED = 4,			/* … or are edited … */
	EDITED_AFTER = 2,		/* … so many steps later */
	KILLS = 12,
};

/* What all are to make the same of. */
static struct days days;

/* A process that places all that arrives, step by step. */
struct desk {
	uv_loop_t loop;
	struct store *store;
	struct writer *writer;
	struct map *by_id;
	struct feed_settings settings[FEEDS];
	struct subscription subscriptions[FEEDS];
	char urls[FEEDS][40];
	struct env env;
	struct newsroom *newsroom;
	int *steps;			/* how many were done; shared with other processes */
	bool is_busy;
	bool has_failed;
};

static int64_t time_of(int step)
{
	return NOON + (int64_t)step * STEP;
}

static int step_of(size_t number)
{
	int hour = (int)((days.articles[number].time - DAYS_START) / 3600);

	return number % LATE == 3 ? hour + LATENESS : hour;
}

static void load_feeds(struct desk *desk)
{
	struct feed_selection all = { .settings = desk->settings, .count = FEEDS, .now = 0 };
	struct feed_state *states;
	struct err err;
	size_t i;

	for (i = 0; i < FEEDS; i++) {
		snprintf(desk->urls[i], sizeof(desk->urls[i]), "https://p%zu.example/feed", i);
		desk->settings[i] = (struct feed_settings){ .url = desk->urls[i], .weight = 1 };
	}
	if (feeds_upsert(desk->store, &all, &states, &err) < 0)
		_exit(2);
	for (i = 0; i < FEEDS; i++) {
		desk->subscriptions[i].settings = &desk->settings[i];
		desk->subscriptions[i].state = states[i];
		map_put_number(desk->by_id, (uint64_t)states[i].id, &desk->subscriptions[i]);
	}
	free(states);
}

static void open_desk(struct desk *desk, const char *directory, int *steps)
{
	struct err err;

	*desk = (struct desk){ .by_id = map_new(), .steps = steps };
	if (store_open(&desk->store, directory, STORE_WRITE, &err) < 0)
		_exit(2);
	load_feeds(desk);
	if (uv_loop_init(&desk->loop) != 0 ||
	    writer_new(&desk->writer, &desk->loop, desk->store, &err) < 0)
		_exit(2);
	desk->env = (struct env){
		.loop = &desk->loop, .writer = desk->writer, .subscriptions = desk->by_id };
	desk->newsroom = newsroom_new(&desk->env);
}

static void close_desk(struct desk *desk)
{
	newsroom_free(desk->newsroom);
	writer_close(desk->writer, NULL, NULL);
	uv_run(&desk->loop, UV_RUN_DEFAULT);
	uv_loop_close(&desk->loop);
	store_close(desk->store);
	map_free(desk->by_id);
}

/* As it is at first, or when it was edited: other words under another headline. */
static struct entry entry_of(size_t number, bool is_edited)
{
	size_t text = number;
	struct entry entry = scratch_entry(days.urls[number], "");

	if (number % COPIED == 4 && days.event[number - 1] == days.event[number])
		text = number - 1;
	if (is_edited)
		text = (number + 5) % days.count;
	entry.url_key = days.articles[number].url_key;
	entry.content_text = buf_text(&days.texts[text]);
	entry.title = buf_text(&days.titles[is_edited ? text : number]);
	entry.content_hash = hash128_text(entry.content_text);
	entry.language = "en";
	entry.published = NOON + (days.articles[number].time - DAYS_START) / 3600 * STEP +
			  (int64_t)number;
	return entry;
}

static int save_entries(struct store *store, void *ctx, struct err *err)
{
	const struct desk *desk = ctx;
	int step = *desk->steps;
	size_t i;

	for (i = 0; i < days.count; i++) {
		bool is_edit = i % EDITED == 1 && step_of(i) + EDITED_AFTER == step;
		struct entry entry = entry_of(i, is_edit);
		struct entry_batch batch = {
			.feed_id = desk->subscriptions[i % FEEDS].state.id,
			.entries = &entry, .count = 1, .now = time_of(step) };
		struct commit_counts counts;

		if ((step_of(i) == step || is_edit) &&
		    entries_save(store, &batch, &counts, err) < 0)
			return -1;
	}
	return 0;
}

static void on_placed(void *ctx, const struct newsroom_report *report, const struct err *err)
{
	struct desk *desk = ctx;

	(void)report;
	desk->is_busy = false;
	desk->has_failed |= err != NULL;
}

static void on_saved(void *ctx, const struct err *err)
{
	struct desk *desk = ctx;

	desk->has_failed |= err != NULL;
	newsroom_start(desk->newsroom, 0, on_placed, desk);
}

static void take_step(struct desk *desk)
{
	clock_hold((time_of(*desk->steps) + 60) * 1000);
	writer_submit(desk->writer, save_entries, on_saved, desk);
	for (desk->is_busy = true; desk->is_busy;)
		uv_run(&desk->loop, UV_RUN_ONCE);
	if (desk->has_failed)
		_exit(3);
	++*desk->steps;
}

static void restart(struct desk *desk)
{
	newsroom_free(desk->newsroom);
	desk->newsroom = newsroom_new(&desk->env);
}

/* Takes the steps that are left in a process of its own, which starts anew every so often. */
static pid_t work(const char *directory, int *steps, int restart_every)
{
	struct desk desk;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child != 0)
		return child;
	open_desk(&desk, directory, steps);
	while (*steps < STEPS) {
		take_step(&desk);
		if (restart_every > 0 && *steps % restart_every == 0)
			restart(&desk);
	}
	close_desk(&desk);
	_exit(0);
}

static void work_to_the_end(const char *directory, int *steps, int restart_every)
{
	int status;

	waitpid(work(directory, steps, restart_every), &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(*steps, STEPS);
}

/* One that is never ended, and another to be compared with it; *state is of that. */
struct pair {
	struct scratch *one;
	struct scratch *other;
	int *steps;			/* of the other */
};

static int setup(void **state)
{
	struct pair *pair = mem_new(sizeof(*pair));
	int *steps = mmap(NULL, 2 * sizeof(int), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	void *scratch;

	if (steps == MAP_FAILED || scratch_setup(&scratch) < 0)
		return -1;
	pair->one = scratch;
	if (scratch_setup(&scratch) < 0)
		return -1;
	pair->other = scratch;
	pair->steps = steps;
	*state = pair;
	days_invent(&days);
	store_close(pair->one->store);
	store_close(pair->other->store);
	pair->one->store = pair->other->store = NULL;
	work_to_the_end(pair->one->directory, &steps[1], 0);
	return 0;
}

static int teardown(void **state)
{
	struct pair *pair = *state;
	void *one = pair->one, *other = pair->other;
	int result = scratch_teardown(&one) | scratch_teardown(&other);

	munmap(pair->steps, 2 * sizeof(int));
	days_clear(&days);
	free(pair);
	return result;
}

static struct article_list load(struct scratch *scratch)
{
	const struct article_query all = { .since = TIME_UNKNOWN, .until = INT64_MAX };
	struct article_list list;

	scratch_reopen(scratch, STORE_READ);
	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &all, &list,
						      &scratch->err));
	return list;
}

static void assert_same(struct pair *pair)
{
	struct article_list one = load(pair->one), other = load(pair->other);
	size_t copies = 0, i;

	assert_int_equal(one.count, days.count);
	assert_int_equal(other.count, days.count);
	for (i = 0; i < one.count; i++) {
		const struct article *a = &one.items[i], *b = &other.items[i];

		assert_int_equal(a->id, b->id);
		assert_int_not_equal(a->story_id, 0);
		assert_int_equal(a->story_id, b->story_id);
		assert_int_equal(a->role, b->role);
		assert_int_equal(a->of, b->of);
		assert_int_equal(a->signal, b->signal);
		assert_true(a->score == b->score);
		assert_int_equal(a->merged_with, b->merged_with);
		copies += a->role == ROLE_REPRINT;
	}
	assert_true(copies > 10);
}

static void a_newsroom_that_starts_anew_each_time_makes_the_same_stories(void **state)
{
	struct pair *pair = *state;

	work_to_the_end(pair->other->directory, pair->steps, 1);
	assert_same(pair);
}

static void a_newsroom_that_starts_anew_now_and_then_makes_the_same_stories(void **state)
{
	struct pair *pair = *state;

	work_to_the_end(pair->other->directory, pair->steps, 13);
	assert_same(pair);
}

static void a_newsroom_that_is_killed_makes_the_same_stories(void **state)
{
	struct pair *pair = *state;
	uint64_t chance = 1;
	int i, killed = 0;

	for (i = 0; i < KILLS; i++) {
		pid_t child = work(pair->other->directory, pair->steps, 0);
		int status;

		usleep(20 * 1000 + pick(&chance, 60 * 1000));
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		killed += WIFSIGNALED(status);
	}
	printf("# killed %d times, the last time at step %d of %d\n", killed, *pair->steps, STEPS);
	work_to_the_end(pair->other->directory, pair->steps, 0);
	assert_same(pair);
}

#define PAIR_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIR_TEST(a_newsroom_that_starts_anew_each_time_makes_the_same_stories),
		PAIR_TEST(a_newsroom_that_starts_anew_now_and_then_makes_the_same_stories),
		PAIR_TEST(a_newsroom_that_is_killed_makes_the_same_stories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
