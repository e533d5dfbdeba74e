#include "support/unit.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/url.h"
#include "text/url_plain.h"

static void check_resolve(const char *base, const char *reference, const char *expected)
{
	char *url = url_resolve(base, reference);

	if (expected == NULL)
		assert_null(url);
	else
		assert_string_equal(url == NULL ? "(none)" : url, expected);
	free(url);
}

static void references_resolve_as_rfc_3986_says(void **state)
{
	/* The examples of its section 5.4, for a base of http. */
	static const char base[] = "http://a/b/c/d;p?q";
	static const char *const cases[][2] = {
		{"g:h", "g:h"},
		{"g", "http://a/b/c/g"},
		{"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"},
		{"//g", "http://g/"},
		{"?y", "http://a/b/c/d;p?y"},
		{"g?y", "http://a/b/c/g?y"},
		{"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"},
		{"g?y#s", "http://a/b/c/g?y#s"},
		{";x", "http://a/b/c/;x"},
		{"g;x", "http://a/b/c/g;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"},
		{"", "http://a/b/c/d;p?q"},
		{".", "http://a/b/c/"},
		{"./", "http://a/b/c/"},
		{"..", "http://a/b/"},
		{"../", "http://a/b/"},
		{"../g", "http://a/b/g"},
		{"../..", "http://a/"},
		{"../../", "http://a/"},
		{"../../g", "http://a/g"},
		{"../../../g", "http://a/g"},
		{"../../../../g", "http://a/g"},
		{"/./g", "http://a/g"},
		{"/../g", "http://a/g"},
		{"g.", "http://a/b/c/g."},
		{".g", "http://a/b/c/.g"},
		{"g..", "http://a/b/c/g.."},
		{"..g", "http://a/b/c/..g"},
		{"./../g", "http://a/b/g"},
		{"./g/.", "http://a/b/c/g/"},
		{"g/./h", "http://a/b/c/g/h"},
		{"g/../h", "http://a/b/c/h"},
		{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
		{"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/./x", "http://a/b/c/g?y/./x"},
		{"g?y/../x", "http://a/b/c/g?y/../x"},
		{"g#s/../x", "http://a/b/c/g#s/../x"},
		{"http:g", "http://a/b/c/g"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_resolve(base, cases[i][0], cases[i][1]);
}

static void what_people_write_becomes_a_url(void **state)
{
	static const struct {
		const char *base, *reference, *expected;
	} cases[] = {
		{NULL, " \n http://Example.COM \t", "http://example.com/"},
		{NULL, "HTTP://example.com:80/a b", "http://example.com/a%20b"},
		{NULL, "https://example.com:0443", "https://example.com/"},
		{NULL, "https://example.com:", "https://example.com/"},
		{NULL, "https://example.com:8443/", "https://example.com:8443/"},
		{NULL, "http://example.com/a\nb\tc", "http://example.com/abc"},
		{NULL, "http:\\\\example.com\\a\\b?c\\d", "http://example.com/a/b?c\\d"},
		{NULL, "http:example.com/x", "http://example.com/x"},
		{NULL, "https:////example.com//x", "https://example.com//x"},
		{NULL, "http://example.com/%7efoo/%C3%a9", "http://example.com/%7efoo/%C3%a9"},
		{NULL, "http://example.com/100%", "http://example.com/100%"},
		{NULL, "http://example.com/\xc3\xa9?\xc3\xa9#\xc3\xa9",
		 "http://example.com/%C3%A9?%C3%A9#%C3%A9"},
		{NULL, "http://example.com/a/%2e%2E/b", "http://example.com/b"},
		{NULL, "http://example.com/<a>?<b>\"'", "http://example.com/%3Ca%3E?%3Cb%3E%22'"},
		{NULL, "http://b\xc3\xbc" "cher.example/", "http://xn--bcher-kva.example/"},
		{NULL, "http://B\xc3\x9c" "CHER.example/", "http://xn--bcher-kva.example/"},
		{NULL, "http://fa\xc3\x9f.example/", "http://xn--fa-hia.example/"},
		{NULL, "http://\xcb\x9c.example/", NULL},
		{NULL, "x:/.//b", "x:/.//b"},
		{NULL, "http://example..com/", NULL},
		{NULL, "http://.example.com/", NULL},
		{NULL, "http://66../", NULL},
		{NULL, "http://%65xample.com/", "http://example.com/"},
		{NULL, "http://example.com./", "http://example.com./"},
		{NULL, "http://a_b.example.com/", "http://a_b.example.com/"},
		{NULL, "http://0x7f.1/", "http://127.0.0.1/"},
		{NULL, "http://2130706433/", "http://127.0.0.1/"},
		{NULL, "http://127.0.0.01:80/", "http://127.0.0.1/"},
		{NULL, "http://1.2.3.256/", NULL},
		{NULL, "http://1.2.3.4.5/", NULL},
		{NULL, "http://[2001:DB8::0:1]:80/", "http://[2001:db8::1]/"},
		{NULL, "http://[::1/", NULL},
		{NULL, "http://user:pass@example.com/", "http://user:pass@example.com/"},
		{NULL, "http://a@b@example.com/", "http://a%40b@example.com/"},
		{"http://example.com/", " \x01 ", "http://example.com/"},
		{NULL, "http://a:1:2/", NULL},
		{NULL, "x://a::/", NULL},
		{NULL, "x://[a::/", NULL},
		{NULL, "http://", NULL},
		{NULL, "http:///", NULL},
		{NULL, "http://exa mple.com/", NULL},
		{NULL, "http://example.com:port/", NULL},
		{NULL, "http://example.com:65536/", NULL},
		{NULL, "relative/path", NULL},
		{NULL, "//example.com/", NULL},
		{NULL, "", NULL},
		{"", "x", NULL},
		{"relative", "x", NULL},
		{"https://example.com", "x", "https://example.com/x"},
		{"https://example.com/a/b", "//other.example/x", "https://other.example/x"},
		{"https://example.com/a/b", "http:x", "http://x/"},
		{"https://example.com/a/b", "\\x", "https://example.com/x"},
		{"https://example.com/a?b#c", "#d", "https://example.com/a?b#d"},
		{"https://example.com/a?b#c", "", "https://example.com/a?b"},
		{"mailto:a@example.com", "x", NULL},
		{"https://example.com/", "mailto:a@example.com", "mailto:a@example.com"},
		{"https://example.com/", "MAILTO:a@example.com", "mailto:a@example.com"},
		{"https://example.com/", "urn:uuid:1225c695", "urn:uuid:1225c695"},
		{"https://example.com/", "tag:example.com,2004:/a/../b", "tag:example.com,2004:/a/../b"},
		{"https://example.com/", "12:30", "https://example.com/12:30"},
		{"https://example.com/a", "b:c/d?e", "b:c/d?e"},
		{"file:///usr/share/x.xml", "y.xml", "file:///usr/share/y.xml"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_resolve(cases[i].base, cases[i].reference, cases[i].expected);
}

static void pages_that_are_the_same_have_one_form(void **state)
{
	static const char *const cases[][2] = {
		{"http://www.Example.com:80/", "https://example.com"},
		{"https://example.com", "https://example.com"},
		{"https://example.com:8443/x/", "https://example.com:8443/x"},
		{"https://example.com/a/../b/./c/", "https://example.com/b/c"},
		{"https://example.com/%7Eme/%e2%82%ac", "https://example.com/~me/%E2%82%AC"},
		{"https://example.com/x#part", "https://example.com/x"},
		{"https://example.com/x?utm_source=rss&id=3&fbclid=abc", "https://example.com/x?id=3"},
		{"https://example.com/x?UTM_Medium=a&at_campaign=b", "https://example.com/x"},
		{"https://example.com/x?b=2&a=1", "https://example.com/x?b=2&a=1"},
		{"https://example.com/x?&", "https://example.com/x"},
		{"https://example.com/?p=12", "https://example.com?p=12"},
		{"https://example.com/story/amp/", "https://example.com/story"},
		{"https://example.com/story.amp.html", "https://example.com/story.html"},
		{"https://amp.example.com/story?amp=1", "https://example.com/story"},
		{"https://example.com/story?outputType=amp", "https://example.com/story"},
		{"https://www.google.com/amp/s/www.example.com/x/amp", "https://example.com/x"},
		{"https://example-com.cdn.ampproject.org/c/s/example.com/x", "https://example.com/x"},
		{"https://example.com/100%", "https://example.com/100%25"},
		{"https://example.com/x?utm%5Fsource=rss", "https://example.com/x"},
		{"https://example.com./x/amp//amp/", "https://example.com/x"},
		{"https://example.com/a/..amp", "https://example.com/a/..amp"},
		{"https://example.com/stamp", "https://example.com/stamp"},
		{"https://www.com/", "https://www.com"},
		{"https://user@example.com/x", "https://example.com/x"},
		{"mailto:a@example.com", NULL},
		{"/x", NULL},
		{"", NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *form = url_canonical(cases[i][0]);

		if (cases[i][1] == NULL)
			assert_null(form);
		else
			assert_string_equal(form, cases[i][1]);
		free(form);
	}
}

static void a_host_and_its_owner_are_found(void **state)
{
	static const struct {
		const char *url, *host, *domain;
	} cases[] = {
		{"https://News.Example.co.uk:8080/x", "news.example.co.uk", "example.co.uk"},
		{"https://example.com", "example.com", "example.com"},
		{"https://a.b.example.com/", "a.b.example.com", "example.com"},
		{"https://b\xc3\xbc" "cher.example.de/", "xn--bcher-kva.example.de", "example.de"},
		{"http://192.0.2.1/", "192.0.2.1", "192.0.2.1"},
		{"http://[2001:db8::1]:80/", "[2001:db8::1]", "[2001:db8::1]"},
		{"http://localhost/", "localhost", "localhost"},
		{"mailto:a@example.com", NULL, NULL},
		{"no url", NULL, NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *host = url_host(cases[i].url);
		char *domain = url_registrable_domain(cases[i].url);

		assert_string_equal(host == NULL ? "(none)" : host,
				    cases[i].host == NULL ? "(none)" : cases[i].host);
		assert_string_equal(domain == NULL ? "(none)" : domain,
				    cases[i].domain == NULL ? "(none)" : cases[i].domain);
		free(host);
		free(domain);
	}
}

static void only_http_with_a_host_is_of_the_web(void **state)
{
	(void)state;
	assert_true(url_is_web("https://example.com/x"));
	assert_true(url_is_web("HTTP://example.com"));
	assert_true(url_is_web("http://127.0.0.1:8080/"));
	assert_false(url_is_web("ftp://example.com/"));
	assert_false(url_is_web("javascript:alert(1)"));
	assert_false(url_is_web("java\nscript:alert(1)"));
	assert_false(url_is_web("http://"));
	assert_false(url_is_web("http://exa mple.com/"));
	assert_false(url_is_web("http://example.com:99999/"));
	assert_false(url_is_web("//example.com/"));
	assert_false(url_is_web("example.com"));
	assert_false(url_is_web(""));
	assert_false(url_is_web(NULL));
}

static void tracking_parameters_are_known_by_name(void **state)
{
	static const char *const yes[] = {"utm_source", "UTM_X", "fbclid", "gclid", "mc_eid"};
	static const char *const no[] = {"", "id", "p", "utm", "ref", "page", "v", "q"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		assert_true(url_is_tracking_parameter(yes[i], strlen(yes[i])));
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		assert_false(url_is_tracking_parameter(no[i], strlen(no[i])));
}

static void a_plain_url_is_what_the_long_way_gives(void **state)
{
	static const struct {
		const char *url;
		bool plain;
	} cases[] = {
		{"https://example.org/", true},
		{"http://www.example.org/a/b.html?c=d&e=f#g", true},
		{"https://a-b.example.org/~x/(y)", true},
		{"https://example.org", false},
		{"https://Example.org/", false},
		{"https://example.org:80/", false},
		{"https://example.org/a/../b", false},
		{"https://example.org/%41", false},
		{"https://example.org/a b", false},
		{"https://127.1/", false},
		{"https://example.0x7f/", false},
		{"https://xn--mnchen-3ya.de/", false},
		{"https://-a.example/", false},
		{"https://a..example/", false},
		{"https://example.org./", false},
		{"ftp://example.org/", false},
		{"/a", false},
		{"", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *tabbed = mem_printf("%s\t", cases[i].url);
		char *resolved = url_resolve(NULL, tabbed);

		assert_int_equal(url_plain(cases[i].url), cases[i].plain);
		if (cases[i].plain)
			assert_string_equal(resolved, cases[i].url);
		free(resolved);
		free(tabbed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_resolve_as_rfc_3986_says),
		cmocka_unit_test(what_people_write_becomes_a_url),
		cmocka_unit_test(pages_that_are_the_same_have_one_form),
		cmocka_unit_test(a_host_and_its_owner_are_found),
		cmocka_unit_test(only_http_with_a_host_is_of_the_web),
		cmocka_unit_test(tracking_parameters_are_known_by_name),
		cmocka_unit_test(a_plain_url_is_what_the_long_way_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
