#include "support/unit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "fetch/fetch.h"
#include "support/http_server.h"
#include "support/world.h"

static const char gzipped[] =
	"\037\213\010\000\000\000\000\000\002\003\263\051\052\056\266\313\110\315\311\311\327\121"
	"\110\316\317\055\050\112\055\056\116\115\121\050\317\057\312\111\261\321\007\111\002\000"
	"\235\355\124\006\042\000\000\000";

/* Twelve mebibytes of zeros, compressed twice. */
static const char bomb[] =
	"\037\213\010\000\000\000\000\000\002\003\355\332\275\015\202\140\030\205\321\367\223\206"
	"\130\350\010\072\200\163\130\333\130\123\063\205\044\322\321\260\211\053\350\000\326\306"
	"\302\015\010\013\150\374\301\051\010\071\247\272\063\074\271\253\046\217\301\054\353\056"
	"\051\375\106\325\276\117\175\076\017\000\000\000\140\342\252\373\061\033\142\100\254\077"
	"\267\355\156\017\000\000\000\114\135\271\134\374\077\002\365\353\360\150\265\021\000\000"
	"\000\030\203\042\135\067\317\024\161\216\057\045\243\011\143\334\057\000\000";

static void an_answer_comes_with_what_its_headers_say(void **state)
{
	struct world *world = *state;
	struct fetch_response response;

	world_reply(world, &(struct http_reply){
		.headers = "Content-Type: application/rss+xml; charset=utf-8\r\n"
			   "Last-Modified: Sat, 21 Nov 2026 07:00:00 GMT\r\n"
			   "Cache-Control: public, max-age=600\r\n"
			   "Link: <https://hub.example.org/>; rel=\"hub\"\r\n"
			   "Link: </feed>; rel=\"self\"\r\n",
		.etag = "W/\"a\"",
		.body = "<rss/>",
	});
	response = world_get(world, "/feed?a=%7e&b[]=1");
	assert_int_equal(response.result, FEED_OK);
	assert_null(response.error);
	assert_int_equal(response.status, 200);
	assert_string_equal(response.body, "<rss/>");
	assert_int_equal(response.length, 6);
	assert_string_equal(response.content_type, "application/rss+xml; charset=utf-8");
	assert_string_equal(response.etag, "W/\"a\"");
	assert_string_equal(response.last_modified, "Sat, 21 Nov 2026 07:00:00 GMT");
	assert_string_equal(response.link,
			    "<https://hub.example.org/>; rel=\"hub\", </feed>; rel=\"self\"");
	assert_int_equal(response.max_age, 600);
	assert_int_equal(response.retry_after, -1);
	assert_null(response.moved_to);
}

static void a_request_says_who_asks_and_no_more(void **state)
{
	struct world *world = *state;
	const char *sent;

	world_reply(world, &(struct http_reply){.body = "x"});
	world_get(world, "/feed?a=%7e&b[]=1&c=%2F");
	sent = http_server_request(world->server, 0);
	world_assert_has(sent, "GET /feed?a=%7e&b[]=1&c=%2F HTTP/1.1\r\n");
	world_assert_has(sent, "\r\nUser-Agent: granola/test (+https://example.org/bot)\r\n");
	world_assert_has(sent, "\r\nAccept: application/atom+xml, ");
	world_assert_has(sent, "gzip");
	world_assert_lacks(sent, "If-");
	world_assert_lacks(sent, "Cookie");
	world_assert_lacks(sent, "Referer");
	world_assert_lacks(sent, "Authorization");
}

static void validators_and_headers_are_sent_byte_for_byte(void **state)
{
	static const char *const headers[] = {"X-Key: a, b", "Accept: text/xml"};
	struct world *world = *state;
	const struct fetch_request request = {
		.url = http_server_url(world->server, 0, "/"),
		.etag = "W/\"a b\"c",
		.last_modified = "last tuesday",
		.user_agent = "other/1",
		.headers = headers,
		.header_count = 2,
		.credentials = "user:pass:word",
		.allow_private = true,
	};
	const char *sent;

	world_reply(world, &(struct http_reply){.body = "x"});
	world_fetch(world, &request);
	sent = http_server_request(world->server, 0);
	world_assert_has(sent, "\r\nIf-None-Match: W/\"a b\"c\r\n");
	world_assert_has(sent, "\r\nIf-Modified-Since: last tuesday\r\n");
	world_assert_has(sent, "\r\nUser-Agent: other/1\r\n");
	world_assert_has(sent, "\r\nX-Key: a, b\r\n");
	world_assert_has(sent, "\r\nAccept: text/xml\r\n");
	world_assert_has(sent, "\r\nAuthorization: Basic dXNlcjpwYXNzOndvcmQ=\r\n");
	world_assert_lacks(sent, "atom+xml");
}

static void an_unchanged_feed_is_not_modified(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {
		.url = http_server_url(world->server, 0, "/"),
		.etag = "\"1\"",
		.allow_private = true,
	};
	struct fetch_response response;

	world_reply(world, &(struct http_reply){.etag = "\"1\"", .body = "x"});
	response = world_fetch(world, &request);
	assert_int_equal(response.result, FEED_NOT_MODIFIED);
	assert_int_equal(response.status, 304);
	assert_string_equal(response.etag, "\"1\"");
	assert_string_equal(response.body, "");
	assert_null(response.error);
}

static void compressed_bodies_are_decoded(void **state)
{
	struct world *world = *state;
	struct fetch_response response;

	world_reply(world, &(struct http_reply){
		.headers = "Content-Encoding: gzip\r\n",
		.body = gzipped,
		.length = sizeof(gzipped) - 1,
	});
	response = world_get(world, "/");
	assert_int_equal(response.result, FEED_OK);
	assert_string_equal(response.body, "<rss>hello, compressed world</rss>");
}

/* What a server does, and what is said of it. */
struct trouble {
	const char *name;
	struct http_reply reply;
	enum feed_result result;
	const char *text;
};

static const struct trouble troubles[] = {
	{"not found", {.status = 404, .body = "no"}, FEED_HTTP_ERROR, " answered 404 Not Found"},
	{"unknown status", {.status = 599}, FEED_HTTP_ERROR, " answered 599"},
	{"gone", {.status = 410}, FEED_GONE, " answered 410 Gone"},
	{"too many", {.status = 429, .headers = "Retry-After: 0\r\n"}, FEED_THROTTLED,
	 " answered 429 Too Many Requests"},
	{"overloaded", {.status = 503, .headers = "Retry-After: 0\r\n"}, FEED_THROTTLED,
	 " answered 503 Service Unavailable"},
	{"304 without being asked", {.status = 304}, FEED_HTTP_ERROR, " answered 304"},
	{"redirect to nowhere", {.status = 302}, FEED_HTTP_ERROR, " answered 302 Found, but not"},
	{"long error page that breaks off", {.status = 500, .body = "oops",
	 .claimed_length = 1000, .ending = HTTP_CLOSE}, FEED_HTTP_ERROR, " answered 500 Internal"},
	{"truncated", {.body = "<rss>", .claimed_length = 100, .ending = HTTP_CLOSE},
	 FEED_CUT_SHORT, " ended the transfer early"},
	{"reset", {.raw = "", .ending = HTTP_RESET}, FEED_UNREACHABLE, " broke the connection off"},
	{"closed", {.raw = "", .ending = HTTP_CLOSE}, FEED_UNREACHABLE,
	 " closed the connection without an answer"},
	{"not HTTP", {.raw = "SSH-2.0-OpenSSH_9.2\r\n", .ending = HTTP_CLOSE}, FEED_UNREACHABLE,
	 " does not answer in HTTP"},
	{"damaged gzip", {.headers = "Content-Encoding: gzip\r\n", .body = "no gzip at all"},
	 FEED_CUT_SHORT, " sends what cannot be decompressed"},
	{"bomb", {.headers = "Content-Encoding: gzip, gzip\r\n", .body = bomb,
	 .length = sizeof(bomb) - 1}, FEED_TOO_LARGE, " sends a decompression bomb"},
	{"huge claim", {.claimed_length = 1UL << 40, .body = "x"}, FEED_TOO_LARGE,
	 " sends more than 10 MiB"},
	{"never answers", {.body = "x", .delay_ms = 60000}, FEED_UNREACHABLE,
	 " did not answer within"},
	{"trickles", {.body = "x", .trickle_ms = 100, .ending = HTTP_CLOSE}, FEED_UNREACHABLE,
	 " sends too slowly"},
};

static void each_trouble_has_its_result_and_its_words(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		struct fetch_response response;

		world_reply(world, &troubles[i].reply);
		response = world_get(world, "/");
		if (response.result != troubles[i].result)
			fail_msg("%s: %s (%s)", troubles[i].name,
				 feed_result_text(response.result),
				 response.error != NULL ? response.error : "");
		world_assert_has(response.error, "127.0.0.1");
		world_assert_has(response.error, troubles[i].text);
		assert_string_equal(response.body, "");
	}
}

static void the_limit_is_the_requests_own(void **state)
{
	static const struct {
		int64_t max_size;
		enum feed_result result;
	} cases[] = {{5, FEED_TOO_LARGE}, {6, FEED_OK}, {INT64_MAX, FEED_OK}, {0, FEED_OK}};
	struct world *world = *state;

	world_reply(world, &(struct http_reply){.body = "<rss/>"});
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fetch_request request = {
			.url = http_server_url(world->server, 0, "/"),
			.max_size = cases[i].max_size,
			.allow_private = true,
		};

		assert_int_equal(world_fetch(world, &request).result, cases[i].result);
	}
}

static void a_flood_of_headers_is_cut_off(void **state)
{
	struct world *world = *state;
	size_t length = 8 << 20;
	char *raw = calloc(1, length + 1);
	struct fetch_response response;

	for (size_t i = 0; i + 16 <= length; i += 16)
		memcpy(raw + i, i == 0 ? "HTTP/1.1 200 Ok\n" : "X-Header: y12345\n", 16);
	for (size_t i = 31; i < length; i += 16)
		raw[i] = '\n';
	world_reply(world, &(struct http_reply){.raw = raw});
	response = world_get(world, "/");
	assert_int_equal(response.result, FEED_TOO_LARGE);
	world_assert_has(response.error, " sends more than 256 KiB of headers");
	free(raw);
}

static void nobody_listening_is_unreachable(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {.url = "http://127.0.0.1:1/", .allow_private = true};
	struct fetch_response response = world_fetch(world, &request);

	assert_int_equal(response.result, FEED_UNREACHABLE);
	assert_string_equal(response.error,
			    "127.0.0.1:1 cannot be reached: Connection refused");
	assert_int_equal(response.status, 0);
}

static void what_speaks_no_tls_is_tls_trouble(void **state)
{
	struct world *world = *state;
	const char *plain = http_server_url(world->server, 0, "/");
	struct fetch_request request = {
		.url = arena_printf(world->arena, "https%s", plain + 4),
		.allow_private = true,
	};
	struct fetch_response response = world_fetch(world, &request);

	assert_int_equal(response.result, FEED_TLS_TROUBLE);
	world_assert_has(response.error, ": wrong version number");
}

static void private_addresses_are_refused(void **state)
{
	static const char *const urls[] = {
		"http://127.0.0.1:1/", "http://127.1:1/", "http://0x7f000001:1/",
		"http://2130706433:1/", "http://0177.0.0.1:1/", "http://[::1]:1/",
		"http://[::ffff:127.0.0.1]:1/", "http://localhost:1/", "http://0:1/",
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct fetch_request request = {.url = urls[i]};
		struct fetch_response response = world_fetch(world, &request);

		assert_int_equal(response.result, FEED_REFUSED);
		world_assert_has(response.error, "private address");
		world_assert_has(response.error, "allow-private=yes");
	}
}

static void a_connection_that_is_still_open_is_guarded_too(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {.url = http_server_url(world->server, 0, "/")};

	world_reply(world, &(struct http_reply){.body = "x"});
	assert_int_equal(world_get(world, "/").result, FEED_OK);
	assert_int_equal(world_fetch(world, &request).result, FEED_REFUSED);
	assert_int_equal(http_server_request_count(world->server), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
		TEST(an_answer_comes_with_what_its_headers_say),
		TEST(a_request_says_who_asks_and_no_more),
		TEST(validators_and_headers_are_sent_byte_for_byte),
		TEST(an_unchanged_feed_is_not_modified),
		TEST(compressed_bodies_are_decoded),
		cmocka_unit_test_setup_teardown(each_trouble_has_its_result_and_its_words,
						world_begin_impatient, world_end),
		TEST(the_limit_is_the_requests_own),
		TEST(a_flood_of_headers_is_cut_off),
		TEST(nobody_listening_is_unreachable),
		TEST(what_speaks_no_tls_is_tls_trouble),
		TEST(private_addresses_are_refused),
		TEST(a_connection_that_is_still_open_is_guarded_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
