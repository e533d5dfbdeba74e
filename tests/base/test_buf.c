#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"

static void a_zeroed_buffer_is_empty_text(void **state)
{
	struct buf buf = {0};
	char *taken;

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	assert_false(buf_ends_with(&buf, "x"));
	taken = buf_take(&buf);
	assert_string_equal(taken, "");
	free(taken);
	buf_reserve(&buf, 100);
	assert_string_equal(buf_text(&buf), "");
	buf_clear(&buf);
}

static void bytes_add_up(void **state)
{
	struct buf buf = {0};
	char *taken;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		buf_printf(&buf, "%d,", i % 10);
	assert_int_equal(buf.length, 2000);
	assert_true(buf_ends_with(&buf, "8,9,"));
	buf_truncate(&buf, 3);
	buf_add_char(&buf, '!');
	buf_add(&buf, "\0z", 2);
	buf_add_text(&buf, NULL);
	assert_int_equal(buf.length, 6);
	assert_memory_equal(buf.data, "0,1!\0z", 7);
	taken = buf_take(&buf);
	assert_null(buf.data);
	free(taken);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zeroed_buffer_is_empty_text),
		cmocka_unit_test(bytes_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
