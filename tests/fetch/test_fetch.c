#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "fetch/fetch.h"
#include "support/http_server.h"

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

struct world {
	uv_loop_t loop;
	struct http_server *server;
	struct fetcher *fetcher;
	struct arena *arena;
};

/* What a response said, kept past its callback. */
struct outcome {
	int calls;
	struct fetch_response response;
	struct arena *arena;
};

static void on_done(void *ctx, const struct fetch_response *response)
{
	struct outcome *outcome = ctx;
	struct fetch_response *kept = &outcome->response;

	outcome->calls++;
	*kept = *response;
	kept->error = arena_dup(outcome->arena, response->error);
	kept->url = arena_dup(outcome->arena, response->url);
	kept->moved_to = arena_dup(outcome->arena, response->moved_to);
	kept->body = arena_dup_bytes(outcome->arena, response->body, response->length);
	kept->content_type = arena_dup(outcome->arena, response->content_type);
	kept->etag = arena_dup(outcome->arena, response->etag);
	kept->last_modified = arena_dup(outcome->arena, response->last_modified);
	kept->link = arena_dup(outcome->arena, response->link);
}

static void on_closed(void *ctx)
{
	*(bool *)ctx = true;
}

static int begin(void **state)
{
	static const struct fetch_options options = {
		.user_agent = "granola/test (+https://example.org/bot)",
		.connections = 8,
		.host_gap_ms = -1,
		.connect_timeout_ms = 500,
		.timeout_ms = 500,
	};
	struct world *world = calloc(1, sizeof(*world));

	uv_loop_init(&world->loop);
	world->arena = arena_new();
	world->server = http_server_new(&world->loop);
	http_server_listen(world->server, "127.0.0.1");
	http_server_listen(world->server, "127.0.0.2");
	*state = world;
	return fetcher_new(&world->fetcher, &world->loop, &options, NULL);
}

static int end(void **state)
{
	struct world *world = *state;
	bool is_closed = false;

	if (world->fetcher != NULL)
		fetcher_close(world->fetcher, on_closed, &is_closed);
	else
		is_closed = true;
	http_server_close(world->server);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	http_server_free(world->server);
	arena_free(world->arena);
	if (uv_loop_close(&world->loop) != 0 || !is_closed)
		return -1;
	free(world);
	return 0;
}

static struct fetch_response fetch(struct world *world, const struct fetch_request *request)
{
	struct outcome outcome = {.arena = world->arena};

	fetch_start(world->fetcher, request, on_done, &outcome);
	assert_int_equal(outcome.calls, 0);
	while (outcome.calls == 0)
		uv_run(&world->loop, UV_RUN_ONCE);
	assert_int_equal(outcome.calls, 1);
	return outcome.response;
}

static struct fetch_response get(struct world *world, const char *path)
{
	const struct fetch_request request = {
		.url = http_server_url(world->server, 0, path),
		.allow_private = true,
	};

	return fetch(world, &request);
}

static void reply(struct world *world, const struct http_reply *reply)
{
	http_server_reply(world->server, reply);
}

static void redirect(struct world *world, const char *path, int status, const char *target)
{
	struct http_reply answer = {.path = path, .status = status};

	answer.headers = arena_printf(world->arena, "Location: %s\r\n", target);
	reply(world, &answer);
}

static void assert_contains(const char *text, const char *part)
{
	if (text == NULL || strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", part, text != NULL ? text : "(null)");
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" is in \"%s\"", part, text);
}

static void an_answer_comes_with_what_its_headers_say(void **state)
{
	struct world *world = *state;
	struct fetch_response response;

	reply(world, &(struct http_reply){
		.headers = "Content-Type: application/rss+xml; charset=utf-8\r\n"
			   "Last-Modified: Sat, 21 Nov 2026 07:00:00 GMT\r\n"
			   "Cache-Control: public, max-age=600\r\n"
			   "Link: <https://hub.example.org/>; rel=\"hub\"\r\n"
			   "Link: </feed>; rel=\"self\"\r\n",
		.etag = "W/\"a\"",
		.body = "<rss/>",
	});
	response = get(world, "/feed?a=%7e&b[]=1");
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

	reply(world, &(struct http_reply){.body = "x"});
	get(world, "/feed?a=%7e&b[]=1&c=%2F");
	sent = http_server_request(world->server, 0);
	assert_contains(sent, "GET /feed?a=%7e&b[]=1&c=%2F HTTP/1.1\r\n");
	assert_contains(sent, "\r\nUser-Agent: granola/test (+https://example.org/bot)\r\n");
	assert_contains(sent, "\r\nAccept: application/atom+xml, ");
	assert_contains(sent, "gzip");
	assert_lacks(sent, "If-");
	assert_lacks(sent, "Cookie");
	assert_lacks(sent, "Referer");
	assert_lacks(sent, "Authorization");
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

	reply(world, &(struct http_reply){.body = "x"});
	fetch(world, &request);
	sent = http_server_request(world->server, 0);
	assert_contains(sent, "\r\nIf-None-Match: W/\"a b\"c\r\n");
	assert_contains(sent, "\r\nIf-Modified-Since: last tuesday\r\n");
	assert_contains(sent, "\r\nUser-Agent: other/1\r\n");
	assert_contains(sent, "\r\nX-Key: a, b\r\n");
	assert_contains(sent, "\r\nAccept: text/xml\r\n");
	assert_contains(sent, "\r\nAuthorization: Basic dXNlcjpwYXNzOndvcmQ=\r\n");
	assert_lacks(sent, "atom+xml");
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

	reply(world, &(struct http_reply){.etag = "\"1\"", .body = "x"});
	response = fetch(world, &request);
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

	reply(world, &(struct http_reply){
		.headers = "Content-Encoding: gzip\r\n",
		.body = gzipped,
		.length = sizeof(gzipped) - 1,
	});
	response = get(world, "/");
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
	{"overloaded", {.status = 503}, FEED_THROTTLED, " answered 503 Service Unavailable"},
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
	 .length = sizeof(bomb) - 1}, FEED_TOO_LARGE, " sends more than 10 MiB"},
	{"huge claim", {.claimed_length = 1UL << 40, .body = "x"}, FEED_TOO_LARGE,
	 " sends more than 10 MiB"},
	{"never answers", {.body = "x", .delay_ms = 60000}, FEED_UNREACHABLE, " did not answer within"},
	{"trickles", {.body = "x", .trickle_ms = 100, .ending = HTTP_CLOSE}, FEED_UNREACHABLE,
	 " sends too slowly"},
};

static void each_trouble_has_its_result_and_its_words(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		struct fetch_response response;

		reply(world, &troubles[i].reply);
		response = get(world, "/");
		if (response.result != troubles[i].result)
			fail_msg("%s: %s (%s)", troubles[i].name,
				 feed_result_text(response.result),
				 response.error != NULL ? response.error : "");
		assert_contains(response.error, "127.0.0.1");
		assert_contains(response.error, troubles[i].text);
		assert_string_equal(response.body, "");
	}
}

static void a_flood_of_headers_is_cut_off(void **state)
{
	struct world *world = *state;
	size_t length = 8 << 20;
	char *raw = calloc(1, length + 1);

	for (size_t i = 0; i + 16 <= length; i += 16)
		memcpy(raw + i, i == 0 ? "HTTP/1.1 200 Ok\n" : "X-Header: y12345\n", 16);
	for (size_t i = 31; i < length; i += 16)
		raw[i] = '\n';
	reply(world, &(struct http_reply){.raw = raw, .ending = HTTP_CLOSE});
	assert_true(feed_result_is_failure(get(world, "/").result));
	free(raw);
}

static void nobody_listening_is_unreachable(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {.url = "http://127.0.0.1:1/", .allow_private = true};
	struct fetch_response response = fetch(world, &request);

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

	reply(world, &(struct http_reply){.raw = "HTTP/1.1 400 Bad Request\r\n\r\n"});
	request.url = "https://127.0.0.1:1/";
	assert_int_equal(fetch(world, &request).result, FEED_UNREACHABLE);
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
		struct fetch_response response = fetch(world, &request);

		assert_int_equal(response.result, FEED_REFUSED);
		assert_contains(response.error, "private address");
		assert_contains(response.error, "allow-private=yes");
	}
}

static void a_connection_that_is_still_open_is_guarded_too(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {.url = http_server_url(world->server, 0, "/")};

	reply(world, &(struct http_reply){.body = "x"});
	assert_int_equal(get(world, "/").result, FEED_OK);
	assert_int_equal(fetch(world, &request).result, FEED_REFUSED);
	assert_int_equal(http_server_request_count(world->server), 1);
}

static void a_proxy_does_not_get_around_the_guard(void **state)
{
	struct world *world = *state;
	struct fetch_request request = {
		.url = "http://127.0.0.1:1/",
		.proxy = http_server_url(world->server, 0, ""),
	};

	assert_int_equal(fetch(world, &request).result, FEED_REFUSED);
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

	reply(world, &(struct http_reply){.path = "/c", .body = "here"});
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fetch_response response;

		redirect(world, "/a", cases[i].first, "b");
		redirect(world, "/b", cases[i].second, "/c");
		response = get(world, "/a");
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

static void redirects_without_end_are_not_followed(void **state)
{
	struct world *world = *state;
	struct fetch_response response;

	redirect(world, NULL, 302, "/again");
	response = get(world, "/");
	assert_int_equal(response.result, FEED_REFUSED);
	assert_contains(response.error, "redirects more than 5 times");
	assert_int_equal(http_server_request_count(world->server), 6);
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

		redirect(world, "/", 301, targets[i]);
		response = get(world, "/");
		assert_int_equal(response.result, FEED_REFUSED);
		assert_contains(response.error, "redirected to ");
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

	redirect(world, "/here", 302, "/still-here");
	redirect(world, "/still-here", 302, http_server_url(world->server, 1, "/there"));
	redirect(world, "/there", 302, http_server_url(world->server, 0, "/back"));
	reply(world, &(struct http_reply){.path = "/back", .body = "x"});
	assert_int_equal(fetch(world, &request).result, FEED_OK);
	assert_contains(http_server_request(world->server, 1), "X-Key");
	assert_contains(http_server_request(world->server, 1), "Authorization");
	for (size_t i = 2; i < 4; i++) {
		assert_lacks(http_server_request(world->server, i), "X-Key");
		assert_lacks(http_server_request(world->server, i), "Authorization");
	}
	assert_contains(http_server_request(world->server, 3), "If-None-Match");
}

static void a_host_that_throttles_is_left_alone_by_all(void **state)
{
	struct world *world = *state;
	struct fetch_request other = {
		.url = http_server_url(world->server, 1, "/"),
		.allow_private = true,
	};
	struct fetch_response response;

	reply(world, &(struct http_reply){.body = "x"});
	reply(world, &(struct http_reply){
		.path = "/busy", .status = 429, .headers = "Retry-After: 120\r\n"});
	response = get(world, "/busy");
	assert_int_equal(response.result, FEED_THROTTLED);
	assert_int_equal(response.retry_after, 120);
	response = get(world, "/other");
	assert_int_equal(response.result, FEED_THROTTLED);
	assert_true(response.retry_after > 115 && response.retry_after <= 120);
	assert_contains(response.error, "asked to be left alone for another");
	assert_int_equal(http_server_request_count(world->server), 1);
	assert_int_equal(fetch(world, &other).result, FEED_OK);
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
	response = fetch(world, &request);
	assert_int_equal(response.result, FEED_OK);
	assert_string_equal(response.body, "<rss/>");
	assert_int_equal(response.status, 0);
	request.max_size = 5;
	assert_int_equal(fetch(world, &request).result, FEED_TOO_LARGE);
	unlink(path);
	response = fetch(world, &request);
	assert_int_equal(response.result, FEED_UNREADABLE);
	assert_contains(response.error, "No such file");
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
		struct fetch_response response = fetch(world, &request);

		assert_int_equal(response.result, cases[i].result);
		assert_non_null(response.error);
	}
}

static void closing_calls_everybody_back_once(void **state)
{
	struct world *world = *state;
	struct outcome outcomes[20];
	bool is_closed = false;
	int i;

	reply(world, &(struct http_reply){.body = "x", .delay_ms = 60000});
	for (i = 0; i < 20; i++) {
		struct fetch_request request = {
			.url = http_server_url(world->server, (size_t)i % 2, "/"),
			.allow_private = true,
		};

		if (i == 19)
			request.url = "file:///etc/hostname";
		outcomes[i] = (struct outcome){.arena = world->arena};
		fetch_start(world->fetcher, &request, on_done, &outcomes[i]);
	}
	assert_int_equal(fetcher_active(world->fetcher), 20);
	while (http_server_request_count(world->server) < 2)
		uv_run(&world->loop, UV_RUN_ONCE);
	fetcher_close(world->fetcher, on_closed, &is_closed);
	assert_int_equal(outcomes[0].calls, 0);
	while (!is_closed)
		uv_run(&world->loop, UV_RUN_ONCE);
	world->fetcher = NULL;
	for (i = 0; i < 20; i++)
		assert_int_equal(outcomes[i].calls, 1);
	assert_int_equal(outcomes[0].response.result, FEED_UNREACHABLE);
	assert_string_equal(outcomes[0].response.error, "cancelled");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(an_answer_comes_with_what_its_headers_say),
		TEST(a_request_says_who_asks_and_no_more),
		TEST(validators_and_headers_are_sent_byte_for_byte),
		TEST(an_unchanged_feed_is_not_modified),
		TEST(compressed_bodies_are_decoded),
		TEST(each_trouble_has_its_result_and_its_words),
		TEST(a_flood_of_headers_is_cut_off),
		TEST(nobody_listening_is_unreachable),
		TEST(what_speaks_no_tls_is_tls_trouble),
		TEST(private_addresses_are_refused),
		TEST(a_connection_that_is_still_open_is_guarded_too),
		TEST(a_proxy_does_not_get_around_the_guard),
		TEST(redirects_are_followed_and_permanent_ones_remembered),
		TEST(redirects_without_end_are_not_followed),
		TEST(redirects_lead_nowhere_but_the_web),
		TEST(secrets_stay_with_the_host_they_are_for),
		TEST(a_host_that_throttles_is_left_alone_by_all),
		TEST(files_are_read_where_the_request_itself_names_them),
		TEST(what_cannot_be_read_or_asked_says_so),
		TEST(closing_calls_everybody_back_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
