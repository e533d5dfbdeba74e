#include "support/scratch_store.h"

#include <sys/stat.h>

#include "base/file.h"
#include "store/backup.h"

/* A directory beside the store's, ready to be opened as a store once it has a file. */
static char *make_place(struct scratch *scratch)
{
	char *directory = file_join(scratch->directory, "copy");

	assert_int_equal(mkdir(directory, 0755), 0);
	return directory;
}

static void assert_has_feed(struct scratch *scratch, const char *directory)
{
	struct feed_state *states;
	struct store *store;
	size_t count;

	scratch_expect(scratch, store_open(&store, directory, STORE_WRITE, &scratch->err));
	scratch_expect(scratch, feeds_load(store, &states, &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_string_equal(states[0].url, "a");
	feed_states_free(states, count);
	store_close(store);
}

static void a_copy_is_a_store(enum store_mode mode, struct scratch *scratch)
{
	struct feed_state feed = scratch_feed(scratch, "a");
	char *directory = make_place(scratch);
	char *path = file_join(directory, "granola.db");

	scratch_reopen(scratch, mode);
	scratch_expect(scratch, backup_write(scratch->store, path, &scratch->err));
	assert_has_feed(scratch, directory);
	feed_state_clear(&feed);
	free(directory);
	free(path);
}

static void the_writer_can_copy_its_store(void **state)
{
	a_copy_is_a_store(STORE_WRITE, *state);
}

static void a_reader_can_copy_its_store(void **state)
{
	a_copy_is_a_store(STORE_READ, *state);
}

static void a_file_that_exists_is_never_replaced(void **state)
{
	struct scratch *scratch = *state;
	char *path = file_join(scratch->directory, "precious");

	scratch_expect(scratch, file_write(scratch->directory, "precious", "x", 1, &scratch->err));
	assert_int_equal(backup_write(scratch->store, path, &scratch->err), -1);
	assert_true(file_exists(path));
	free(path);
}

static void nothing_is_left_of_a_copy_that_failed(void **state)
{
	struct scratch *scratch = *state;
	char *path = file_join(scratch->directory, "copy.db");
	int result;

	scratch_limit_files(20000);
	result = backup_write(scratch->store, path, &scratch->err);
	scratch_limit_files(RLIM_INFINITY);
	assert_int_equal(result, -1);
	assert_int_equal(scratch->err.code, ERR_IO);
	assert_false(file_exists(path));
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(the_writer_can_copy_its_store),
		STORE_TEST(a_reader_can_copy_its_store),
		STORE_TEST(a_file_that_exists_is_never_replaced),
		STORE_TEST(nothing_is_left_of_a_copy_that_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
