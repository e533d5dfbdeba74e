#include "support/unit.h"

#include <stdlib.h>

#include "fetch/address.h"
#include "fetch/libcurl.h"

static void a_url_says_whose_turn_it_takes(void **state)
{
	static const struct {
		const char *url;
		enum address_kind kind;
		const char *key;
		const char *name;
	} cases[] = {
		{"http://example.org/feed", ADDRESS_WEB, "example.org:80", "example.org"},
		{"HTTPS://user:x@Example.ORG/a?b", ADDRESS_WEB, "example.org:443", "example.org"},
		{"http://example.org:8080", ADDRESS_WEB, "example.org:8080", "example.org:8080"},
		{"https://example.org:80/", ADDRESS_WEB, "example.org:80", "example.org:80"},
		{"http://[::1]:80/", ADDRESS_WEB, "[::1]:80", "[::1]"},
		{"file:///x", ADDRESS_FILE, "file:///x", "file:///x"},
		{"ftp://example.org/", ADDRESS_OTHER, "ftp://example.org/", "ftp://example.org/"},
		{"http://", ADDRESS_OTHER, "http://", "http://"},
		{"", ADDRESS_OTHER, "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct address address;

		address_parse(&address, cases[i].url);
		assert_int_equal(address.kind, cases[i].kind);
		assert_string_equal(address.key, cases[i].key);
		assert_string_equal(address_name(&address), cases[i].name);
		address_clear(&address);
	}
}

static void a_host_too_long_for_any_name_is_none(void **state)
{
	char url[300] = "http://";
	struct address address;

	(void)state;
	memset(url + 7, 'a', 256);
	address_parse(&address, url);
	assert_int_equal(address.kind, ADDRESS_OTHER);
	address_clear(&address);
	url[7 + 255] = '\0';
	address_parse(&address, url);
	assert_int_equal(address.kind, ADDRESS_WEB);
	address_clear(&address);
}

static void secrets_are_shared_with_the_same_host_or_its_https(void **state)
{
	static const struct {
		const char *from;
		const char *to;
		bool may_share;
	} cases[] = {
		{"http://a.org/x", "http://a.org/y", true},
		{"http://a.org/x", "http://A.org:80/y", true},
		{"http://a.org/", "https://a.org/", true},
		{"https://a.org/", "http://a.org/", false},
		{"http://a.org/", "http://b.a.org/", false},
		{"http://a.org/", "http://a.org:8080/", false},
		{"http://a.org:8080/", "https://a.org/", false},
		{"http://a.org/", "https://a.org:8443/", false},
		{"http://a.org/", "ftp://a.org/", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct address from, to;

		address_parse(&from, cases[i].from);
		address_parse(&to, cases[i].to);
		if (address_may_share(&from, &to) != cases[i].may_share)
			fail_msg("%s to %s", cases[i].from, cases[i].to);
		address_clear(&from);
		address_clear(&to);
	}
}

static void a_file_url_names_a_path_of_this_machine(void **state)
{
	static const struct {
		const char *url;
		const char *path;
	} cases[] = {
		{"file:///a/b", "/a/b"},
		{"FILE:///a%20b%25", "/a b%"},
		{"file://localhost/a", "/a"},
		{"file:/a", "/a"},
		{"file://host/a", NULL},
		{"file:////host/a", NULL},
		{"file:a", NULL},
		{"file:", NULL},
		{"http://a/", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *path = address_path(cases[i].url);

		if (cases[i].path == NULL)
			assert_null(path);
		else
			assert_string_equal(path, cases[i].path);
		free(path);
	}
}

static int load(void **state)
{
	struct err err;

	(void)state;
	return libcurl_load(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_url_says_whose_turn_it_takes),
		cmocka_unit_test(a_host_too_long_for_any_name_is_none),
		cmocka_unit_test(secrets_are_shared_with_the_same_host_or_its_https),
		cmocka_unit_test(a_file_url_names_a_path_of_this_machine),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
