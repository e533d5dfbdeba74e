#include "support/unit.h"

#include "base/arena.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *last = NULL;
	size_t size, i;

	(void)state;
	for (size = 1; size < 20000; size = size * 3 / 2 + 1) {
		unsigned char *now = arena_alloc(arena, size);

		assert_int_equal((uintptr_t)now % _Alignof(max_align_t), 0);
		for (i = 0; i < size; i++)
			assert_int_equal(now[i], 0);
		memset(now, 0xff, size);
		assert_ptr_not_equal(now, last);
		last = now;
	}
	arena_free(arena);
}

static void texts_survive_until_the_arena_dies(void **state)
{
	struct arena *arena = arena_new();
	const char *texts[2000];
	int i;

	(void)state;
	for (i = 0; i < 2000; i++)
		texts[i] = arena_printf(arena, "text number %d", i);
	assert_string_equal(texts[0], "text number 0");
	assert_string_equal(texts[1999], "text number 1999");
	assert_string_equal(arena_dup_bytes(arena, "abcdef", 3), "abc");
	assert_null(arena_dup(arena, NULL));
	assert_true(arena_size(arena) >= 2000 * 14);
	arena_free(arena);
	arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(texts_survive_until_the_arena_dies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
