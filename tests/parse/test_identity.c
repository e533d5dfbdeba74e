#include "support/unit.h"

#include "model/entry.h"
#include "parse/identity.h"

static bool is_same(struct entry a, struct entry b)
{
	identity_set(&a, 1);
	identity_set(&b, 1);
	return hash_equal(a.key, b.key);
}

static void an_entry_stays_itself(void **state)
{
	static const struct {
		struct entry a, b;
		bool same;
	} cases[] = {
		{{.guid = "1", .title = "a"}, {.guid = "1", .title = "b"}, true},
		{{.guid = "1"}, {.guid = "2"}, false},
		{{.guid = " 1\n"}, {.guid = "1"}, true},
		{{.guid = "http://example.org/1"}, {.guid = "https://example.org/1"}, true},
		{{.guid = "1", .url = "http://example.org/a"},
		 {.guid = "1", .url = "http://example.org/b"}, true},
		{{.url = "http://example.org/a"}, {.url = "https://example.org/a#b"}, true},
		{{.url = "http://example.org/a?utm_source=x", .title = "a"},
		 {.url = "http://example.org/a", .title = "b"}, true},
		{{.url = "http://example.org/a"}, {.url = "http://example.org/b"}, false},
		{{.title = "a", .content_text = "b"}, {.title = "a", .content_text = "b"}, true},
		{{.title = "a", .content_text = "b"}, {.title = "a", .content_text = "c"}, false},
		{{.title = "ab"}, {.title = "a", .summary = "b"}, false},
		{{.guid = "http://example.org/1"}, {.url = "http://example.org/1"}, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(is_same(cases[i].a, cases[i].b), cases[i].same);
}

static void an_edit_changes_the_content_and_not_the_key(void **state)
{
	struct entry entries[] = {
		{.guid = "1", .title = "a", .content_text = "b"},
		{.guid = "1", .title = "a", .content_text = "c"},
	};

	(void)state;
	identity_set(entries, 2);
	assert_true(hash_equal(entries[0].key, entries[1].key));
	assert_false(hash_equal(entries[0].content_hash, entries[1].content_hash));
}

static void a_guid_for_all_articles_is_told_apart_by_link(void **state)
{
	struct entry entries[] = {
		{.guid = "x", .url = "http://example.org/1", .title = "one"},
		{.guid = "x", .url = "http://example.org/2", .title = "two"},
		{.guid = "x", .url = "http://example.org/2", .title = "two again"},
		{.guid = "y", .url = "http://example.org/1", .title = "three"},
	};

	(void)state;
	assert_int_equal(identity_assign(entries, 4), 3);
	assert_string_equal(entries[0].title, "one");
	assert_string_equal(entries[1].title, "two");
	assert_string_equal(entries[2].title, "three");
}

static void of_repeated_entries_the_first_stays(void **state)
{
	struct entry entries[] = {
		{.guid = "1", .title = "new"}, {.guid = "2"}, {.guid = "1", .title = "old"},
	};

	(void)state;
	assert_int_equal(identity_assign(entries, 3), 2);
	assert_string_equal(entries[0].title, "new");
	assert_string_equal(entries[1].guid, "2");
	assert_int_equal(identity_assign(entries, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_stays_itself),
		cmocka_unit_test(an_edit_changes_the_content_and_not_the_key),
		cmocka_unit_test(a_guid_for_all_articles_is_told_apart_by_link),
		cmocka_unit_test(of_repeated_entries_the_first_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
