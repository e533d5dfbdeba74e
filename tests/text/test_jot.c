#include "support/unit.h"

#include <jansson.h>

#include "text/jot.h"

static void what_is_written_reads_back_as_the_same(void **state)
{
	static const char text[] =
		"a \"b\" \\ / \b\t\n\f\r \x01\x1f\x7f caf\xc3\xa9 \xf0\x9f\x8c\xbe";
	struct jot jot = {0};
	json_t *read, *list;

	(void)state;
	jot_object(&jot, NULL);
	jot_text(&jot, text, text);
	jot_text(&jot, "nothing", NULL);
	jot_list(&jot, "list");
	jot_number(&jot, NULL, INT64_MIN);
	jot_bool(&jot, NULL, true);
	jot_object(&jot, NULL);
	jot_end_object(&jot);
	jot_end_list(&jot);
	jot_bool(&jot, "no", false);
	jot_end_object(&jot);
	read = json_loads(buf_text(&jot.out), 0, NULL);
	assert_non_null(read);
	assert_int_equal(json_object_size(read), 3);
	assert_string_equal(json_string_value(json_object_get(read, text)), text);
	assert_true(json_is_false(json_object_get(read, "no")));
	list = json_object_get(read, "list");
	assert_int_equal(json_array_size(list), 3);
	assert_true(json_integer_value(json_array_get(list, 0)) == INT64_MIN);
	assert_true(json_is_true(json_array_get(list, 1)));
	assert_true(json_is_object(json_array_get(list, 2)));
	json_decref(read);
	buf_clear(&jot.out);
}

static void it_is_laid_out_for_people(void **state)
{
	struct jot jot = {0};

	(void)state;
	jot_object(&jot, NULL);
	jot_list(&jot, "tags");
	jot_text(&jot, NULL, "one");
	jot_text(&jot, NULL, "two");
	jot_end_list(&jot);
	jot_list(&jot, "items");
	jot_end_list(&jot);
	jot_end_object(&jot);
	assert_string_equal(buf_text(&jot.out), "{\n"
						"  \"tags\": [\n"
						"    \"one\",\n"
						"    \"two\"\n"
						"  ],\n"
						"  \"items\": []\n"
						"}");
	buf_clear(&jot.out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_reads_back_as_the_same),
		cmocka_unit_test(it_is_laid_out_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
