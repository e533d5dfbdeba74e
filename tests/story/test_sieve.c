#include "support/unit.h"

#include <stdlib.h>

#include "base/hash.h"
#include "story/fingerprint.h"
#include "story/sieve.h"

enum { MOST = 256, TEXTS = 40 };

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Shingles of which any two texts have some in common. */
static struct fingerprint text(uint32_t list[MOST], unsigned which)
{
	struct fingerprint print = { .shingles = list, .shingle_count = which * 6 };
	size_t i;

	for (i = 0; i < print.shingle_count; i++)
		list[i] = (uint32_t)hash_mix(i % 3 == 0 ? i + 1 : which * 1000 + i);
	qsort(list, print.shingle_count, sizeof(*list), by_number);
	return print;
}

static void no_text_shares_more_than_the_sieve_says(void **state)
{
	uint32_t one[MOST], other[MOST];
	struct sieve sieve;
	unsigned i, j;

	(void)state;
	for (i = 0; i < TEXTS; i++) {
		struct fingerprint a = text(one, i);

		sieve_make(&sieve, &a);
		for (j = 0; j < TEXTS; j++) {
			struct fingerprint b = text(other, j);
			size_t most = sieve_most_shared(&sieve, &b);

			assert_true(most >= fingerprint_overlap(&a, &b).shared);
			assert_true(most <= b.shingle_count);
		}
	}
}

static void texts_of_other_wording_fall_through(void **state)
{
	uint32_t one[MOST], other[MOST];
	struct fingerprint a = { .shingles = one, .shingle_count = MOST }, b = a;
	struct sieve sieve;
	uint32_t i;

	(void)state;
	for (i = 0; i < MOST; i++) {
		one[i] = i << 24;
		other[i] = one[i] + (1u << 23);
	}
	b.shingles = other;
	sieve_make(&sieve, &a);
	assert_int_equal(sieve_most_shared(&sieve, &a), MOST);
	assert_int_equal(sieve_most_shared(&sieve, &b), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_text_shares_more_than_the_sieve_says),
		cmocka_unit_test(texts_of_other_wording_fall_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
