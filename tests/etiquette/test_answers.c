/*
 * What we make of answers: where a feed has moved, that it is gone, or that what
 * came is no feed.
 */
#include "etiquette/promise.h"
#include "etiquette/visitor.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

#define FEED \
	"<rss version='2.0'><channel><item><guid>1</guid><title>One</title></item></channel></rss>"

static const char body[] = FEED;

/* The feed above as three encoders write it; the second just wraps it. */
static const char gzipped[] =
	"\037\213\010\000\000\000\000\000\002\003\263\051\052\056\126\050\113\055\052"
	"\316\314\317\263\125\067\322\063\120\267\263\111\316\110\314\313\113\315\261"
	"\263\311\054\111\315\265\263\111\057\315\114\261\063\264\321\007\323\066\045"
	"\231\045\071\251\166\376\171\251\066\372\020\246\215\076\104\231\076\134\233"
	"\076\320\114\073\000\357\376\376\057\131\000\000\000";
static const char brotli[] =
	"\200\005\020"
	FEED
	"\003";
static const char zstd[] =
	"\050\265\057\375\000\150\055\002\000\362\203\015\021\240\157\004\024\121\045"
	"\147\353\376\222\122\100\214\311\377\106\004\375\057\167\227\227\035\236\166"
	"\067\333\344\145\322\252\321\305\375\174\066\156\347\020\042\226\270\303\020"
	"\045\030\030\333\113\257\340\137\162\004\000\132\025\241\324\300\056\223\366"
	"\272\145";

static void move(struct visitor *visitor, const char *path, int status, const char *headers)
{
	visitor_answer(visitor, path, status, headers, "moved");
}

static const char *last_target(const struct visitor *visitor)
{
	return http_server_request(visitor->server, visitor_requests(visitor) - 1);
}

/* Polls so often, six hours apart. */
static void poll_for_days(struct visitor *visitor, struct subscription *feed, int polls)
{
	while (polls-- > 0) {
		visitor_poll(visitor, feed);
		visitor_wait(visitor, 6 * HOUR);
	}
}

/* What is asked first after that. */
static const char *asked_after(struct visitor *visitor, struct subscription *feed, int polls)
{
	size_t before;

	poll_for_days(visitor, feed, polls);
	before = visitor_requests(visitor);
	visitor_poll(visitor, feed);
	return http_server_request(visitor->server, before);
}

/* Often is not enough, nor is long; and neither lasts if it is interrupted. */
static void assert_moves_for_good(struct visitor *visitor, int status)
{
	struct subscription *feed = visitor_follow(visitor, 0, "/old");

	visitor_answer(visitor, "/new", 200, NULL, body);
	move(visitor, "/old", status, "Location: /new\r\n");
	for (int i = 0; i < 4; i++) {
		visitor_poll(visitor, feed);
		visitor_wait(visitor, DAY);
	}
	assert_int_equal(visitor->moves, 0);
	visitor_answer(visitor, "/old", 200, NULL, body);
	visitor_poll(visitor, feed);
	move(visitor, "/old", status, "Location: /new\r\n");
	for (int i = 0; i < 6; i++)
		visitor_poll(visitor, feed);
	visitor_wait(visitor, HOUR);
	assert_true(str_starts(asked_after(visitor, feed, 3), "GET /old "));
	assert_int_equal(visitor->moves, 0);
	assert_true(str_starts(asked_after(visitor, feed, 2), "GET /new "));
	assert_int_equal(visitor->moves, 1);
	assert_string_equal(feed->state.url, feed->settings->url);
}

static void moved_301(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/parked");

	move(visitor, "/parked", 301, "Location: /sale\r\n");
	visitor_answer(visitor, "/sale", 200, NULL, "<html><title>For sale</title></html>");
	assert_true(str_starts(asked_after(visitor, feed, 8), "GET /parked "));
	assert_int_equal(visitor->moves, 0);
	assert_moves_for_good(visitor, 301);
}

static void moved_308(void **state)
{
	assert_moves_for_good(*state, 308);
}

static void moved_for_now(void **state)
{
	static const struct {
		int status;
		const char *path;
		const char *asks;
	} cases[] = {
		{302, "/found", "GET /found "},
		{303, "/other", "GET /other "},
		{307, "/temporary", "GET /temporary "},
	};
	struct visitor *visitor = *state;

	visitor_answer(visitor, "/new", 200, NULL, body);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct subscription *feed = visitor_follow(visitor, 0, cases[i].path);

		move(visitor, cases[i].path, cases[i].status, "Location: /new\r\n");
		assert_true(str_starts(asked_after(visitor, feed, 9), cases[i].asks));
		assert_true(str_starts(last_target(visitor), "GET /new "));
	}
}

static void redirect_loop(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/loop");

	move(visitor, "/loop", 301, "Location: /loop\r\n");
	assert_int_equal(visitor_poll(visitor, feed), FEED_REFUSED);
	assert_int_equal(visitor_requests(visitor), 6);
	assert_true(visitor_due_in(feed) >= 12 * MINUTE);
}

/* A proxy stands for the public web: what it is asked never leaves this machine. */
static void redirect_to_private(void **state)
{
	static const char *const targets[] = {
		"Location: http://127.0.0.1:9/\r\n", "Location: http://localhost/\r\n",
		"Location: http://0x7f.1/\r\n", "Location: http://[::1]/\r\n",
		"Location: http://169.254.169.254/latest/meta-data/\r\n",
		"Location: http://10.0.0.1/\r\n",
	};
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow_url(visitor, "http://feeds.example.org/feed");
	const char *proxy = http_server_url(visitor->server, 0, "");

	visitor->settings[0].proxy = proxy;
	visitor->settings[0].allow_private = false;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		move(visitor, "http://feeds.example.org/feed", 302, targets[i]);
		assert_int_equal(visitor_poll(visitor, feed), FEED_REFUSED);
		assert_int_equal(visitor_requests(visitor), i + 1);
	}
}

static void redirect_to_file(void **state)
{
	static const char *const targets[] = {
		"Location: file:///etc/passwd\r\n", "Location: file://localhost/etc/passwd\r\n",
		"Location: gopher://127.0.0.1/1\r\n", "Location: ftp://127.0.0.1/feed\r\n",
		"Location: data:text/xml,<rss/>\r\n",
	};
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		move(visitor, "/feed", 301, targets[i]);
		assert_int_equal(visitor_poll(visitor, feed), FEED_REFUSED);
		assert_int_equal(visitor_requests(visitor), i + 1);
	}
}

static void gone(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, "/feed", 410, NULL, "gone");
	assert_int_equal(visitor_poll(visitor, feed), FEED_GONE);
	assert_non_null(strstr(feed->state.last_error, "410"));
	assert_true(feed->state.is_gone);
	visitor_wait(visitor, 365 * DAY);
	visitor_run(visitor, 50);
	assert_int_equal(visitor_requests(visitor), 1);
}

/* Waits out eight failures; each wait is about twice the last, and a day at most. */
static void assert_backs_off(struct visitor *visitor, struct subscription *feed,
			     enum feed_result result)
{
	int64_t expected = 15 * MINUTE, wait;

	for (int i = 0; i < 9; i++) {
		assert_int_equal(visitor_poll(visitor, feed), result);
		wait = visitor_due_in(feed);
		assert_in_range(wait, expected * 8 / 10, expected * 12 / 10);
		assert_true(wait <= DAY);
		expected = expected * 2 < DAY ? expected * 2 : DAY;
		visitor_wait(visitor, wait);
	}
}

static void backoff_grows(void **state)
{
	/* Too long for a name in the DNS, so that no name server is asked about it. */
	static const char nowhere[] =
		"http://a-name-that-cannot-be-looked-up-because-it-is-longer-than-sixty-three-bytes"
		".example/";
	struct visitor *visitor = *state;
	struct subscription *missing = visitor_follow(visitor, 0, "/missing");
	struct subscription *forbidden = visitor_follow(visitor, 0, "/forbidden");
	struct subscription *unknown = visitor_follow_url(visitor, nowhere);
	char *secure = mem_printf("https%s/", http_server_url(visitor->server, 1, "") + 4);
	struct subscription *insecure = visitor_follow_url(visitor, secure);

	visitor_answer(visitor, "/forbidden", 403, NULL, "no");
	assert_backs_off(visitor, missing, FEED_HTTP_ERROR);
	assert_backs_off(visitor, forbidden, FEED_HTTP_ERROR);
	assert_backs_off(visitor, unknown, FEED_UNREACHABLE);
	assert_backs_off(visitor, insecure, FEED_TLS_TROUBLE);
	free(secure);
}

static void backoff_resets(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	for (int i = 0; i < 5; i++)
		visitor_poll(visitor, feed);
	assert_int_equal(feed->state.failures, 5);
	visitor_answer(visitor, "/feed", 200, NULL, body);
	visitor_poll(visitor, feed);
	assert_int_equal(feed->state.failures, 0);
	assert_int_equal(feed->state.failing_since, 0);
	visitor_answer(visitor, "/feed", 500, NULL, "oops");
	visitor_poll(visitor, feed);
	assert_in_range(visitor_due_in(feed), 12 * MINUTE, 18 * MINUTE);
}

static void no_feed(void **state)
{
	static const char *const pages[] = {
		"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "",
		("<?xml version='1.0'?>"
		 "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>"),
		"{\"error\": \"rate limited\"}",
	};
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, "/feed", 200, NULL, body);
	assert_int_equal(visitor_poll(visitor, feed), FEED_OK);
	assert_int_equal(visitor->added, 1);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		visitor_answer(visitor, "/feed", 200, "Content-Type: text/html\r\n", pages[i]);
		assert_int_equal(visitor_poll(visitor, feed), FEED_NOT_A_FEED);
		assert_int_equal(feed->state.failures, (int64_t)i + 1);
	}
	visitor_answer(visitor, "/feed", 200, NULL, body);
	assert_int_equal(visitor_poll(visitor, feed), FEED_NOT_MODIFIED);
}

static void decoded(void **state)
{
	static const struct {
		const char *name, *header, *bytes;
		size_t length;
	} cases[] = {
		{"gzip", "Content-Encoding: gzip\r\n", gzipped, sizeof(gzipped) - 1},
		{"br", "Content-Encoding: br\r\n", brotli, sizeof(brotli) - 1},
		{"zstd", "Content-Encoding: zstd\r\n", zstd, sizeof(zstd) - 1},
	};
	static const char *const paths[] = {"/gzip", "/br", "/zstd"};
	struct visitor *visitor = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct subscription *feed = visitor_follow(visitor, 0, paths[i]);

		http_server_reply(visitor->server, &(struct http_reply){
			.path = paths[i], .headers = cases[i].header,
			.body = cases[i].bytes, .length = cases[i].length,
		});
		visitor_poll(visitor, feed);
		/* What libcurl cannot decode it must not offer. */
		if (strstr(visitor_header(visitor, "Accept-Encoding"), cases[i].name) == NULL)
			continue;
		assert_int_equal(feed->state.last_result, FEED_OK);
		assert_int_equal(visitor->added, 1);
	}
}

static void truncated(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	const struct http_reply broken_off = {
		.path = "/feed", .body = body, .claimed_length = 5000, .ending = HTTP_CLOSE,
		.headers = "ETag: \"half\"\r\n",
	};

	http_server_reply(visitor->server, &broken_off);
	assert_int_equal(visitor_poll(visitor, feed), FEED_CUT_SHORT);
	visitor_answer(visitor, "/feed", 200, "ETag: \"half\"\r\n",
		       "<rss version='2.0'><channel><item><guid>1</guid><title>On");
	assert_int_equal(visitor_poll(visitor, feed), FEED_CUT_SHORT);
	assert_int_equal(visitor->added, 0);
	visitor_answer(visitor, "/feed", 200, NULL, body);
	assert_int_equal(visitor_poll(visitor, feed), FEED_OK);
	assert_null(visitor_header(visitor, "If-None-Match"));
	assert_int_equal(visitor->added, 1);
}

static void feeds_merge(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *a = visitor_follow(visitor, 0, "/a");
	struct subscription *b = visitor_follow(visitor, 0, "/b");
	struct subscription *home = visitor_follow(visitor, 0, "/home");
	struct subscription *elsewhere = visitor_follow(visitor, 0, "/c");
	size_t before;

	visitor->settings[3].group = "other";
	move(visitor, "/a", 301, "Location: /home\r\n");
	move(visitor, "/b", 308, "Location: /home\r\n");
	move(visitor, "/c", 301, "Location: /home\r\n");
	visitor_answer(visitor, "/home", 200, NULL, body);
	poll_for_days(visitor, a, 5);
	poll_for_days(visitor, b, 5);
	poll_for_days(visitor, elsewhere, 5);
	before = visitor_requests(visitor);
	assert_int_equal(visitor_poll(visitor, a), FEED_MERGED);
	assert_int_equal(visitor_poll(visitor, b), FEED_MERGED);
	assert_int_equal(visitor_requests(visitor), before);
	assert_in_range(visitor_due_in(a), HOUR / 2, DAY);
	assert_int_equal(visitor_poll(visitor, home), FEED_OK);
	assert_int_equal(visitor_poll(visitor, elsewhere), FEED_NOT_MODIFIED);
	assert_int_equal(visitor_requests(visitor), before + 2);
}

static const struct promise promises[] = {
	{"301_rewrites_after_5_only_if_feed", "130-134",
	 "A 301 is followed at once, and remembered once it led to a feed five times in a day;"
	 " a parked domain never is. Its reader is told.", moved_301},
	{"308_like_301", "130-134", "A 308 means what a 301 means.", moved_308},
	{"302_keeps_original", "130-134",
	 "A 302, 303 or 307 is followed, and the original asked again next time.", moved_for_now},
	{"redirect_loop", "", "A chain of redirects is left after five.", redirect_loop},
	{"redirect_to_private_refused", "",
	 "No redirect takes us to a private address, however it is written.", redirect_to_private},
	{"redirect_to_file_refused", "", "Redirects lead to http and https, nowhere else.",
	 redirect_to_file},
	{"410_stops_and_reports", "111, 114", "A feed that is gone is not asked for again, and its"
	 " reader is told.", gone},
	{"404_403_dns_tls_backoff_grows", "110-120, 136",
	 "Whatever goes wrong, we wait twice as long each time, up to a day.", backoff_grows},
	{"backoff_resets", "", "Success ends that.", backoff_resets},
	{"challenge_page_is_no_feed", "102, 110",
	 "A page of something else is an error with its own name, and not an empty feed.", no_feed},
	{"gzip_br_decoded", "140, 141", "What we offer to decompress we can.", decoded},
	{"truncated_body_not_stored", "",
	 "Half an answer is no answer: the feed is asked for again, in full.", truncated},
	{"feeds_merge_after_301", "137",
	 "Feeds of one group that moved to one URL are asked for once.", feeds_merge},
};

int main(void)
{
	return promises_keep(promises, sizeof(promises) / sizeof(promises[0]));
}
