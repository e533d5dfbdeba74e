/*
 * Conditional requests: what a server said to recognise a version by is given
 * back to it as it was, and for as long as that version is the one we have.
 */
#include "etiquette/promise.h"
#include "etiquette/visitor.h"

enum { DAY = 24 * 60 * 60 };

#define FEED(items) "<rss version='2.0'><channel><title>T</title>" items "</channel></rss>"

static const char first[] = FEED("<item><guid>1</guid><title>One</title></item>");
static const char second[] = FEED("<item><guid>2</guid><title>Two</title></item>");

static void assert_asks(struct visitor *visitor, const char *etag, const char *date)
{
	static const char *const names[] = {"If-None-Match", "If-Modified-Since"};
	const char *const values[] = {etag, date};

	for (size_t i = 0; i < 2; i++) {
		const char *sent = visitor_header(visitor, names[i]);

		if (values[i] == NULL)
			assert_null(sent);
		else if (sent == NULL)
			fail_msg("no %s", names[i]);
		else
			assert_string_equal(sent, values[i]);
	}
}

/* Polls a feed that comes with these headers, and again after a month and a restart. */
static void assert_kept(struct visitor *visitor, const char *headers, const char *etag,
			const char *date)
{
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, "/feed", 200, headers, first);
	assert_int_equal(visitor_poll(visitor, feed), FEED_OK);
	visitor_wait(visitor, 30 * DAY);
	visitor_answer(visitor, "/feed", 304, NULL, NULL);
	assert_int_equal(visitor_poll(visitor, feed), FEED_NOT_MODIFIED);
	assert_asks(visitor, etag, date);
	assert_int_equal(visitor_poll(visitor, feed), FEED_NOT_MODIFIED);
	assert_asks(visitor, etag, date);
}

static void ims_opaque(void **state)
{
	assert_kept(*state, "Last-Modified: some Tuesday,  around 25 o'clock\r\n", NULL,
		    "some Tuesday,  around 25 o'clock");
}

static void etag_quotes_kept(void **state)
{
	assert_kept(*state, "ETag: \"a, \\b 'c'\"\r\n", "\"a, \\b 'c'\"", NULL);
}

static void weak_etag_kept(void **state)
{
	assert_kept(*state, "ETag: W/\"a-gzip\"\r\nLast-Modified: Monday\r\n", "W/\"a-gzip\"",
		    "Monday");
}

/* What the second answer brings replaces what the first did: all of it, or nothing. */
static const struct change {
	int status;
	const char *headers;
	const char *body;
	const char *etag;
	const char *date;
} new_bodies[] = {
	{200, "ETag: \"b\"\r\nLast-Modified: Monday\r\n", second, "\"b\"", "Monday"},
	{200, "ETag: \"a\"\r\nLast-Modified: Friday\r\n", second, "\"a\"", "Friday"},
	{200, "ETag: \"b\"\r\n", second, "\"b\"", NULL},
	{200, "Last-Modified: Friday\r\n", second, NULL, "Friday"},
	{200, "", second, NULL, NULL},
}, not_modified[] = {
	{304, "", NULL, "\"a\"", "Monday"},
	{304, "ETag: \"b\"\r\nLast-Modified: Friday\r\n", NULL, "\"b\"", "Friday"},
	{304, "ETag: \"b\"\r\n", NULL, "\"b\"", NULL},
}, equal_bodies[] = {
	{200, "ETag: \"b\"\r\nLast-Modified: Friday\r\n", first, "\"b\"", "Friday"},
	{200, "ETag: \"b\"\r\nLast-Modified: Monday\r\n", first, "\"b\"", "Monday"},
	{200, "Last-Modified: Friday\r\n", first, NULL, "Friday"},
}, refusals[] = {
	{429, "ETag: \"no\"\r\nRetry-After: 60\r\n", "slow down", "\"a\"", "Monday"},
	{503, "ETag: \"no\"\r\nRetry-After: 60\r\n", "busy", "\"a\"", "Monday"},
	{404, "ETag: \"no\"\r\n", "not here", "\"a\"", "Monday"},
	{200, "ETag: \"no\"\r\n", "<html><title>Just a moment</title></html>", "\"a\"", "Monday"},
};

static void assert_changes(struct visitor *visitor, const struct change *changes, size_t count)
{
	static const char *const paths[] = {"/0", "/1", "/2", "/3", "/4"};

	for (size_t i = 0; i < count; i++) {
		struct subscription *feed = visitor_follow(visitor, 0, paths[i]);

		visitor_answer(visitor, paths[i], 200,
			       "ETag: \"a\"\r\nLast-Modified: Monday\r\n", first);
		visitor_poll(visitor, feed);
		visitor_answer(visitor, paths[i], changes[i].status, changes[i].headers,
			       changes[i].body);
		visitor_poll(visitor, feed);
		assert_asks(visitor, "\"a\"", "Monday");
		visitor_wait(visitor, DAY);
		visitor_poll(visitor, feed);
		assert_asks(visitor, changes[i].etag, changes[i].date);
	}
}

#define ASSERT_CHANGES(state, changes) \
	assert_changes(*(state), changes, sizeof(changes) / sizeof((changes)[0]))

static void validators_atomic_on_partial_change(void **state)
{
	ASSERT_CHANGES(state, new_bodies);
}

static void not_modified_updates_validators(void **state)
{
	ASSERT_CHANGES(state, not_modified);
}

static void hash_equal_still_stores_validators(void **state)
{
	ASSERT_CHANGES(state, equal_bodies);
}

static void throttled_keeps_validators(void **state)
{
	ASSERT_CHANGES(state, refusals);
}

static void no_validators_on_first_fetch(void **state)
{
	struct visitor *visitor = *state;
	struct subscription *feed = visitor_follow(visitor, 0, "/feed");

	visitor_answer(visitor, "/feed", 500, "ETag: \"oops\"\r\nLast-Modified: Monday\r\n",
		       "oops");
	visitor_poll(visitor, feed);
	assert_asks(visitor, NULL, NULL);
	visitor_answer(visitor, "/feed", 200, NULL,
		       FEED("<pubDate>Sun, 22 Nov 2026 05:00:00 GMT</pubDate>"));
	assert_int_equal(visitor_poll(visitor, feed), FEED_OK);
	assert_asks(visitor, NULL, NULL);
	visitor_poll(visitor, feed);
	assert_asks(visitor, NULL, NULL);	/* the feed's own date is no validator */
}

static const struct promise promises[] = {
	{"ims_opaque", "001, 002, 010-016",
	 "Last-Modified comes back as it was sent, whatever it says, after months and restarts.",
	 ims_opaque},
	{"etag_quotes_kept", "003, 004, 010-016",
	 "An ETag comes back with its quotes and everything between them.", etag_quotes_kept},
	{"weak_etag_kept", "003, 004", "A weak ETag stays weak.", weak_etag_kept},
	{"validators_atomic_on_partial_change", "014",
	 "ETag and Last-Modified are one set, and replaced together.",
	 validators_atomic_on_partial_change},
	{"304_updates_validators", "014", "A 304 that brings new ones replaces them.",
	 not_modified_updates_validators},
	{"hash_equal_still_stores_validators", "014",
	 "New validators of an old body are kept all the same.",
	 hash_equal_still_stores_validators},
	{"no_validators_on_first_fetch", "012, 013",
	 "We never make one up: not from our clock, the feed's date, or an error page.",
	 no_validators_on_first_fetch},
	{"429_keeps_validators", "010-016",
	 "Being told to slow down, or getting a page of something else, makes us forget nothing.",
	 throttled_keeps_validators},
};

int main(void)
{
	return promises_keep(promises, sizeof(promises) / sizeof(promises[0]));
}
