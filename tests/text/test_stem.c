#include "support/unit.h"

#include "config.h"
#include "text/stem.h"

static void a_stem_is_the_word_without_its_ending_or_the_word(void **state)
{
	struct stem *english = stem_new("en"), *unknown = stem_new("xx");
	size_t length = 9;
	const char *stem = stem_word(english, "elections", &length);

	(void)state;
#ifdef HAVE_LIBSTEMMER
	assert_int_equal(length, 5);
	assert_memory_equal(stem, "elect", 5);
#else
	assert_int_equal(length, 9);
	assert_memory_equal(stem, "elections", 9);
#endif
	length = 9;
	assert_memory_equal(stem_word(unknown, "elections", &length), "elections", 9);
	assert_int_equal(length, 9);
	stem_free(english);
	stem_free(unknown);
	stem_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stem_is_the_word_without_its_ending_or_the_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
