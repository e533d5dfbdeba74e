#include "support/unit.h"

#include "base/arena.h"
#include "text/mailbox.h"

#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10

static void addresses_are_taken_as_people_write_them(void **state)
{
	static const struct {
		const char *text, *name, *address;
	} cases[] = {
		{ "jane@example.org", "", "jane@example.org" },
		{ "  jane@example.org  ", "", "jane@example.org" },
		{ "<jane@example.org>", "", "jane@example.org" },
		{ "Jane Example <jane@example.org>", "Jane Example", "jane@example.org" },
		{ "Jane Example<jane@example.org>", "Jane Example", "jane@example.org" },
		{ "\"Example, Jane\" <jane@example.org>", "Example, Jane", "jane@example.org" },
		{ "\"a \\\"b\\\" c\" <jane@example.org>", "a \"b\" c", "jane@example.org" },
		{ "Jané ☃ <jane@example.org>", "Jané ☃", "jane@example.org" },
		{ "A <b@c> <jane@example.org>", "A <b@c>", "jane@example.org" },
		{ "Jane.O'Neil+news=x@Example.ORG", "", "Jane.O'Neil+news=x@example.org" },
		{ "root@localhost", "", "root@localhost" },
		{ "jane@bücher.example", "", "jane@xn--bcher-kva.example" },
		{ X60 "1234@example.org", "", X60 "1234@example.org" },
	};
	struct arena *arena = arena_new();
	struct mailbox mailbox;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (!mailbox_parse(&mailbox, arena, cases[i].text))
			fail_msg("'%s' is no address", cases[i].text);
		assert_string_equal(mailbox.name, cases[i].name);
		assert_string_equal(mailbox.address, cases[i].address);
	}
	arena_free(arena);
}

static void what_could_mean_something_else_is_no_address(void **state)
{
	static const char *const cases[] = {
		"", " ", "jane", "@example.org", "jane@", "jane@@example.org",
		"jane@example.org jack@example.org", "jane@example.org, jack@example.org",
		"Jane <jane@example.org", "Jane jane@example.org>", "jane example@example.org",
		"-oQ/tmp@example.org", "<-f@example.org>",
		".jane@example.org", "jane.@example.org", "ja..ne@example.org",
		"\"jane doe\"@example.org", "jan\xc3\xa9@example.org", "jane@example..org",
		"jane@.example.org", "jane@example.org.", "jane@exa mple.org", "jane@[192.0.2.1]",
		"jane@192.0.2.1", "jane@2", "jane@exa%6dple.org", "jane@example.org/x",
		"jane@example.org\r\nBcc: jack@example.org", "jane\n@example.org",
		"Jane <jane@example.org\n>", "<>", "jane@example.org>", "jane@exam_ple.org",
		X60 "12345@example.org", "jane@" X60 "." X60 "." X60 "." X60 "." X10 ".example",
	};
	struct arena *arena = arena_new();
	struct mailbox mailbox;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (mailbox_parse(&mailbox, arena, cases[i]))
			fail_msg("'%s' is taken for %s", cases[i], mailbox.address);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_taken_as_people_write_them),
		cmocka_unit_test(what_could_mean_something_else_is_no_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
