#include "support/unit.h"

#include "config/options.h"

static void every_option_can_be_found_by_its_name(void **state)
{
	int type;
	size_t i;

	(void)state;
	for (type = 0; type < SECTION_TYPES; type++) {
		const struct section_options *section = options_of(type);

		assert_ptr_equal(options_find_section(section->name), section);
		for (i = 0; i < section->count; i++)
			assert_ptr_equal(options_find(section, section->options[i].name),
					 &section->options[i]);
		assert_null(options_find(section, "nothing"));
	}
	assert_null(options_find_section("nothing"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_can_be_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
