#include "support/scratch_store.h"

#include "store/rests.h"

static void save(struct scratch *scratch, const char *host, int64_t until)
{
	const struct rest rest = { .host = host, .until = until };

	scratch_expect(scratch, rests_save(scratch->store, &rest, &scratch->err));
}

static void what_a_host_asked_for_holds_until_it_is_over(void **state)
{
	struct scratch *scratch = *state;
	struct rest_list rests;

	save(scratch, "b.example:443", NOON + 60);
	save(scratch, "a.example:80", NOON + 3600);
	save(scratch, "a.example:80", NOON + 10);
	scratch_reopen(scratch, STORE_WRITE);
	scratch_expect(scratch, rests_load(scratch->store, scratch->arena, NOON, &rests,
					   &scratch->err));
	assert_int_equal(rests.count, 2);
	assert_string_equal(rests.items[0].host, "a.example:80");
	assert_int_equal(rests.items[0].until, NOON + 3600);
	scratch_expect(scratch, rests_load(scratch->store, scratch->arena, NOON + 60, &rests,
					   &scratch->err));
	assert_int_equal(rests.count, 1);
	scratch_expect(scratch, rests_load(scratch->store, scratch->arena, NOON + 3600, &rests,
					   &scratch->err));
	assert_int_equal(rests.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(what_a_host_asked_for_holds_until_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
