/*
 * What a request looks like: nothing in it that the publisher did not ask for.
 */
#include "etiquette/promise.h"
#include "etiquette/visitor.h"

#include <ctype.h>

#include "base/str.h"

static const char body[] =
	"<rss version='2.0'><channel><item><guid>1</guid><title>One</title></item></channel></rss>";

static void no_cookie_no_referer_no_head(void **state)
{
	static const char *const unwanted[] = {
		"Cookie", "Referer", "Range", "Cache-Control", "Pragma", "A-IM", "From",
		"Authorization", "X-Forwarded-For",
	};
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/moved");

	visitor_answer(visitor, "/moved", 302, "Location: /feed\r\nSet-Cookie: a=1; Path=/\r\n", "");
	visitor_answer(visitor, "/feed", 200, "Set-Cookie: b=2; Path=/\r\n", body);
	for (int i = 0; i < 3; i++) {
		visitor_poll(visitor, feed);
		for (size_t j = 0; j < sizeof(unwanted) / sizeof(unwanted[0]); j++)
			assert_null(visitor_header(visitor, unwanted[j]));
		assert_non_null(strstr(visitor_header(visitor, "Accept"), "application/rss+xml"));
		assert_non_null(strstr(visitor_header(visitor, "Accept-Encoding"), "gzip"));
	}
	assert_int_equal(visitor_requests(visitor), 6);
	for (size_t i = 0; i < visitor_requests(visitor); i++)
		assert_true(str_starts(http_server_request(visitor->server, i), "GET /"));
}

static void query_string_byte_exact(void **state)
{
	static const char *const paths[] = {
		"/feed?b=2&a=1&&a=%7e%2F+%20&empty=&u=http://x.example/?q",
		"/feed?", "/a/../b/./feed", "/a//b/%2e?x=[1]{2}|'", "/feed;v=1?utm_source=rss&t=0",
	};
	struct visitor *visitor = *state;

	visitor_answer(visitor, NULL, 200, NULL, body);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct subscription *feed = visitor_follow(visitor, 0, paths[i]);
		const char *target;

		visitor_poll(visitor, feed);
		visitor_poll(visitor, feed);
		assert_int_equal(visitor_requests(visitor), 2 * i + 2);
		target = http_server_request(visitor->server, 2 * i + 1) + strlen("GET ");
		assert_int_equal(strcspn(target, " "), strlen(paths[i]));
		assert_memory_equal(target, paths[i], strlen(paths[i]));
	}
}

static void user_agent_form(void **state)
{
	static const char contact[] = " (+https://example.org/about-bot)";
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	const char *name, *version;

	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_poll(visitor, feed);
	name = visitor_header(visitor, "User-Agent");
	assert_true(str_starts(name, "granola/"));
	version = name + strlen("granola/");
	assert_true(isdigit((unsigned char)*version));
	assert_string_equal(version + strspn(version, "0123456789."), contact);
}

static const struct promise promises[] = {
	{"no_cookie_no_referer_no_head", "050, 051, 060-066, 140, 141",
	 "Every request is a GET: no cookies, no Referer, nothing that defeats a cache; and it"
	 " takes compressed answers.", no_cookie_no_referer_no_head},
	{"query_string_byte_exact", "060-066, 104, 105",
	 "The URL asked for is the one in the configuration, byte for byte: nothing added,"
	 " nothing guessed.", query_string_byte_exact},
	{"user_agent_form", "080-090",
	 "We say who we are, in which version and whom to write to: granola/VERSION (+URL).",
	 user_agent_form},
};

int main(void)
{
	return promises_keep(promises, sizeof(promises) / sizeof(promises[0]));
}
