#include "support/unit.h"

#include "base/hash.h"

/* Hashes are stored, so these numbers must never change. */
static void hashes_mean_the_same_in_every_release(void **state)
{
	struct hash hash = hash128_text("granola");

	(void)state;
	assert_int_equal(hash64("", 0), 0x2b3455a75d4d9355);
	assert_int_equal(hash64("granola", 7), 0x5fd626d99c025046);
	assert_int_equal(hash.high, 0x1d6cab958d54d756);
	assert_int_equal(hash.low, 0xa77da3ef32fd95ed);
}

static void length_and_every_byte_count(void **state)
{
	char bytes[40] = {0};
	size_t i;

	(void)state;
	assert_int_not_equal(hash64(bytes, 7), hash64(bytes, 8));
	for (i = 0; i < sizeof(bytes); i++) {
		uint64_t before = hash64(bytes, sizeof(bytes));
		struct hash long_before = hash128(bytes, sizeof(bytes));

		bytes[i] = 1;
		assert_int_not_equal(before, hash64(bytes, sizeof(bytes)));
		assert_false(hash_equal(long_before, hash128(bytes, sizeof(bytes))));
	}
}

static void no_text_hashes_as_empty_text(void **state)
{
	(void)state;
	assert_true(hash_equal(hash128_text(NULL), hash128_text("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_mean_the_same_in_every_release),
		cmocka_unit_test(length_and_every_byte_count),
		cmocka_unit_test(no_text_hashes_as_empty_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
