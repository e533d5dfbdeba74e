#include "support/unit.h"

#include <errno.h>

#include "base/err.h"

static void wrapping_puts_the_outer_action_first(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(err_set(&err, ERR_DATA, "no %s", "root element"), -1);
	assert_int_equal(err_wrap(&err, "feed %d", 7), -1);
	assert_string_equal(err.text, "feed 7: no root element");
	assert_int_equal(err.code, ERR_DATA);
}

static void errno_is_said_in_words(void **state)
{
	struct err err;

	(void)state;
	errno = ENOENT;
	err_set_errno(&err, ERR_NO_INPUT, "cannot open x");
	assert_string_equal(err.text, "cannot open x: No such file or directory");
}

static void overlong_text_is_cut_not_overrun(void **state)
{
	char longer[2000];
	struct err err;

	(void)state;
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	err_set(&err, ERR_DATA, "%s", longer);
	err_wrap(&err, "%s", longer);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void nobody_has_to_listen(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, ERR_IO, "lost"), -1);
	assert_int_equal(err_wrap(NULL, "more"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapping_puts_the_outer_action_first),
		cmocka_unit_test(errno_is_said_in_words),
		cmocka_unit_test(overlong_text_is_cut_not_overrun),
		cmocka_unit_test(nobody_has_to_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
