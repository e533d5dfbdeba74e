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

/* Leaves of a text every so many shingles only. */
static void sample(struct fingerprint *print, uint32_t *list, unsigned level)
{
	size_t kept = 0, i;

	for (i = 0; i < print->shingle_count; i++)
		if ((list[i] & ((1u << level) - 1)) == 0)
			list[kept++] = list[i];
	print->shingle_count = kept;
	print->level = level;
}

static size_t count_shared(const struct fingerprint *a, const struct fingerprint *b, unsigned level)
{
	size_t shared = 0, i, j;

	for (i = 0; i < a->shingle_count; i++)
		for (j = 0; j < b->shingle_count; j++)
			shared += a->shingles[i] == b->shingles[j] &&
				  (a->shingles[i] & ((1u << level) - 1)) == 0;
	return shared;
}

static void assert_tells(const struct fingerprint *a, const struct fingerprint *b)
{
	unsigned level = a->level > b->level ? a->level : b->level;
	struct overlap overlap;
	struct sieve sieve;

	sieve_make(&sieve, a);
	overlap = sieve_overlap(&sieve, b);
	assert_int_equal(overlap.shared, count_shared(a, b, level));
	assert_true(overlap.shared <= overlap.smaller);
	assert_true(sieve_most_shared(&sieve, b) >= overlap.shared);
	assert_true(sieve_most_shared(&sieve, b) <= b->shingle_count);
}

static void a_sieve_tells_what_is_shared_and_never_less_at_most(void **state)
{
	uint32_t one[MOST], other[MOST];
	unsigned i, j;

	(void)state;
	for (i = 0; i < TEXTS; i++)
		for (j = 0; j < TEXTS; j++) {
			struct fingerprint a = text(one, i), b = text(other, j);

			sample(&a, one, i % 3);
			sample(&b, other, j % 2);
			assert_tells(&a, &b);
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
		cmocka_unit_test(a_sieve_tells_what_is_shared_and_never_less_at_most),
		cmocka_unit_test(texts_of_other_wording_fall_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
