#include "support/scratch_store.h"

#include <sqlite3.h>
#include <stdio.h>

#include "store/connection.h"
#include "store/writer.h"

enum { MANY = 2000 };

struct task {
	int number;
	bool must_fail;
	bool was_done;
	bool has_failed;
	char text[200];
	int64_t *order;			/* where in the sequence of calls the next one is */
};

struct stage {
	struct scratch *scratch;
	uv_loop_t loop;
	struct writer *writer;
	struct feed_state feed;
	bool is_closed;
	int64_t order;
	struct task tasks[MANY];
};

static int setup(void **state)
{
	struct stage *stage = mem_new(sizeof(*stage));
	void *scratch;

	if (scratch_setup(&scratch) < 0)
		return -1;
	stage->scratch = scratch;
	stage->feed = scratch_feed(scratch, "a");
	uv_loop_init(&stage->loop);
	scratch_expect(scratch, writer_new(&stage->writer, &stage->loop, stage->scratch->store,
					   &stage->scratch->err));
	*state = stage;
	return 0;
}

static int teardown(void **state)
{
	struct stage *stage = *state;
	void *scratch = stage->scratch;

	assert_int_equal(uv_loop_close(&stage->loop), 0);
	feed_state_clear(&stage->feed);
	free(stage);
	return scratch_teardown(&scratch);
}

static void on_closed(void *ctx)
{
	struct stage *stage = ctx;

	stage->is_closed = true;
}

/* Runs the loop until all that was submitted is done. */
static void finish(struct stage *stage)
{
	writer_close(stage->writer, on_closed, stage);
	assert_false(stage->is_closed);
	uv_run(&stage->loop, UV_RUN_DEFAULT);
	assert_true(stage->is_closed);
}

/* Saves an entry that is named by its number, and only then fails if it is to. */
static int work(struct store *store, void *ctx, struct err *err)
{
	const struct task *task = ctx;
	struct commit_counts counts;
	struct entry entry;
	const struct entry_batch batch = {
		.feed_id = 1, .entries = &entry, .count = 1, .now = NOON,
	};
	char name[24];

	snprintf(name, sizeof(name), "%d", task->number);
	entry = scratch_entry(name, "text");
	if (entries_save(store, &batch, &counts, err) < 0)
		return -1;
	return task->must_fail ? err_set(err, ERR_DATA, "failed as asked") : 0;
}

static void on_done(void *ctx, const struct err *err)
{
	struct task *task = ctx;

	assert_false(task->was_done);
	assert_int_equal((*task->order)++, task->number);
	task->was_done = true;
	task->has_failed = err != NULL;
	if (err != NULL)
		snprintf(task->text, sizeof(task->text), "%.199s", err->text);
}

static struct task *prepare(struct stage *stage, int number, bool must_fail)
{
	struct task *task = &stage->tasks[number];

	*task = (struct task){ .number = number, .must_fail = must_fail, .order = &stage->order };
	return task;
}

static void submit(struct stage *stage, int number, bool must_fail)
{
	writer_submit(stage->writer, work, on_done, prepare(stage, number, must_fail));
}

static void submit_soon(struct stage *stage, int number)
{
	writer_submit_soon(stage->writer, work, on_done, prepare(stage, number, false));
}

/* Called by SQLite after each commit. */
static int on_commit(void *ctx, sqlite3 *db, const char *name, int pages)
{
	int *commits = ctx;

	(void)db;
	(void)name;
	(void)pages;
	(*commits)++;
	return SQLITE_OK;
}

static int count_one(void *ctx, const struct listed_entry *listed)
{
	(void)listed;
	++*(int64_t *)ctx;
	return 0;
}

static int64_t count_entries(struct stage *stage)
{
	struct scratch *scratch = stage->scratch;
	const struct entry_filter all = {0};
	int64_t count = 0;

	scratch_expect(scratch, entries_list(scratch->store, &all, count_one, &count,
					     &scratch->err));
	return count;
}

static void callbacks_come_once_later_and_in_order(void **state)
{
	struct stage *stage = *state;
	int i;

	for (i = 0; i < MANY; i++) {
		submit(stage, i, false);
		if (i % 100 == 0)
			uv_run(&stage->loop, UV_RUN_NOWAIT);
	}
	assert_false(stage->tasks[MANY - 1].was_done);
	finish(stage);
	assert_int_equal(stage->order, MANY);
	assert_int_equal(count_entries(stage), MANY);
}

static void work_that_fails_is_undone_alone(void **state)
{
	struct stage *stage = *state;
	int i;

	for (i = 0; i < 100; i++)
		submit(stage, i, i % 10 == 3);
	finish(stage);
	for (i = 0; i < 100; i++) {
		assert_int_equal(stage->tasks[i].has_failed, i % 10 == 3);
		if (stage->tasks[i].has_failed)
			assert_string_equal(stage->tasks[i].text, "failed as asked");
	}
	assert_int_equal(count_entries(stage), 90);
}

static void a_commit_that_fails_fails_them_all(void **state)
{
	struct stage *stage = *state;
	int i;

	scratch_limit_files(1);
	for (i = 0; i < 100; i++)
		submit(stage, i, i == 50);
	finish(stage);
	scratch_limit_files(RLIM_INFINITY);
	for (i = 0; i < 100; i++)
		assert_true(stage->tasks[i].has_failed);
	assert_int_equal(count_entries(stage), 0);
}

static void what_can_wait_is_committed_together(void **state)
{
	struct stage *stage = *state;
	int commits = 0;
	int i;

	sqlite3_wal_hook(stage->scratch->store->db, on_commit, &commits);
	for (i = 0; i < 40; i++) {
		submit_soon(stage, i);
		uv_sleep(1);
	}
	finish(stage);
	assert_int_equal(stage->order, 40);
	assert_int_equal(count_entries(stage), 40);
	/* It is two or three; on a slow machine, where a millisecond is ten, it is more. */
	assert_in_range(commits, 1, 20);
}

static void what_can_wait_is_not_forgotten(void **state)
{
	struct stage *stage = *state;

	submit_soon(stage, 0);
	while (!stage->tasks[0].was_done)
		uv_run(&stage->loop, UV_RUN_ONCE);
	submit_soon(stage, 1);
	submit(stage, 2, false);
	finish(stage);
	assert_int_equal(stage->order, 3);
	assert_int_equal(count_entries(stage), 3);
}

static void an_idle_writer_closes(void **state)
{
	finish(*state);
}

static int do_nothing(struct store *store, void *ctx, struct err *err)
{
	(void)store;
	(void)ctx;
	(void)err;
	return 0;
}

static void on_done_submit_another(void *ctx, const struct err *err)
{
	struct stage *stage = ctx;

	assert_null(err);
	if (++stage->order < 5)
		writer_submit(stage->writer, do_nothing, on_done_submit_another, stage);
	else
		writer_close(stage->writer, on_closed, stage);
}

static void a_callback_may_submit_and_close(void **state)
{
	struct stage *stage = *state;

	writer_submit(stage->writer, do_nothing, on_done_submit_another, stage);
	uv_run(&stage->loop, UV_RUN_DEFAULT);
	assert_int_equal(stage->order, 5);
	assert_true(stage->is_closed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(callbacks_come_once_later_and_in_order,
						setup, teardown),
		cmocka_unit_test_setup_teardown(work_that_fails_is_undone_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(a_commit_that_fails_fails_them_all,
						setup, teardown),
		cmocka_unit_test_setup_teardown(what_can_wait_is_committed_together,
						setup, teardown),
		cmocka_unit_test_setup_teardown(what_can_wait_is_not_forgotten, setup, teardown),
		cmocka_unit_test_setup_teardown(an_idle_writer_closes, setup, teardown),
		cmocka_unit_test_setup_teardown(a_callback_may_submit_and_close, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
