#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fetch/robots.h"

static bool allows(const char *file, const char *page)
{
	char *url = mem_printf("https://paper.example%s", page);
	struct buf rules = {0};
	bool allowed;

	robots_select(&rules, file, strlen(file), "granola");
	allowed = robots_allow(buf_text(&rules), url);
	buf_clear(&rules);
	free(url);
	return allowed;
}

struct wish {
	const char *file;
	const char *page;
	bool is_allowed;
};

static void demand(const struct wish *wishes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (allows(wishes[i].file, wishes[i].page) != wishes[i].is_allowed)
			fail_msg("%s of\n%s", wishes[i].page, wishes[i].file);
	}
}

#define DEMAND(wishes) demand(wishes, sizeof(wishes) / sizeof((wishes)[0]))

static void the_group_of_our_name_counts_else_that_of_everybody(void **state)
{
	static const struct wish wishes[] = {
		{"", "/a", true},
		{"User-agent: *\nDisallow: /\n", "/a", false},
		{"User-agent: *\nDisallow: /\n", "/robots.txt", true},
		{"User-agent: other\nDisallow: /\n", "/a", true},
		{"User-agent: granola\nDisallow: /\n", "/a", false},
		{"User-agent: Granola/2.0 (reader)\nDisallow: /\n", "/a", false},
		{"User-agent: granolabar\nDisallow: /\n", "/a", true},
		{"User-agent: *\nDisallow: /\n\nUser-agent: granola\nDisallow: /x\n", "/a", true},
		{"User-agent: granola\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", "/a", true},
		{"User-agent: granola\nAllow: /\n\nUser-agent: *\nDisallow: /\n", "/a", true},
		{"User-agent: granola\nUser-agent: other\nDisallow: /\n", "/a", false},
		{"User-agent: granola\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a", true},
		{"User-agent: granola\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
		 "User-agent: granola\nDisallow: /c\n", "/c", false},
		{"User-agent: granola\nDisallow: /a\nUser-agent: x\nDisallow: /b\n", "/b", true},
		{"User-agent: granola\nSitemap: https://paper.example/map\nUser-agent: x\n"
		 "Disallow: /b\n", "/b", false},
		{"Disallow: /\n", "/a", true},
	};

	(void)state;
	DEMAND(wishes);
}

static void the_longest_rule_decides_and_of_two_as_long_the_kinder(void **state)
{
	static const char file[] =
		"User-agent: *\n"
		"Allow: /news/\n"
		"Disallow: /news/drafts\n"
		"Allow: /news/drafts/open.html\n"
		"Disallow: /same\n"
		"Allow: /same\n"
		"Disallow: /\n";
	static const struct wish wishes[] = {
		{file, "/", false},
		{file, "/other", false},
		{file, "/news/today", true},
		{file, "/news", false},
		{file, "/news/drafts/1", false},
		{file, "/news/drafts/open.html", true},
		{file, "/same/1", true},
		{file, "/NEWS/today", false},
	};

	(void)state;
	DEMAND(wishes);
}

static void stars_stand_for_anything_and_a_dollar_for_the_end(void **state)
{
	static const struct wish wishes[] = {
		{"User-agent: *\nDisallow: /*.pdf\n", "/a/b.pdf?x=1", false},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?x=1", true},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf/b.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$\n", "/pdf", true},
		{"User-agent: *\nDisallow: /a$\n", "/a", false},
		{"User-agent: *\nDisallow: /a$\n", "/ab", true},
		{"User-agent: *\nDisallow: /a*z$\n", "/az", false},
		{"User-agent: *\nDisallow: /a*a$\n", "/a", true},
		{"User-agent: *\nDisallow: /a*$\n", "/abc", false},
		{"User-agent: *\nDisallow: *print\n", "/a/print", false},
		{"User-agent: *\nDisallow: /*/*/x\n", "/a/b/x", false},
		{"User-agent: *\nDisallow: /*/*/x\n", "/a/x", true},
		{"User-agent: *\nDisallow: /**x\n", "/ax", false},
		{"User-agent: *\nDisallow: /a$b\n", "/a$b", false},
		{"User-agent: *\nDisallow: /*?\n", "/a?b", false},
		{"User-agent: *\nDisallow: /*?\n", "/a", true},
		{"User-agent: *\nDisallow: /*\n", "/", false},
		{"User-agent: *\nDisallow: $\n", "/", true},
	};

	(void)state;
	DEMAND(wishes);
}

static void paths_are_compared_whichever_way_they_are_escaped(void **state)
{
	static const struct wish wishes[] = {
		{"User-agent: *\nDisallow: /caf\xc3\xa9\n", "/caf%C3%A9", false},
		{"User-agent: *\nDisallow: /caf%c3%a9\n", "/caf%C3%A9/menu", false},
		{"User-agent: *\nDisallow: /%61bc\n", "/abc", false},
		{"User-agent: *\nDisallow: /abc\n", "/%61bc", false},
		{"User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
		{"User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", false},
		{"User-agent: *\nDisallow: /a%2A\n", "/abc", true},
		{"User-agent: *\nDisallow: /100%\n", "/100%", false},
		{"User-agent: *\nDisallow: /100%\n", "/100%25", false},
		{"User-agent: *\nDisallow: /%c%39\n", "/%25c9", false},
	};

	(void)state;
	DEMAND(wishes);
}

static void files_are_read_however_they_are_written(void **state)
{
	static const struct wish wishes[] = {
		{"\xEF\xBB\xBFUser-agent: *\nDisallow: /a\n", "/a", false},
		{"User-agent: *\r\nDisallow: /a\r\n", "/a", false},
		{"User-agent: *\rDisallow: /a\r", "/a", false},
		{"  USER-AGENT :  *  \n\tdisallow\t:\t/a\t# here\n", "/a", false},
		{"# all\nUser-agent: * # all\n\n\nDisallow: /a", "/a", false},
		{"User-agent: *\nnonsense\n: \nDisallow: /a\n", "/a", false},
		{"User-agent: *\nDisallow: a\n", "/a", true},
		{"User-agent: *\nDisallow: /a b\n", "/a%20b", false},
		{"<html><body>User-agent: *</body></html>", "/a", true},
	};

	(void)state;
	DEMAND(wishes);
}

static void what_is_past_the_limit_is_not_read(void **state)
{
	static const char rule[] = "User-agent: *\nDisallow: /late\n";
	struct buf file = {0};

	(void)state;
	buf_add_text(&file, "User-agent: *\nDisallow: /early\n");
	while (file.length < ROBOTS_MOST_BYTES)
		buf_add_text(&file, "# nothing to see here\n");
	buf_add_text(&file, rule);
	assert_false(allows(buf_text(&file), "/early"));
	assert_true(allows(buf_text(&file), "/late"));
	buf_clear(&file);
}

static void a_site_has_its_file_at_its_root(void **state)
{
	char *url = robots_url("https://paper.example:8443/a/b?c#d");

	(void)state;
	assert_string_equal(url, "https://paper.example:8443/robots.txt");
	free(url);
	assert_null(robots_url("file:///etc/passwd"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_group_of_our_name_counts_else_that_of_everybody),
		cmocka_unit_test(the_longest_rule_decides_and_of_two_as_long_the_kinder),
		cmocka_unit_test(stars_stand_for_anything_and_a_dollar_for_the_end),
		cmocka_unit_test(paths_are_compared_whichever_way_they_are_escaped),
		cmocka_unit_test(files_are_read_however_they_are_written),
		cmocka_unit_test(what_is_past_the_limit_is_not_read),
		cmocka_unit_test(a_site_has_its_file_at_its_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
