#include "support/scratch_store.h"

#include "store/rewrites.h"

enum { DAY = 24 * 3600 };

static struct stored_rewrite rewrite_of(const char *key)
{
	return (struct stored_rewrite){ .key = hash128_text(key) };
}

static void save(struct scratch *scratch, const char *key, const char *text, int64_t now)
{
	struct stored_rewrite rewrite = rewrite_of(key);

	rewrite.text = text;
	scratch_expect(scratch, rewrites_save(scratch->store, &rewrite, 1, now, &scratch->err));
}

static void a_rewrite_is_found_by_what_it_was_made_of(void **state)
{
	struct scratch *scratch = *state;
	struct stored_rewrite found[] = {
		rewrite_of("good"), rewrite_of("refused"), rewrite_of("new"),
	};

	save(scratch, "good", "It sank.", NOON);
	save(scratch, "good", "It sank at noon.", NOON);
	save(scratch, "refused", "", NOON);
	save(scratch, "new", NULL, NOON);
	scratch_reopen(scratch, STORE_READ);
	scratch_expect(scratch, rewrites_load(scratch->store, scratch->arena, found, 3,
					      &scratch->err));
	assert_string_equal(found[0].text, "It sank at noon.");
	assert_string_equal(found[1].text, "");
	assert_null(found[2].text);
}

static void rewrites_are_forgotten_after_a_month(void **state)
{
	struct scratch *scratch = *state;
	struct stored_rewrite found[] = { rewrite_of("old"), rewrite_of("young") };

	save(scratch, "old", "It sank.", NOON - 40 * DAY);
	save(scratch, "young", "It sank.", NOON - 20 * DAY);
	save(scratch, "new", "It sank.", NOON);
	scratch_expect(scratch, rewrites_load(scratch->store, scratch->arena, found, 2,
					      &scratch->err));
	assert_null(found[0].text);
	assert_string_equal(found[1].text, "It sank.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_rewrite_is_found_by_what_it_was_made_of),
		STORE_TEST(rewrites_are_forgotten_after_a_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
