#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

static int make_directory(void **state)
{
	char *directory = mem_dup("/tmp/granola-test-XXXXXX");

	*state = directory;
	return mkdtemp(directory) != NULL ? 0 : -1;
}

static int remove_directory(void **state)
{
	char *command = mem_printf("rm -rf '%s'", (const char *)*state);
	int result = system(command);

	free(command);
	free(*state);
	return result;
}

static void what_was_written_is_read_back(void **state)
{
	const char *directory = *state;
	char *path = file_join(directory, "a.txt");
	struct buf buf = {0};
	struct stat status;
	struct err err;

	umask(077);
	assert_int_equal(file_write(directory, "a.txt", "one", 3, &err), 0);
	assert_int_equal(file_write(directory, "a.txt", "two", 3, &err), 0);
	assert_int_equal(file_read(path, 100, &buf, &err), 0);
	assert_string_equal(buf_text(&buf), "two");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0644);
	buf_clear(&buf);
	free(path);
}

static void a_file_past_the_limit_is_refused(void **state)
{
	char *path = file_join(*state, "big");
	struct buf buf = {0};
	struct err err;

	assert_int_equal(file_write(*state, "big", "12345", 5, &err), 0);
	assert_int_equal(file_read(path, 4, &buf, &err), -1);
	assert_int_equal(err.code, ERR_DATA);
	buf_clear(&buf);
	free(path);
}

static void trouble_is_named(void **state)
{
	struct buf buf = {0};
	struct err err;

	(void)state;
	assert_int_equal(file_read("/nonexistent/x", 100, &buf, &err), -1);
	assert_int_equal(err.code, ERR_NO_INPUT);
	assert_string_equal(err.text, "cannot open /nonexistent/x: No such file or directory");
	assert_int_equal(file_write("/nonexistent", "x", "", 0, &err), -1);
	assert_int_equal(err.code, ERR_IO);
}

static void leftovers_go_and_files_stay(void **state)
{
	char *leftover = file_join(*state, ".granola-tmp-a.html");
	char *kept = file_join(*state, "a.html");
	struct err err;

	assert_int_equal(file_write(*state, ".granola-tmp-a.html", "half", 4, &err), 0);
	assert_int_equal(file_write(*state, "a.html", "whole", 5, &err), 0);
	file_remove_leftovers(*state);
	assert_false(file_exists(leftover));
	assert_true(file_exists(kept));
	free(leftover);
	free(kept);
}

static void directories_are_made_on_the_way(void **state)
{
	char *path = file_join(*state, "x/y/z");
	struct err err;

	assert_int_equal(file_make_directories(path, &err), 0);
	assert_int_equal(file_make_directories(path, &err), 0);
	assert_true(file_exists(path));
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(a_file_past_the_limit_is_refused),
		cmocka_unit_test(trouble_is_named),
		cmocka_unit_test(leftovers_go_and_files_stay),
		cmocka_unit_test(directories_are_made_on_the_way),
	};

	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
