#include "support/scratch_store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/story.h"
#include "model/web_page.h"
#include "store/editions.h"
#include "store/search.h"
#include "store/stories.h"
#include "text/sought.h"

/*
 * tests/store/version_N.sql is a store as version N left it, with something in
 * it; there is one for each version but the newest.
 */
enum { MOST_BYTES = 1024 * 1024, KILLS = 25 };

static int number_of(const char *path, const char *sql)
{
	sqlite3_stmt *statement;
	sqlite3 *db;
	int number;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	number = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

static int newest_version(struct scratch *scratch)
{
	char *path = file_join(scratch->directory, "granola.db");
	int version = number_of(path, "PRAGMA user_version");

	free(path);
	return version;
}

/* Puts a store of this version in the place of the one that is there. */
static void go_back_to(struct scratch *scratch, int version)
{
	const char *root = getenv("srcdir");
	char *script = mem_printf("%s/tests/store/version_%d.sql", root != NULL ? root : ".",
				  version);
	char *command = mem_printf("rm -f '%s'/granola.*", scratch->directory);
	char *path = file_join(scratch->directory, "granola.db");
	struct buf sql = {0};
	sqlite3 *db;

	store_close(scratch->store);
	scratch->store = NULL;
	assert_int_equal(system(command), 0);
	if (file_read(script, MOST_BYTES, &sql, NULL) < 0)
		fail_msg("%s is missing: a step needs a store of the version before it", script);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, buf_text(&sql), NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(number_of(path, "PRAGMA user_version"), version);
	buf_clear(&sql);
	free(path);
	free(command);
	free(script);
}

static void assert_feed_is_kept(struct scratch *scratch)
{
	static const uint8_t no_hours[FEED_HOURS];
	struct feed_state *feeds;
	size_t count;

	scratch_expect(scratch, feeds_load(scratch->store, &feeds, &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_string_equal(feeds[0].etag, "W/\"first\"");
	assert_int_equal(feeds[0].due_reason, REASON_RHYTHM);
	assert_string_equal(feeds[0].last_modified, "Sat, 21 Nov 2026 18:00:00 GMT");
	assert_int_equal(feeds[0].next_due, 1795330800);
	assert_true(feeds[0].rate_entries == 4.5);
	assert_memory_equal(feeds[0].hours, no_hours, sizeof(no_hours));
	feeds[0].hours[7] = 9;
	scratch_expect(scratch, feeds_save_state(scratch->store, &feeds[0], &scratch->err));
	feed_states_free(feeds, count);
}

/* From version 2 on the stores have an entry and an edition. */
static void assert_entry_and_edition_are_kept(struct scratch *scratch)
{
	struct sought *sought = sought_new("harbour");
	const struct search_order order = { .sought = sought, .now = NOON, .limit = 10 };
	const struct edition_query any = { .digest = "news", .limit = 10 };
	char *path = file_join(scratch->directory, "granola.db");
	struct edition_list editions;
	struct search_hits hits;
	size_t indexed;

	assert_int_equal(number_of(path, "SELECT entries FROM feed"), 1);
	free(path);
	scratch_expect(scratch, search_index_titles(scratch->store, 100, &indexed,
						    &scratch->err));
	assert_int_equal(indexed, 1);
	scratch_expect(scratch, search_find(scratch->store, scratch->arena, &order, &hits,
					    &scratch->err));
	assert_int_equal(hits.count, 1);
	assert_string_equal(hits.items[0].text, "Ships may pass.");
	scratch_expect(scratch, editions_list(scratch->store, scratch->arena, &any, &editions,
					      &scratch->err));
	assert_int_equal(editions.count, 1);
	assert_string_equal(editions.items[0].headline, "Harbour Reopens");
	sought_free(sought);
}

/* From version 8 on they have a page that was behind a paywall, and know its URL after it. */
static void assert_page_is_kept(struct scratch *scratch)
{
	char *path = file_join(scratch->directory, "granola.db");

	assert_int_equal(number_of(path, "SELECT result FROM article"), PAGE_PAYWALL);
	assert_int_equal(number_of(path, "SELECT count(*) FROM article JOIN entry USING (url_key)"),
			 1);
	free(path);
}

/* From version 9 on their entry is in a story, with which new ones are compared after it. */
static void assert_story_is_kept(struct scratch *scratch, int version)
{
	const struct article_query placed = { .choice = ARTICLES_PLACED };
	struct article_list articles;
	int64_t id = 2;

	scratch_expect(scratch, entries_load_articles(scratch->store, scratch->arena, &placed,
						      &articles, &scratch->err));
	assert_int_equal(articles.count, 1);
	assert_int_equal(articles.items[0].story_id, 1);
	assert_int_equal(articles.items[0].time, 1795327200);
	assert_string_equal(articles.items[0].text, "Ships may pass.");
	scratch_expect(scratch, stories_current_id(scratch->store, &id, &scratch->err));
	assert_int_equal(id, version >= 10 ? 1 : 2);
}

static bool has_copy(struct scratch *scratch, int version)
{
	char *path = mem_printf("%s/granola.db.v%d", scratch->directory, version);
	bool has = file_exists(path) && number_of(path, "PRAGMA user_version") == version &&
		   number_of(path, "SELECT count(*) FROM feed") == 1;

	free(path);
	return has;
}

static void a_store_of_any_version_is_brought_up_to_date_and_loses_nothing(void **state)
{
	struct scratch *scratch = *state;
	int newest = newest_version(scratch), version;

	assert_true(newest >= 3);
	for (version = 1; version < newest; version++) {
		go_back_to(scratch, version);
		scratch_reopen(scratch, STORE_WRITE);
		assert_int_equal(newest_version(scratch), newest);
		assert_feed_is_kept(scratch);
		if (version >= 2)
			assert_entry_and_edition_are_kept(scratch);
		if (version >= 8)
			assert_page_is_kept(scratch);
		if (version >= 9)
			assert_story_is_kept(scratch, version);
	}
}

static void the_store_is_kept_as_it_was_before_the_last_upgrade_only(void **state)
{
	struct scratch *scratch = *state;
	char *older = file_join(scratch->directory, "granola.db.v1");

	assert_false(has_copy(scratch, newest_version(scratch)));
	go_back_to(scratch, 2);
	scratch_expect(scratch, file_write(scratch->directory, "granola.db.v1", "x", 1,
					   &scratch->err));
	scratch_reopen(scratch, STORE_WRITE);
	assert_true(has_copy(scratch, 2));
	assert_false(file_exists(older));
	free(older);
}

static void without_room_for_the_copy_nothing_is_upgraded(void **state)
{
	struct scratch *scratch = *state;
	char *path = file_join(scratch->directory, "granola.db");
	struct store *store;
	int result;

	go_back_to(scratch, 2);
	scratch_limit_files(40000);
	result = store_open(&store, scratch->directory, STORE_WRITE, &scratch->err);
	scratch_limit_files(RLIM_INFINITY);
	assert_int_equal(result, -1);
	assert_int_equal(scratch->err.code, ERR_IO);
	assert_non_null(strstr(scratch->err.text, "before an upgrade"));
	assert_int_equal(number_of(path, "PRAGMA user_version"), 2);
	assert_false(has_copy(scratch, 2));
	scratch_reopen(scratch, STORE_WRITE);
	assert_feed_is_kept(scratch);
	free(path);
}

/* Ends a process that upgrades, a little later each time. */
static void kill_upgrade(struct scratch *scratch, useconds_t after)
{
	struct store *store;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		_exit(store_open(&store, scratch->directory, STORE_WRITE, &scratch->err) < 0);
	usleep(after);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void an_upgrade_that_is_killed_loses_nothing(void **state)
{
	struct scratch *scratch = *state;
	useconds_t after;
	int i;

	for (i = 0; i < KILLS; i++) {
		after = (useconds_t)(i * 1200);
		go_back_to(scratch, 2);
		kill_upgrade(scratch, after);
		scratch_reopen(scratch, STORE_WRITE);
		assert_feed_is_kept(scratch);
		assert_entry_and_edition_are_kept(scratch);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_store_of_any_version_is_brought_up_to_date_and_loses_nothing),
		STORE_TEST(the_store_is_kept_as_it_was_before_the_last_upgrade_only),
		STORE_TEST(without_room_for_the_copy_nothing_is_upgraded),
		STORE_TEST(an_upgrade_that_is_killed_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
