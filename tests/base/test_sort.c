#include "support/unit.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/sort.h"

enum { MOST = 3000 };

/* Numbers that look random; with few bits, many are equal. */
static void fill(struct sort_key *keys, size_t count, uint64_t seed, uint32_t mask)
{
	size_t i;

	for (i = 0; i < count; i++)
		keys[i] = (struct sort_key){
			(uint32_t)hash_mix(seed * MOST + i + 1) & mask, (uint32_t)i };
}

static void assert_in_order(const struct sort_key *keys, size_t count, uint64_t seed,
			    uint32_t mask)
{
	struct sort_key *before = calloc(count + 1, sizeof(*before));
	size_t i;

	fill(before, count, seed, mask);
	for (i = 0; i < count; i++) {
		assert_int_equal(before[keys[i].index].number, keys[i].number);
		before[keys[i].index].number = ~keys[i].number;		/* nobody comes twice */
		if (i == 0)
			continue;
		assert_true(keys[i - 1].number <= keys[i].number);
		if (keys[i - 1].number == keys[i].number)
			assert_true(keys[i - 1].index < keys[i].index);
	}
	free(before);
}

static void keys_come_out_in_order_and_equal_ones_as_they_came(void **state)
{
	static const size_t counts[] = { 0, 1, 2, 31, 32, 33, 255, 511, 512, 513, MOST };
	static const uint32_t masks[] = { UINT32_MAX, 0, 1, 0xf0, 0xff00, 0xff0000ff, 0x80000000 };
	struct sort_key *keys = calloc(MOST, sizeof(*keys));
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (j = 0; j < sizeof(masks) / sizeof(masks[0]); j++) {
			fill(keys, counts[i], i, masks[j]);
			sort_keys(keys, counts[i]);
			assert_in_order(keys, counts[i], i, masks[j]);
		}
	free(keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_come_out_in_order_and_equal_ones_as_they_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
