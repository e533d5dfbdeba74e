#include "support/scratch_store.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

enum { MOST_BYTES = 100 * 1024 * 1024, NOBODY = 65534 };

static char *path_of(const struct scratch *scratch, const char *name)
{
	return file_join(scratch->directory, name);
}

static void close_store(struct scratch *scratch)
{
	store_close(scratch->store);
	scratch->store = NULL;
}

/* Does with the file what only a stranger would. */
static void meddle(const struct scratch *scratch, const char *sql)
{
	char *path = path_of(scratch, "granola.db");
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(path);
}

static int version_of(const struct scratch *scratch)
{
	char *path = path_of(scratch, "granola.db");
	sqlite3_stmt *statement;
	sqlite3 *db;
	int version;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	version = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	free(path);
	return version;
}

static void overwrite(const struct scratch *scratch, const char *name, long offset,
		      const char *bytes, size_t length)
{
	char *path = path_of(scratch, name);
	int fd = open(path, O_WRONLY | O_CREAT, 0644);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, length, offset), length);
	close(fd);
	free(path);
}

static struct buf bytes_of(const struct scratch *scratch, const char *name)
{
	char *path = path_of(scratch, name);
	struct buf buf = {0};

	assert_int_equal(file_read(path, MOST_BYTES, &buf, NULL), 0);
	free(path);
	return buf;
}

static void assert_refused(struct scratch *scratch, enum store_mode mode, enum err_code code,
			   const char *text)
{
	char *path = path_of(scratch, "granola.db");
	char *expected = mem_printf("store %s: %s", path, text);
	struct store *store;

	assert_int_equal(store_open(&store, scratch->directory, mode, &scratch->err), -1);
	assert_string_equal(scratch->err.text, expected);
	assert_int_equal(scratch->err.code, code);
	free(expected);
	free(path);
}

static size_t count_feeds(struct scratch *scratch)
{
	struct feed_state *states;
	size_t count;

	scratch_expect(scratch, feeds_load(scratch->store, &states, &count, &scratch->err));
	feed_states_free(states, count);
	return count;
}

static void add_feed(struct scratch *scratch, const char *url)
{
	struct feed_state state = scratch_feed(scratch, url);

	feed_state_clear(&state);
}

/* Fills some dozens of pages. */
static void add_entries(struct scratch *scratch)
{
	struct feed_state feed = scratch_feed(scratch, "a");
	char name[24], text[3000];
	int i;

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	for (i = 0; i < 100; i++) {
		struct entry entry;

		snprintf(name, sizeof(name), "entry %d", i);
		entry = scratch_entry(name, text);
		scratch_save(scratch, &feed, &entry, 1, NOON);
	}
	feed_state_clear(&feed);
}

/* Runs this in a child that ends by a signal or an exit of its own. */
static int in_child(struct scratch *scratch, void (*act)(struct scratch *scratch))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		act(scratch);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void a_store_is_made_with_its_directory_and_lasts(void **state)
{
	struct scratch *scratch = *state;
	char *inner = path_of(scratch, "var/lib/granola");
	struct store *store;

	scratch_expect(scratch, store_open(&store, inner, STORE_WRITE, &scratch->err));
	store_close(store);
	add_feed(scratch, "a");
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(count_feeds(scratch), 1);
	free(inner);
}

static void where_there_is_no_store_there_is_nothing_to_read(void **state)
{
	struct scratch *scratch = *state;
	struct store *store;

	assert_int_equal(store_open(&store, "/nonexistent", STORE_READ, &scratch->err), -1);
	assert_int_equal(scratch->err.code, ERR_NO_INPUT);
	assert_string_equal(scratch->err.text, "store /nonexistent/granola.db: cannot open it: "
			    "No such file or directory");
}

static void a_file_of_another_program_is_left_as_it_is(void **state)
{
	struct scratch *scratch = *state;
	static const char *const scripts[] = {
		"PRAGMA journal_mode = WAL; PRAGMA application_id = 1; CREATE TABLE t (a);",
		"PRAGMA application_id = 0; PRAGMA user_version = 0;",
	};
	size_t i;

	close_store(scratch);
	for (i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct buf before, after;

		meddle(scratch, scripts[i]);
		before = bytes_of(scratch, "granola.db");
		assert_refused(scratch, STORE_WRITE, ERR_DATA,
			       "not made by granola: it is left as it is");
		assert_refused(scratch, STORE_READ, ERR_DATA,
			       "not made by granola: it is left as it is");
		after = bytes_of(scratch, "granola.db");
		assert_int_equal(before.length, after.length);
		assert_memory_equal(before.data, after.data, before.length);
		buf_clear(&before);
		buf_clear(&after);
	}
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	struct scratch *scratch = *state;
	static const char text[] = "This is a letter to my aunt, and not a database at all; but "
		"it is longer than the header of one, so that its start can be looked at.";

	close_store(scratch);
	overwrite(scratch, "granola.db", 0, text, sizeof(text));
	assert_refused(scratch, STORE_WRITE, ERR_DATA, "cannot open it: file is not a database");
	assert_refused(scratch, STORE_READ, ERR_DATA, "cannot open it: file is not a database");
}

static void a_newer_store_is_refused_and_an_older_one_not_read(void **state)
{
	struct scratch *scratch = *state;
	struct buf before, after;
	int newest = version_of(scratch);
	char *newer = mem_printf("of version 99, made by a newer granola; this one knows up to %d",
				 newest);
	char *older = mem_printf("of version 0; granola will bring it to %d when it next runs",
				 newest);

	close_store(scratch);
	meddle(scratch, "PRAGMA user_version = 99");
	before = bytes_of(scratch, "granola.db");
	assert_refused(scratch, STORE_WRITE, ERR_DATA, newer);
	assert_refused(scratch, STORE_READ, ERR_DATA, newer);
	after = bytes_of(scratch, "granola.db");
	assert_memory_equal(before.data, after.data, before.length);
	meddle(scratch, "PRAGMA user_version = 0");
	assert_refused(scratch, STORE_READ, ERR_TRY_LATER, older);
	free(newer);
	free(older);
	buf_clear(&before);
	buf_clear(&after);
}

static void only_one_process_writes(void **state)
{
	struct scratch *scratch = *state;
	char *expected = mem_printf("another process (pid %ld) writes to it", (long)getpid());
	int64_t pid = 0, since = 0;

	assert_refused(scratch, STORE_WRITE, ERR_TRY_LATER, expected);
	assert_refused(scratch, STORE_WRITE, ERR_TRY_LATER, expected);
	assert_true(store_find_writer(scratch->directory, &pid, &since));
	assert_int_equal(pid, getpid());
	assert_true(since > 0);
	close_store(scratch);
	assert_false(store_find_writer(scratch->directory, &pid, &since));
	scratch_reopen(scratch, STORE_WRITE);
	free(expected);
}

static void commit_begin_and_die(struct scratch *scratch)
{
	scratch_reopen(scratch, STORE_WRITE);
	add_feed(scratch, "committed");
	store_begin(scratch->store, &scratch->err);
	add_entries(scratch);
	kill(getpid(), SIGKILL);
}

static int note_any(void *ctx, const struct listed_entry *listed)
{
	(void)listed;
	*(bool *)ctx = true;
	return 0;
}

static bool has_entries(struct scratch *scratch)
{
	const struct entry_filter all = {.limit = 1};
	bool has = false;

	scratch_expect(scratch, entries_list(scratch->store, &all, note_any, &has,
					     &scratch->err));
	return has;
}

static void after_a_kill_what_was_committed_is_there_and_no_more(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state *states;
	int64_t pid, since;
	size_t count;

	close_store(scratch);
	assert_true(WIFSIGNALED(in_child(scratch, commit_begin_and_die)));
	assert_false(store_find_writer(scratch->directory, &pid, &since));
	scratch_reopen(scratch, STORE_READ);
	assert_int_equal(count_feeds(scratch), 1);
	scratch_reopen(scratch, STORE_WRITE);
	scratch_expect(scratch, feeds_load(scratch->store, &states, &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_string_equal(states[0].url, "committed");
	assert_false(has_entries(scratch));
	feed_states_free(states, count);
}

static void damage_is_looked_for_after_an_unclean_stop_only(void **state)
{
	static const char zeros[3 * 8192];
	struct scratch *scratch = *state;
	struct store *store;

	add_entries(scratch);
	close_store(scratch);
	overwrite(scratch, "granola.db", 6L * 8192, zeros, sizeof(zeros));
	scratch_reopen(scratch, STORE_WRITE);
	close_store(scratch);
	overwrite(scratch, "granola.lock", 0, "123\n", 4);
	assert_int_equal(store_open(&store, scratch->directory, STORE_WRITE, &scratch->err), -1);
	assert_int_equal(scratch->err.code, ERR_DATA);
	assert_non_null(strstr(scratch->err.text, "damaged: "));
	assert_int_equal(store_open(&store, scratch->directory, STORE_WRITE, &scratch->err), -1);
	assert_int_equal(scratch->err.code, ERR_DATA);
}

static int on_entry(void *ctx, const struct listed_entry *listed)
{
	(void)ctx;
	(void)listed;
	return 0;
}

/* Every outcome is fine but a crash. */
static void read_all(struct scratch *scratch)
{
	const struct entry_filter all = { .since = TIME_UNKNOWN };
	const struct article_query every = { .since = TIME_UNKNOWN, .until = INT64_MAX };
	struct article_list articles;

	if (store_open(&scratch->store, scratch->directory, STORE_WRITE, &scratch->err) < 0)
		return;
	entries_list(scratch->store, &all, on_entry, NULL, &scratch->err);
	entries_load_articles(scratch->store, scratch->arena, &every, &articles, &scratch->err);
	close_store(scratch);
}

static void no_damage_makes_it_crash(void **state)
{
	struct scratch *scratch = *state;
	struct buf intact;
	size_t i;

	add_entries(scratch);
	close_store(scratch);
	intact = bytes_of(scratch, "granola.db");
	for (i = 0; i < 48; i++) {
		size_t at = (size_t)(hash_mix(i) % intact.length) & (i % 2 != 0 ? ~0xff8fUL : ~0UL);
		char flipped = (char)(intact.data[at] ^ (1 << i % 8));

		overwrite(scratch, "granola.db", 0, intact.data, intact.length);
		overwrite(scratch, "granola.db", (long)at, &flipped, 1);
		read_all(scratch);
	}
	buf_clear(&intact);
}

static void a_reader_sees_what_is_committed_and_changes_nothing(void **state)
{
	struct scratch *scratch = *state, reader = *scratch;
	struct buf before, after;
	const struct feed_settings settings = { .url = "x" };
	const struct feed_selection feeds = { .settings = &settings, .count = 1, .now = NOON };
	struct feed_state *states;

	reader.store = NULL;
	add_feed(scratch, "a");
	before = bytes_of(scratch, "granola.db");
	scratch_reopen(&reader, STORE_READ);
	assert_int_equal(count_feeds(&reader), 1);
	scratch_expect(scratch, store_begin(scratch->store, &scratch->err));
	add_entries(scratch);
	scratch_expect(&reader, store_begin(reader.store, &reader.err));
	assert_int_equal(count_feeds(&reader), 1);
	scratch_expect(scratch, store_commit(scratch->store, &scratch->err));
	scratch_expect(&reader, store_commit(reader.store, &reader.err));
	assert_int_equal(feeds_upsert(reader.store, &feeds, &states, &reader.err), -1);
	assert_int_equal(reader.err.code, ERR_IO);
	close_store(&reader);
	after = bytes_of(scratch, "granola.db");
	assert_int_equal(before.length, after.length);
	assert_memory_equal(before.data, after.data, before.length);
	buf_clear(&before);
	buf_clear(&after);
}

static void a_reader_needs_no_writer(void **state)
{
	struct scratch *scratch = *state;

	add_feed(scratch, "a");
	close_store(scratch);
	scratch_reopen(scratch, STORE_READ);
	assert_int_equal(count_feeds(scratch), 1);
}

static void become_nobody(void)
{
	if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		_exit(99);
}

static void read_as_nobody(struct scratch *scratch)
{
	struct store *store;

	become_nobody();
	if (store_open(&store, scratch->directory, STORE_READ, &scratch->err) < 0)
		_exit(1);
	scratch->store = store;
	_exit(count_feeds(scratch) == 1 ? 0 : 2);
}

static void write_as_nobody(struct scratch *scratch)
{
	struct store *store;

	become_nobody();
	if (store_open(&store, scratch->directory, STORE_WRITE, &scratch->err) == 0)
		_exit(1);
	_exit(scratch->err.code == ERR_IO ? 0 : 2);
}

/* The files too: who runs the tests as a user of their own owns them. */
static void change_mode(const struct scratch *scratch, const char *mode)
{
	char *command = mem_printf("chmod -R %s '%s'", mode, scratch->directory);

	assert_int_equal(system(command), 0);
	free(command);
}

static void a_directory_that_cannot_be_written_can_be_read(void **state)
{
	struct scratch *scratch = *state;
	int read_status, write_status;

	add_feed(scratch, "a");
	close_store(scratch);
	change_mode(scratch, "a+rX,a-w");
	read_status = in_child(scratch, read_as_nobody);
	write_status = in_child(scratch, write_as_nobody);
	change_mode(scratch, "u+w");
	assert_int_equal(read_status, 0);
	assert_int_equal(write_status, 0);
}

static void a_full_disk_loses_nothing_and_is_got_over(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state feed = scratch_feed(scratch, "a");
	char *text = mem_new(1000001);
	struct commit_counts counts = {0};
	struct entry entry;
	const struct entry_batch batch = {
		.feed_id = feed.id, .entries = &entry, .count = 1, .now = NOON,
	};

	memset(text, 'x', 1000000);
	entry = scratch_entry("large", text);
	scratch_limit_files(300000);
	assert_int_equal(entries_save(scratch->store, &batch, &counts, &scratch->err), -1);
	assert_int_equal(scratch->err.code, ERR_IO);
	scratch_limit_files(RLIM_INFINITY);
	assert_int_equal(scratch_save(scratch, &feed, &entry, 1, NOON).added, 1);
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(count_feeds(scratch), 1);
	assert_int_equal(scratch_save(scratch, &feed, &entry, 1, NOON).added, 0);
	feed_state_clear(&feed);
	free(text);
}

static void a_transaction_holds_verbs_together_and_undoes_them_one_by_one(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state *states;
	size_t count;

	scratch_expect(scratch, store_begin(scratch->store, &scratch->err));
	add_feed(scratch, "a");
	scratch_expect(scratch, store_begin(scratch->store, &scratch->err));
	add_feed(scratch, "b");
	store_rollback(scratch->store);
	scratch_expect(scratch, store_commit(scratch->store, &scratch->err));
	assert_int_equal(count_feeds(scratch), 1);
	scratch_expect(scratch, store_begin(scratch->store, &scratch->err));
	add_feed(scratch, "c");
	scratch_reopen(scratch, STORE_WRITE);
	scratch_expect(scratch, feeds_load(scratch->store, &states, &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_string_equal(states[0].url, "a");
	feed_states_free(states, count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_store_is_made_with_its_directory_and_lasts),
		STORE_TEST(where_there_is_no_store_there_is_nothing_to_read),
		STORE_TEST(a_file_of_another_program_is_left_as_it_is),
		STORE_TEST(a_file_that_is_no_database_is_refused),
		STORE_TEST(a_newer_store_is_refused_and_an_older_one_not_read),
		STORE_TEST(only_one_process_writes),
		STORE_TEST(after_a_kill_what_was_committed_is_there_and_no_more),
		STORE_TEST(damage_is_looked_for_after_an_unclean_stop_only),
		STORE_TEST(no_damage_makes_it_crash),
		STORE_TEST(a_reader_sees_what_is_committed_and_changes_nothing),
		STORE_TEST(a_reader_needs_no_writer),
		STORE_TEST(a_directory_that_cannot_be_written_can_be_read),
		STORE_TEST(a_full_disk_loses_nothing_and_is_got_over),
		STORE_TEST(a_transaction_holds_verbs_together_and_undoes_them_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
