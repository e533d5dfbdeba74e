/*
 * Pages that entries link to: asked for once, where robots may, as often as is of
 * use, and as those that we are.
 */
#include "etiquette/promise.h"
#include "etiquette/visitor.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, MOST_FEEDS = 32 };

#define SENTENCE "The harbour commission met at noon and voted on the quay in the east. "
#define PARAGRAPH "<p>" SENTENCE SENTENCE SENTENCE SENTENCE "</p>"

static const char page[] =
	"<html lang='en'><title>Quay</title><body><article><h1>Quay</h1>"
	PARAGRAPH PARAGRAPH PARAGRAPH "</article></body></html>";

static const char wall[] =
	"<html><title>Quay</title><body><article><h1>Quay</h1><p>" SENTENCE SENTENCE SENTENCE
	"</p></article><p>Subscribe to continue reading.</p></body></html>";

/* The server's feed of so many teasers, each with a page on one of its hosts. */
static struct subscription *follow_teasers(struct visitor *visitor, size_t host,
					   const char *path, int count)
{
	static char feeds[MOST_FEEDS][4096];
	static int next;
	char *feed = feeds[next++ % MOST_FEEDS];
	struct buf text = {0};
	struct subscription *subscription = visitor_follow(visitor, 0, "/feed");

	buf_add_text(&text, "<rss version='2.0'><channel>");
	for (int i = 1; i <= count; i++)
		buf_printf(&text, "<item><guid>%d</guid><title>Quay %d</title><link>%s%d</link>"
			   "<description>Quay.</description></item>", i, i,
			   http_server_url(visitor->server, host, path), i);
	buf_add_text(&text, "</channel></rss>");
	snprintf(feed, sizeof(feeds[0]), "%s", buf_text(&text));
	buf_clear(&text);
	visitor_answer(visitor, "/feed", 200, NULL, feed);
	return subscription;
}

static size_t count_asked(const struct visitor *visitor, const char *target)
{
	char *line = mem_printf("GET %s ", target);
	size_t count = 0;

	for (size_t i = 0; i < visitor_requests(visitor); i++)
		count += str_starts(http_server_request(visitor->server, i), line);
	free(line);
	return count;
}

static void poll_and_collect(struct visitor *visitor, struct subscription *feed)
{
	assert_int_equal(visitor_poll(visitor, feed), FEED_OK);
	visitor_collect(visitor);
}

static void assert_text(struct visitor *visitor, size_t number, bool is_whole)
{
	char *text = visitor_text(visitor, number);

	if (is_whole != str_starts(text, SENTENCE))
		fail_msg("the text of %zu is: %s", number, text);
	free(text);
}

static void page_once_per_entry(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 2);

	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	visitor_answer(visitor, "/a/2", 404, NULL, "");
	poll_and_collect(visitor, feed);
	for (int i = 0; i < 5; i++) {
		visitor_wait(visitor, 5 * HOUR);
		visitor_poll(visitor, feed);
		visitor_collect(visitor);
	}
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	assert_int_equal(count_asked(visitor, "/a/2"), 1);
	assert_text(visitor, 1, true);
	assert_text(visitor, 2, false);
}

static void page_once_for_many_entries(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *first = follow_teasers(visitor, 0, "/a/", 2);
	struct subscription *second = visitor_follow(visitor, 0, "/second");
	const char *url = http_server_url(visitor->server, 0, "/a/1");
	char *body = mem_printf("<rss version='2.0'><channel>"
				"<item><guid>x</guid><title>Quay</title><link>%s</link></item>"
				"<item><guid>y</guid><title>Log</title><link>%s#b</link></item>"
				"</channel></rss>", url, url);

	visitor_answer(visitor, "/second", 200, NULL, body);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	visitor_answer(visitor, "/a/2", 200, "Content-Type: text/html\r\n", page);
	visitor_poll(visitor, first);
	visitor_poll(visitor, second);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	assert_text(visitor, 1, true);
	assert_text(visitor, 3, true);
	assert_text(visitor, 4, true);
	free(body);
}

static void page_host_spacing(void **state)
{
	enum { PAGES = 8, REQUESTS = PAGES + 2, GAP_MS = 60 };
	struct visitor *visitor = *state;
	struct http_server *server = visitor->server;
	struct subscription *feed;

	visitor->gap_ms = GAP_MS;
	visitor_answer(visitor, NULL, 200, "Content-Type: text/html\r\n", page);
	feed = follow_teasers(visitor, 0, "/a/", PAGES);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor_requests(visitor), REQUESTS);
	assert_int_equal(http_server_most_per_host(server), 1);
	/* The first may have arrived a little late. */
	assert_true(http_server_request_time(server, REQUESTS - 1) -
		    http_server_request_time(server, 0) >= (REQUESTS - 3) * GAP_MS);
}

static void slow_site_delays_itself(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *slow, *quick;
	char *body;

	http_server_reply(visitor->server, &(struct http_reply){
		.headers = "Content-Type: text/html\r\n", .body = page, .delay_ms = 400,
	});
	slow = follow_teasers(visitor, 0, "/a/", 3);
	quick = visitor_follow(visitor, 1, "/quick");
	body = mem_printf("<rss version='2.0'><channel><item><guid>q</guid><title>Dock</title>"
			  "<link>%s</link></item></channel></rss>",
			  http_server_url(visitor->server, 1, "/b/1"));
	visitor_answer(visitor, "/quick", 200, NULL, body);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_poll(visitor, slow);
	visitor_collect_and_poll(visitor, quick);
	assert_int_equal(visitor_requests(visitor), 1 + 4 + 3);
	/* What is last is the last of the slow ones; all of the quick site went before. */
	assert_true(str_starts(http_server_request(visitor->server, 7), "GET /a/3 "));
	free(body);
}

static void robots_txt_obeyed(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 4);

	visitor_answer(visitor, "/robots.txt", 200, "Content-Type: text/plain\r\n",
		       "User-agent: *\nDisallow: /\n\nUser-agent: granola\nDisallow: /a/2\n"
		       "Disallow: /private/\n");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	visitor_answer(visitor, "/a/2", 200, "Content-Type: text/html\r\n", page);
	visitor_answer(visitor, "/a/3", 302, "Location: /private/3\r\n", "");
	visitor_answer(visitor, "/a/4", 302, "Location: /b/4\r\n", "");
	visitor_answer(visitor, "/b/4", 200, "Content-Type: text/html\r\n", page);
	poll_and_collect(visitor, feed);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	assert_int_equal(count_asked(visitor, "/a/2"), 0);
	assert_int_equal(count_asked(visitor, "/a/3"), 1);
	assert_int_equal(count_asked(visitor, "/private/3"), 0);
	assert_int_equal(count_asked(visitor, "/b/4"), 1);
	assert_text(visitor, 1, true);
	assert_text(visitor, 2, false);
	assert_text(visitor, 3, false);
	assert_text(visitor, 4, true);
}

static void robots_txt_once_a_day(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed;

	visitor_answer(visitor, NULL, 500, NULL, "");
	feed = follow_teasers(visitor, 0, "/a/", 3);
	visitor_answer(visitor, "/robots.txt", 200, NULL, "User-agent: *\nDisallow: /a/1\n");
	poll_and_collect(visitor, feed);
	visitor_wait(visitor, 23 * HOUR);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/robots.txt"), 1);
	visitor_wait(visitor, 2 * HOUR);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/robots.txt"), 2);
	assert_int_equal(count_asked(visitor, "/a/1"), 0);
}

static void robots_txt_unreachable_forbids(void **state)
{
	static const int statuses[] = {500, 503, 429};
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 1);

	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	visitor_poll(visitor, feed);
	for (size_t i = 0; i < 2; i++) {
		visitor_answer(visitor, "/robots.txt", statuses[i], NULL, "");
		visitor_collect(visitor);
		assert_int_equal(count_asked(visitor, "/robots.txt"), i + 1);
		assert_int_equal(visitor->page.result, PAGE_AWAITED);
		visitor_wait(visitor, HOUR);
	}
	assert_int_equal(count_asked(visitor, "/a/1"), 0);
	visitor_answer(visitor, "/robots.txt", 403, NULL, "");
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	assert_text(visitor, 1, true);
}

static void page_backoff_three_times(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 1);

	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 500, NULL, "");
	poll_and_collect(visitor, feed);
	visitor_wait(visitor, MINUTE);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	visitor_wait(visitor, 2 * MINUTE);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 2);
	visitor_wait(visitor, 10 * MINUTE);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 2);
	for (int i = 0; i < 5; i++) {
		visitor_wait(visitor, 6 * HOUR);
		visitor_collect(visitor);
	}
	assert_int_equal(count_asked(visitor, "/a/1"), 3);
	assert_int_equal(visitor->page.result, PAGE_FAILED);
	assert_text(visitor, 1, false);
}

static void page_retry_after(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 2);

	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 429, "Retry-After: 7200\r\n", "");
	visitor_answer(visitor, "/a/2", 200, "Content-Type: text/html\r\n", page);
	poll_and_collect(visitor, feed);
	assert_int_equal(count_asked(visitor, "/a/2"), 0);	/* it is the same host's */
	visitor_wait(visitor, HOUR);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	visitor_wait(visitor, HOUR + MINUTE);
	visitor_collect(visitor);
	assert_text(visitor, 1, true);
	assert_text(visitor, 2, true);
}

static void page_validators_sent_back(void **state)
{
	static const char edited[] =
		"<rss version='2.0'><channel><item><guid>1</guid><title>Quay, edited</title><link>";
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 1);
	char *body;

	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\nETag: W/\"q\"\r\n"
		       "Last-Modified: Sun, 22 Nov 2026 06:00:00 GMT\r\n", page);
	poll_and_collect(visitor, feed);
	assert_null(visitor_header(visitor, "If-None-Match"));
	assert_null(visitor_header(visitor, "If-Modified-Since"));
	body = mem_printf("%s%s</link><description>Quay.</description></item></channel></rss>",
			  edited, http_server_url(visitor->server, 0, "/a/1"));
	visitor_answer(visitor, "/feed", 200, NULL, body);
	visitor_answer(visitor, "/a/1", 304, NULL, "");
	visitor_wait(visitor, 10 * MINUTE);
	poll_and_collect(visitor, feed);
	assert_int_equal(count_asked(visitor, "/a/1"), 1);
	visitor_wait(visitor, HOUR);
	visitor_collect(visitor);
	assert_int_equal(count_asked(visitor, "/a/1"), 2);
	assert_string_equal(visitor_header(visitor, "If-None-Match"), "W/\"q\"");
	assert_string_equal(visitor_header(visitor, "If-Modified-Since"),
			    "Sun, 22 Nov 2026 06:00:00 GMT");
	assert_text(visitor, 1, true);
	free(body);
}

static void page_gone_keeps_text(void **state)
{
	static const struct {
		int status;
		const char *body;
	} later[] = {{404, ""}, {200, wall}};
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 1);

	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	poll_and_collect(visitor, feed);
	for (size_t i = 0; i < 2; i++) {
		char *edited = mem_printf("<rss version='2.0'><channel><item><guid>1</guid>"
					  "<title>Quay, edition %zu</title><link>%s</link></item>"
					  "</channel></rss>", i,
					  http_server_url(visitor->server, 0, "/a/1"));

		visitor_answer(visitor, "/feed", 200, NULL, edited);
		visitor_answer(visitor, "/a/1", later[i].status, "Content-Type: text/html\r\n",
			       later[i].body);
		visitor_poll(visitor, feed);
		visitor_wait(visitor, 2 * HOUR);
		visitor_collect(visitor);
		assert_int_equal(count_asked(visitor, "/a/1"), i + 2);
		assert_text(visitor, 1, true);
		free(edited);
	}
}

static void useless_pages_end_it(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed;

	visitor_answer(visitor, NULL, 200, "Content-Type: text/html\r\n", wall);
	feed = follow_teasers(visitor, 0, "/a/", 8);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor->pages, 8);
	assert_int_equal(visitor_requests(visitor), 1 + 1 + 5);
	assert_int_equal(visitor->page.result, PAGE_UNWANTED);
	assert_text(visitor, 1, false);
}

static void refusals_end_it(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed;

	visitor_answer(visitor, NULL, 410, NULL, "");
	feed = follow_teasers(visitor, 0, "/a/", 8);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor_requests(visitor), 1 + 1 + 5);
	assert_int_equal(visitor->page.result, PAGE_UNWANTED);
}

static void offline_costs_nobody_anything(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed;

	http_server_reply(visitor->server, &(struct http_reply){
		.raw = "", .ending = HTTP_RESET,
	});
	feed = follow_teasers(visitor, 0, "/a/", 10);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor->pages, 8);
	assert_int_equal(visitor->page.result, PAGE_AWAITED);
	visitor_answer(visitor, NULL, 200, "Content-Type: text/html\r\n", page);
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_wait(visitor, 3 * MINUTE);
	visitor_collect(visitor);
	assert_text(visitor, 1, true);
	assert_text(visitor, 10, true);
}

static void old_news_not_collected(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	char *body = mem_printf("<rss version='2.0'><channel><item><guid>1</guid>"
				"<title>Quay</title><link>%s</link>"
				"<pubDate>Tue, 17 Nov 2026 07:00:00 GMT</pubDate>"
				"</item></channel></rss>",
				http_server_url(visitor->server, 0, "/a/1"));

	visitor_answer(visitor, "/feed", 200, NULL, body);
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor_requests(visitor), 1);
	free(body);
}

static void secrets_stay_with_the_feed(void **state)
{
	static const char *headers[] = {"X-Key: secret"};
	struct visitor *visitor = *state;
	struct subscription *feed = follow_teasers(visitor, 0, "/a/", 1);

	visitor->settings[0].headers = headers;
	visitor->settings[0].header_count = 1;
	visitor_answer(visitor, "/robots.txt", 404, NULL, "");
	visitor_answer(visitor, "/a/1", 200, "Content-Type: text/html\r\n", page);
	poll_and_collect(visitor, feed);
	assert_string_equal(visitor_header(visitor, "X-Key"), "secret");
	assert_null(visitor_header(visitor, "Cookie"));
	assert_null(visitor_header(visitor, "Referer"));
	assert_true(str_starts(visitor_header(visitor, "Accept"), "text/html"));
	assert_text(visitor, 1, true);
}

static void private_page_of_another_host_refused(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed;

	visitor_answer(visitor, NULL, 200, "Content-Type: text/html\r\n", page);
	feed = follow_teasers(visitor, 1, "/a/", 1);
	poll_and_collect(visitor, feed);
	assert_int_equal(visitor_requests(visitor), 1);
	assert_int_equal(visitor->page.result, PAGE_FAILED);
}

static const struct promise promises[] = {
	{"page_once_per_entry", "030",
	 "The page of an entry is asked for once, whatever it answers, and not again after a"
	 " restart.", page_once_per_entry},
	{"page_once_for_many_entries", "030",
	 "A page that several entries, or feeds, lead to is asked for once.",
	 page_once_for_many_entries},
	{"page_host_spacing", "030",
	 "Pages are asked for one at a time from each host, with the gap that feeds have.",
	 page_host_spacing},
	{"slow_site_delays_itself", "",
	 "A site that is slow with its pages delays those of no other.",
	 slow_site_delays_itself},
	{"robots_txt_obeyed", "031",
	 "No page is asked for that robots.txt forbids us, nor is a redirect followed to one.",
	 robots_txt_obeyed},
	{"robots_txt_once_a_day", "031",
	 "robots.txt is asked for once a day at most.", robots_txt_once_a_day},
	{"robots_txt_unreachable_forbids", "031",
	 "While a site cannot give its robots.txt, no page of it is asked for; a 4xx is consent.",
	 robots_txt_unreachable_forbids},
	{"page_backoff_three_times", "030",
	 "A page that fails is asked for three times at most, each time after a longer while.",
	 page_backoff_three_times},
	{"page_retry_after", "020, 021",
	 "A host that says when to come back for a page is left alone until then.",
	 page_retry_after},
	{"page_validators_sent_back", "032",
	 "A page is asked for again only if its entry was edited, an hour later, and with its"
	 " validators.", page_validators_sent_back},
	{"page_gone_keeps_text", "",
	 "What was read of a page stays when it is gone, or walled, later.",
	 page_gone_keeps_text},
	{"useless_pages_end_it", "030",
	 "A feed whose pages are of no use to us has no more of them asked for.",
	 useless_pages_end_it},
	{"refusals_end_it", "030",
	 "A feed whose pages are refused has no more of them asked for.", refusals_end_it},
	{"offline_costs_nobody_anything", "",
	 "When eight pages in a row are answered by nobody, we rest, for it may be us.",
	 offline_costs_nobody_anything},
	{"old_news_not_collected", "030",
	 "The archive that a new feed brings is not collected.", old_news_not_collected},
	{"secrets_stay_with_the_feed", "060-066",
	 "A feed's own headers go with its own host's pages; no cookies, no Referer.",
	 secrets_stay_with_the_feed},
	{"private_page_of_another_host_refused", "",
	 "An entry cannot send us to a private address.", private_page_of_another_host_refused},
};

int main(void)
{
	return promises_keep(promises, sizeof(promises) / sizeof(promises[0]));
}
