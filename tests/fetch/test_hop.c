#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "fetch/fetch.h"
#include "support/http_server.h"
#include "support/world.h"

static void a_proxy_does_not_get_around_the_guard(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {
		.url = "http://127.0.0.1:1/",
		.proxy = http_server_url(world->server, 0, ""),
	};

	assert_int_equal(world_fetch(world, &request).result, FEED_REFUSED);
	assert_int_equal(http_server_request_count(world->server), 0);
}

static void redirects_are_followed_and_permanent_ones_remembered(void **state)
{
	static const struct {
		int first, second;
		const char *moved_to;
	} cases[] = {
		{301, 308, "/c"},
		{308, 302, "/b"},
		{302, 301, NULL},
		{307, 303, NULL},
	};
	struct world *world = *state;

	world_reply(world, &(struct http_reply){.path = "/c", .body = "here"});
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fetch_response response;

		world_redirect(world, "/a", cases[i].first, "b");
		world_redirect(world, "/b", cases[i].second, "/c");
		response = world_get(world, "/a");
		assert_int_equal(response.result, FEED_OK);
		assert_string_equal(response.body, "here");
		assert_string_equal(response.url, http_server_url(world->server, 0, "/c"));
		if (cases[i].moved_to == NULL)
			assert_null(response.moved_to);
		else
			assert_string_equal(response.moved_to,
					    http_server_url(world->server, 0, cases[i].moved_to));
	}
}

static void one_who_stays_is_told_where_it_leads(void **state)
{
	struct world *world = *state;
	const struct fetch_request request = {
		.url = http_server_url(world->server, 0, "/dir/a"),
		.allow_private = true,
		.stays = true,
	};
	struct fetch_response response;

	world_redirect(world, "/dir/a", 301, "b?x=1");
	response = world_fetch(world, &request);
	assert_int_equal(response.result, FEED_HTTP_ERROR);
	assert_int_equal(response.status, 301);
	assert_string_equal(response.redirect, http_server_url(world->server, 0, "/dir/b?x=1"));
	assert_string_equal(response.url, request.url);
	assert_int_equal(http_server_request_count(world->server), 1);
	world_reply(world, &(struct http_reply){.path = "/dir/a", .status = 500});
	assert_null(world_fetch(world, &request).redirect);
}

static void redirects_without_end_are_not_followed(void **state)
{
	struct world *world = *state;
	struct fetch_response response;

	world_redirect(world, NULL, 302, "/again");
	response = world_get(world, "/");
	assert_int_equal(response.result, FEED_REFUSED);
	world_assert_has(response.error, "redirects more than 5 times");
	assert_int_equal(http_server_request_count(world->server), 6);
}

/* What a redirect's page is like does not matter. */
static void redirects_are_followed_whatever_comes_with_them(void **state)
{
	static const struct http_reply replies[] = {
		{.body = "moved", .claimed_length = 1000, .ending = HTTP_CLOSE},
		{.body = "moved", .claimed_length = 1000, .ending = HTTP_RESET},
		{.body = "m", .claimed_length = 1UL << 40},
		{.headers = "Location: /b\r\nContent-Encoding: gzip\r\n", .body = "no gzip"},
	};
	struct world *world = *state;
	struct fetch_response response;

	world_reply(world, &(struct http_reply){.path = "/b", .body = "here"});
	for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
		struct http_reply answer = replies[i];

		answer.path = "/a";
		answer.status = 302;
		if (answer.headers == NULL)
			answer.headers = "Location: /b\r\n";
		world_reply(world, &answer);
		response = world_get(world, "/a");
		if (response.result != FEED_OK)
			fail_msg("case %zu: %s", i, response.error);
		assert_string_equal(response.body, "here");
	}
}

static void redirects_lead_nowhere_but_the_web(void **state)
{
	static const char *const targets[] = {
		"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x",
		"data:text/xml,<rss/>", "javascript:alert(1)", "dict://127.0.0.1/x",
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		struct fetch_response response;

		world_redirect(world, "/", 301, targets[i]);
		response = world_get(world, "/");
		assert_int_equal(response.result, FEED_REFUSED);
		world_assert_has(response.error, "redirected to ");
		assert_string_equal(response.body, "");
	}
}

static void secrets_stay_with_the_host_they_are_for(void **state)
{
	static const char *const headers[] = {"X-Key: secret"};
	struct world *world = *state;
	struct fetch_request request = {
		.url = http_server_url(world->server, 0, "/here"),
		.headers = headers,
		.header_count = 1,
		.credentials = "user:password",
		.etag = "\"1\"",
		.allow_private = true,
	};

	world_redirect(world, "/here", 302, "/still-here");
	world_redirect(world, "/still-here", 302, http_server_url(world->server, 1, "/there"));
	world_redirect(world, "/there", 302, http_server_url(world->server, 0, "/back"));
	world_reply(world, &(struct http_reply){.path = "/back", .body = "x"});
	assert_int_equal(world_fetch(world, &request).result, FEED_OK);
	world_assert_has(http_server_request(world->server, 1), "X-Key");
	world_assert_has(http_server_request(world->server, 1), "Authorization");
	for (size_t i = 2; i < 4; i++) {
		world_assert_lacks(http_server_request(world->server, i), "X-Key");
		world_assert_lacks(http_server_request(world->server, i), "Authorization");
	}
	world_assert_has(http_server_request(world->server, 3), "If-None-Match");
}

static void a_host_that_throttles_is_left_alone_by_all(void **state)
{
	struct world *world = *state;
	struct fetch_request other = {
		.url = http_server_url(world->server, 1, "/"),
		.allow_private = true,
	};
	struct fetch_response response;

	world_reply(world, &(struct http_reply){.body = "x"});
	world_reply(world, &(struct http_reply){
		.path = "/busy", .status = 429, .headers = "Retry-After: 120\r\n"});
	response = world_get(world, "/busy");
	assert_int_equal(response.result, FEED_THROTTLED);
	assert_int_equal(response.retry_after, 120);
	response = world_get(world, "/other");
	assert_int_equal(response.result, FEED_THROTTLED);
	assert_true(response.retry_after > 115 && response.retry_after <= 120);
	world_assert_has(response.error, "asked to be left alone for another");
	assert_int_equal(http_server_request_count(world->server), 1);
	assert_int_equal(world_fetch(world, &other).result, FEED_OK);
}

static void files_are_read_where_the_request_itself_names_them(void **state)
{
	char path[] = "/tmp/granola test-XXXXXX";
	int fd = mkstemp(path);
	struct world *world = *state;
	struct fetch_request request = {0};
	struct fetch_response response;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "<rss/>", 6), 6);
	close(fd);
	request.url = arena_printf(world->arena, "file:///tmp/granola%%20%s", path + 13);
	response = world_fetch(world, &request);
	assert_int_equal(response.result, FEED_OK);
	assert_string_equal(response.body, "<rss/>");
	assert_int_equal(response.status, 0);
	request.max_size = 5;
	assert_int_equal(world_fetch(world, &request).result, FEED_TOO_LARGE);
	unlink(path);
	response = world_fetch(world, &request);
	assert_int_equal(response.result, FEED_UNREADABLE);
	world_assert_has(response.error, "No such file");
}

static void what_cannot_be_read_or_asked_says_so(void **state)
{
	static const struct {
		const char *url;
		enum feed_result result;
	} cases[] = {
		{"file:///dev/zero", FEED_UNREADABLE},
		{"file:///", FEED_UNREADABLE},
		{"file://elsewhere/etc/passwd", FEED_UNREADABLE},
		{"ftp://127.0.0.1/", FEED_REFUSED},
		{"http://", FEED_REFUSED},
		{"http://a b/", FEED_REFUSED},
		{"nonsense", FEED_REFUSED},
		{"", FEED_REFUSED},
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fetch_request request = {.url = cases[i].url};
		struct fetch_response response = world_fetch(world, &request);

		assert_int_equal(response.result, cases[i].result);
		assert_non_null(response.error);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
		TEST(a_proxy_does_not_get_around_the_guard),
		TEST(redirects_are_followed_and_permanent_ones_remembered),
		TEST(one_who_stays_is_told_where_it_leads),
		TEST(redirects_without_end_are_not_followed),
		TEST(redirects_are_followed_whatever_comes_with_them),
		TEST(redirects_lead_nowhere_but_the_web),
		TEST(secrets_stay_with_the_host_they_are_for),
		TEST(a_host_that_throttles_is_left_alone_by_all),
		TEST(files_are_read_where_the_request_itself_names_them),
		TEST(what_cannot_be_read_or_asked_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
