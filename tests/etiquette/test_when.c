/*
 * When we come: as seldom as the publisher says, as often as the feed deserves,
 * and never all at once.
 */
#include "etiquette/promise.h"
#include "etiquette/visitor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "daemon/roster.h"
#include "schedule/policy.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

#define FEED(more) \
	"<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>" \
	more "<item><guid>1</guid><title>One</title></item></channel></rss>"

static const char body[] = FEED("");

/* A feed that is worth a poll every quarter of an hour, or every few hours. */
static struct subscription *follow_with_pace(struct visitor *visitor, const char *path,
					     double per_day)
{
	struct subscription *feed = visitor_follow(visitor, 0, path);

	visitor_poll(visitor, feed);
	feed->state.rate_entries = 7 * per_day;
	feed->state.rate_seconds = 7 * DAY;
	return feed;
}

static void assert_due(const struct subscription *feed, int64_t least, int64_t most)
{
	int64_t wait = visitor_due_in(feed);

	if (wait < least || wait > most)
		fail_msg("%s: due in %lld s, not in %lld to %lld", feed->state.url,
			 (long long)wait, (long long)least, (long long)most);
}

/* The answer is for one feed of a host; is the other asked meanwhile? */
static void assert_host_rests(struct visitor *visitor, int status, const char *headers,
			      int64_t least, int64_t most)
{
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	struct subscription *neighbour = visitor_follow(visitor, 0, "/neighbour");
	struct subscription *elsewhere = visitor_follow(visitor, 1, "/elsewhere");

	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_answer(visitor, "/feed", status, headers, "slow down");
	assert_int_equal(visitor_poll(visitor, feed), FEED_THROTTLED);
	assert_due(feed, least, most + most / 20);
	assert_int_equal(visitor_poll(visitor, neighbour), FEED_THROTTLED);
	assert_int_equal(visitor_requests(visitor), 1);
	assert_int_equal(visitor_poll(visitor, elsewhere), FEED_OK);
}

static void seconds_429(void **state)
{
	assert_host_rests(*state, 429, "Retry-After: 7200\r\n", 2 * HOUR, 4 * HOUR);
}

static void date_429(void **state)
{
	time_t later = VISITOR_START + 3 * HOUR;
	char headers[80];
	struct tm utc;

	gmtime_r(&later, &utc);
	strftime(headers, sizeof(headers), "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
	assert_host_rests(*state, 429, headers, 3 * HOUR, 4 * HOUR);
}

static void none_429(void **state)
{
	assert_host_rests(*state, 429, NULL, 12 * MINUTE, 18 * MINUTE);
}

static void absurd_429(void **state)
{
	assert_host_rests(*state, 429, "Retry-After: 99999999999999999999\r\n", 30 * DAY, 30 * DAY);
}

static void past_429(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, NULL, 429, "Retry-After: Sat, 21 Nov 2026 07:00:00 GMT\r\n", "");
	visitor_poll(visitor, feed);
	assert_due(feed, 10 * MINUTE, 4 * HOUR + 12 * MINUTE);
}

static void retry_503(void **state)
{
	assert_host_rests(*state, 503, "Retry-After: 3600\r\n", HOUR, 4 * HOUR);
}

static void forbidden_403(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	struct subscription *neighbour = visitor_follow(visitor, 0, "/neighbour");
	struct subscription *elsewhere = visitor_follow(visitor, 1, "/elsewhere");

	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_answer(visitor, "/feed", 403, NULL, "no");
	assert_int_equal(visitor_poll(visitor, feed), FEED_HTTP_ERROR);
	assert_due(feed, 12 * MINUTE, 18 * MINUTE);
	visitor_start(visitor, neighbour);
	visitor_start(visitor, elsewhere);
	while (visitor->polled < 2)
		uv_run(&visitor->loop, UV_RUN_ONCE);
	assert_int_equal(elsewhere->state.last_result, FEED_OK);
	assert_int_equal(visitor_requests(visitor), 2);
	assert_int_equal(neighbour->state.last_fetch, 0);
}

struct wish {
	const char *headers;
	const char *body;
	double per_day;			/* entries that the feed brings */
	int64_t least, most;
};

static void assert_wishes(struct visitor *visitor, const struct wish *wishes, size_t count)
{
	static const char *const paths[] = {"/0", "/1", "/2", "/3", "/4", "/5", "/6"};

	visitor_answer(visitor, NULL, 200, NULL, body);
	for (size_t i = 0; i < count; i++) {
		struct subscription *feed = follow_with_pace(visitor, paths[i],
							     wishes[i].per_day);

		visitor_answer(visitor, paths[i], 200, wishes[i].headers, wishes[i].body);
		visitor_poll(visitor, feed);
		assert_due(feed, wishes[i].least, wishes[i].most);
	}
}

static void max_age_floor(void **state)
{
	static const struct wish wishes[] = {
		{"Cache-Control: public, max-age=10800\r\n", body, 48, 3 * HOUR, 190 * MINUTE},
		{"Cache-Control: max-age=60\r\n", body, 48, 10 * MINUTE, HOUR},
		{"Cache-Control: max-age=36000\r\n", body, 48, 4 * HOUR, 5 * HOUR},
		{"Cache-Control: max-age=36000\r\n", body, 1, 10 * HOUR, 11 * HOUR},
		{"Cache-Control: max-age=31536000\r\n", body, 1, DAY, 26 * HOUR},
		{"Expires: Sun, 22 Nov 2026 09:00:00 GMT\r\n", body, 48, 2 * HOUR, 130 * MINUTE},
	};

	assert_wishes(*state, wishes, sizeof(wishes) / sizeof(wishes[0]));
}

static void expires_zero(void **state)
{
	static const struct wish wishes[] = {
		{"Expires: 0\r\n", body, 48, 10 * MINUTE, HOUR},
		{"Expires: -1\r\nCache-Control: no-cache\r\n", body, 48, 10 * MINUTE, HOUR},
		{"Expires: Thu, 01 Jan 1970 00:00:00 GMT\r\n", body, 48, 10 * MINUTE, HOUR},
	};

	assert_wishes(*state, wishes, sizeof(wishes) / sizeof(wishes[0]));
}

/* It is seven o'clock on a Sunday. */
static void own_hints(void **state)
{
	static const struct wish wishes[] = {
		{NULL, FEED("<ttl>180</ttl>"), 48, 3 * HOUR, 190 * MINUTE},
		{NULL, FEED("<skipHours><hour>7</hour><hour>8</hour></skipHours>"), 48,
		 2 * HOUR, 3 * HOUR},
		{NULL, FEED("<skipDays><day>Sunday</day></skipDays>"), 48, 17 * HOUR, 18 * HOUR},
		{NULL, FEED("<sy:updatePeriod>daily</sy:updatePeriod>"), 1, DAY, 26 * HOUR},
		{NULL, FEED("<sy:updatePeriod>hourly</sy:updatePeriod>"), 1, 3 * HOUR, 5 * HOUR},
	};

	assert_wishes(*state, wishes, sizeof(wishes) / sizeof(wishes[0]));
}

static void restart(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");
	int64_t due;

	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_poll(visitor, feed);
	due = visitor_due_in(feed);
	for (int i = 0; i < 3; i++) {
		visitor_wait(visitor, due / 4);
		visitor_run(visitor, 50);
		assert_int_equal(visitor_requests(visitor), 1);
	}
	visitor_wait(visitor, due / 2);
	visitor_run_until(visitor, 2);
	assert_int_equal(visitor_requests(visitor), 2);
}

/* Makes the store one that version 1 of it left, with a feed in it. */
static void leave_version_1(struct visitor *visitor, const char *url)
{
	const char *root = getenv("srcdir");
	char *path = mem_printf("%s/tests/store/version_1.sql", root != NULL ? root : ".");
	char *database = file_join(visitor->directory, "granola.db");
	struct buf sql = {0};
	sqlite3 *db;

	assert_int_equal(file_read(path, 1 << 20, &sql, NULL), 0);
	buf_printf(&sql, "UPDATE feed SET url = '%s';", url);
	assert_int_equal(sqlite3_open(database, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, buf_text(&sql), NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	buf_clear(&sql);
	free(database);
	free(path);
}

static void upgrade(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	leave_version_1(visitor, visitor->settings[0].url);
	http_server_reply(visitor->server, &(struct http_reply){
		.path = "/feed", .etag = "W/\"first\"", .body = body,
	});
	assert_int_equal(visitor_poll(visitor, feed), FEED_NOT_MODIFIED);
	assert_string_equal(visitor_header(visitor, "If-None-Match"), "W/\"first\"");
	assert_string_equal(visitor_header(visitor, "If-Modified-Since"),
			    "Sat, 21 Nov 2026 18:00:00 GMT");
}

static void added(void **state)
{
	struct visitor *visitor = *state;

	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_follow(visitor, 0, "/feed");
	visitor_run_until(visitor, 1);
	visitor_run(visitor, 50);
	assert_int_equal(visitor_requests(visitor), 1);
}

/* Milliseconds between the first and the last of the last requests. */
static uint64_t span_of(const struct visitor *visitor, size_t count)
{
	size_t last = visitor_requests(visitor) - 1;

	return http_server_request_time(visitor->server, last) -
	       http_server_request_time(visitor->server, last + 1 - count);
}

static void sixty_feeds(void **state)
{
	enum { FEEDS = 60, GAP_MS = 20 };
	struct visitor *visitor = *state;
	struct subscription *feeds[FEEDS];

	visitor->gap_ms = GAP_MS;
	visitor_answer(visitor, NULL, 200, NULL, body);
	for (int i = 0; i < FEEDS; i++) {
		char path[16];

		snprintf(path, sizeof(path), "/feed/%d", i);
		feeds[i] = visitor_follow(visitor, 0, path);
	}
	for (int i = 0; i < FEEDS; i++)
		visitor_start(visitor, feeds[i]);
	visitor_finish(visitor);
	assert_int_equal(visitor_requests(visitor), FEEDS);
	assert_int_equal(http_server_most_per_host(visitor->server), 1);
	/* The first may have arrived a little late. */
	assert_true(span_of(visitor, FEEDS) >= (FEEDS - 2) * GAP_MS);
}

static void same_address(void **state)
{
	enum { ROUNDS = 5, GAP_MS = 40 };
	struct visitor *visitor = *state;
	const char *url = http_server_url(visitor->server, 0, "/feed");
	char *alias = mem_printf("http://localhost%s", strrchr(url, ':'));
	struct subscription *by_number = visitor_follow_url(visitor, url);
	struct subscription *by_name = visitor_follow_url(visitor, alias);

	visitor->gap_ms = GAP_MS;
	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_poll(visitor, by_number);	/* now it is known who lives where */
	visitor_poll(visitor, by_name);
	for (int i = 0; i < ROUNDS; i++) {
		visitor_start(visitor, by_number);
		visitor_start(visitor, by_name);
		visitor_finish(visitor);
	}
	assert_true(span_of(visitor, 2 * ROUNDS) >= (2 * ROUNDS - 2) * GAP_MS);
	assert_int_equal(http_server_most_at_once(visitor->server), 1);
	free(alias);
}

static void boot(void **state)
{
	enum { FEEDS = 200, STEPS = 6 };
	struct visitor *visitor = *state;
	int64_t span = policy_start_span(FEEDS);

	visitor_answer(visitor, NULL, 200, NULL, body);
	for (int i = 0; i < FEEDS; i++) {
		char path[16];

		snprintf(path, sizeof(path), "/feed/%d", i);
		visitor_follow(visitor, (size_t)i % 2, path);
	}
	visitor_run(visitor, 100);
	for (int i = 1; i < STEPS; i++) {
		visitor_move(visitor, span / STEPS);
		visitor_run(visitor, 100);
		assert_true(visitor_requests(visitor) <= (size_t)(i + 1) * FEEDS / STEPS);
	}
	visitor_move(visitor, span / STEPS);
	visitor_run_until(visitor, FEEDS);
	assert_int_equal(visitor_requests(visitor), FEEDS);
}

static void clock_back(void **state)
{
	struct visitor *visitor = *state;
	size_t position = 0;
	int64_t wait;

	visitor_follow(visitor, 0, "/feed");
	visitor_answer(visitor, NULL, 200, NULL, body);
	visitor_run_until(visitor, 1);
	wait = visitor_due_in(map_next(roster_subscriptions(visitor->roster), &position));
	visitor_move(visitor, -365 * DAY);
	visitor_run(visitor, 100);
	visitor_move(visitor, wait - 1);
	visitor_run(visitor, 100);
	assert_int_equal(visitor_requests(visitor), 1);
	visitor_move(visitor, 1);
	visitor_run_until(visitor, 2);
}

static void clock_forward(void **state)
{
	enum { FEEDS = 100, STEPS = 6 };
	struct visitor *visitor = *state;
	int64_t span = policy_start_span(FEEDS);

	visitor_answer(visitor, NULL, 200, NULL, body);
	for (int i = 0; i < FEEDS; i++) {
		char path[16];

		snprintf(path, sizeof(path), "/feed/%d", i);
		visitor_follow(visitor, (size_t)i % 2, path);
	}
	visitor_run(visitor, 1);
	visitor_move(visitor, span);
	visitor_run_until(visitor, FEEDS);
	visitor_move(visitor, 365 * DAY);
	visitor_run(visitor, 200);
	assert_true(visitor_requests(visitor) <= FEEDS + 2 * FEEDS / STEPS);
	visitor_move(visitor, span);
	visitor_run_until(visitor, 2 * FEEDS);
	assert_int_equal(visitor_requests(visitor), 2 * FEEDS);
}

static void refreshed(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, NULL, 200, "ETag: \"1\"\r\n", body);
	visitor_run_until(visitor, 1);
	visitor_move(visitor, 59);
	assert_int_equal(visitor_refresh(visitor, feed), 0);
	visitor_move(visitor, 1);
	assert_int_equal(visitor_refresh(visitor, feed), 1);
	assert_int_equal(visitor_refresh(visitor, feed), 1);	/* the same: it is due, once */
	visitor_run_until(visitor, 2);
	assert_string_equal(visitor_header(visitor, "If-None-Match"), "\"1\"");
	visitor_answer(visitor, NULL, 429, "Retry-After: 600\r\n", "");
	visitor_move(visitor, 60);
	assert_int_equal(visitor_refresh(visitor, feed), 1);
	visitor_run_until(visitor, 3);
	visitor_move(visitor, 599);
	assert_int_equal(visitor_refresh(visitor, feed), 0);
	visitor_run(visitor, 50);
	assert_int_equal(visitor_requests(visitor), 3);
}

static const struct promise promises[] = {
	{"429_retry_after_seconds", "020, 021",
	 "429: the whole host is left alone for as many seconds as it says.", seconds_429},
	{"429_retry_after_date", "020, 021", "Or until the date it says.", date_429},
	{"429_retry_after_none", "020, 021", "If it does not say, we slow down all the same.",
	 none_429},
	{"429_retry_after_absurd", "020, 021", "A Retry-After of years means a month.", absurd_429},
	{"429_retry_after_past", "020, 021", "One that is over means our usual interval.",
	 past_429},
	{"503_retry_after", "020, 021", "503 means what 429 means.", retry_503},
	{"403_slows_host", "020, 021", "A 403 slows us down on the whole host too.", forbidden_403},
	{"max_age_floor", "022-024",
	 "We come no sooner than max-age and Expires say: up to 4 h, and 24 h for slow feeds.",
	 max_age_floor},
	{"expires_zero", "022-024", "An Expires that is past is no wish, and no error.",
	 expires_zero},
	{"ttl_skiphours_skipdays", "022-024",
	 "ttl, skipHours, skipDays and updatePeriod are honoured; none makes us come sooner.",
	 own_hints},
	{"restart_does_not_poll_early", "",
	 "A restart is no reason to ask: what was not due is not due.", restart},
	{"upgrade_keeps_validators", "010-016",
	 "A new version of granola knows what the old one was told.", upgrade},
	{"add_is_one_request", "036", "Adding a feed is one request.", added},
	{"host_spacing_60_feeds", "033-035",
	 "Sixty feeds of a host are asked for one by one, with a gap.", sixty_feeds},
	{"same_address_spacing", "033-035", "Names that lead to one address are one host.",
	 same_address},
	{"no_stampede_on_boot", "033-035",
	 "A start with many feeds is spread over minutes.", boot},
	{"clock_put_back", "",
	 "When the clock is put back a year, a feed waits neither longer nor shorter.", clock_back},
	{"clock_put_forward", "033-035",
	 "When it is put forward a year, or we were not there, those due take turns.",
	 clock_forward},
	{"manual_refresh_limited", "070, 071",
	 "A person can ask for a poll, but not against a Retry-After, nor within a minute of the"
	 " last; and it is conditional.",
	 refreshed},
};

int main(void)
{
	return promises_keep(promises, sizeof(promises) / sizeof(promises[0]));
}
