#include "support/scratch_store.h"

static struct feed_state *upsert(struct scratch *scratch, const struct feed_settings *settings,
				 size_t count)
{
	const struct feed_selection feeds = { .settings = settings, .count = count, .now = NOON };
	struct feed_state *states;

	scratch_expect(scratch, feeds_upsert(scratch->store, &feeds, &states, &scratch->err));
	return states;
}

static void new_feeds_are_due_at_once_and_come_in_the_order_asked_for(void **state)
{
	const struct feed_settings settings[] = {
		{ .url = "https://b.example/feed" },
		{ .url = "https://a.example/feed" },
		{ .url = "https://b.example/feed" },
	};
	struct feed_state *states = upsert(*state, settings, 3);

	assert_string_equal(states[0].url, "https://b.example/feed");
	assert_string_equal(states[1].url, "https://a.example/feed");
	assert_int_equal(states[2].id, states[0].id);
	assert_int_not_equal(states[1].id, states[0].id);
	assert_int_equal(states[0].next_due, 0);
	assert_int_equal(states[0].last_result, FEED_NEVER_POLLED);
	assert_null(states[0].etag);
	feed_states_free(states, 3);
}

static const struct feed_state full = {
	.fetch_url = (char *)"https://moved.example/feed",
	.title = (char *)"Fédération",
	.site_url = (char *)"https://a.example/",
	.etag = (char *)"W/\"x'y\"",
	.last_modified = (char *)"Sun, 22 Nov 2026 12:00:00 GMT",
	.body_hash = { UINT64_MAX, 1 },
	.next_due = NOON + 1,
	.last_fetch = NOON + 2,
	.last_success = NOON + 3,
	.failing_since = NOON + 4,
	.failures = 5,
	.last_result = FEED_UNREADABLE,
	.last_error = (char *)"no such host",
	.is_gone = true,
	.moved_count = 6,
	.moved_since = NOON + 7,
	.moved_to = (char *)"https://c.example/",
	.rate_entries = 8.25,
	.rate_seconds = 9.5,
	.rate_time = NOON + 10,
	.hours = {1, 255, [23] = 24},
	.newest_entry = NOON + 11,
	.ttl = 12,
	.skip_hours = 0xffffffff,
	.skip_days = 0x7f,
	.due_reason = REASON_BACK_OFF,
	.usual_gap = 3600,
	.undated_since = NOON + 13,
	.entries = 14,
	.week = {15, 255, [FEED_WEEK_BYTES - 1] = 16},
	.week_day = 20779,
};

static void assert_states_equal(const struct feed_state *a, const struct feed_state *b)
{
	assert_int_equal(a->id, b->id);
	assert_string_equal(a->url, b->url);
	assert_string_equal(a->fetch_url, b->fetch_url);
	assert_string_equal(a->title, b->title);
	assert_string_equal(a->site_url, b->site_url);
	assert_string_equal(a->etag, b->etag);
	assert_string_equal(a->last_modified, b->last_modified);
	assert_true(hash_equal(a->body_hash, b->body_hash));
	assert_int_equal(a->next_due, b->next_due);
	assert_int_equal(a->last_fetch, b->last_fetch);
	assert_int_equal(a->last_success, b->last_success);
	assert_int_equal(a->failing_since, b->failing_since);
	assert_int_equal(a->failures, b->failures);
	assert_int_equal(a->last_result, b->last_result);
	assert_string_equal(a->last_error, b->last_error);
	assert_true(a->is_gone == b->is_gone);
	assert_int_equal(a->moved_count, b->moved_count);
	assert_int_equal(a->moved_since, b->moved_since);
	assert_string_equal(a->moved_to, b->moved_to);
	assert_true(a->rate_entries == b->rate_entries && a->rate_seconds == b->rate_seconds);
	assert_int_equal(a->rate_time, b->rate_time);
	assert_memory_equal(a->hours, b->hours, sizeof(a->hours));
	assert_int_equal(a->newest_entry, b->newest_entry);
	assert_int_equal(a->ttl, b->ttl);
	assert_int_equal(a->skip_hours, b->skip_hours);
	assert_int_equal(a->skip_days, b->skip_days);
	assert_int_equal(a->due_reason, b->due_reason);
	assert_int_equal(a->usual_gap, b->usual_gap);
	assert_int_equal(a->undated_since, b->undated_since);
	assert_int_equal(a->entries, b->entries);
	assert_memory_equal(a->week, b->week, sizeof(a->week));
	assert_int_equal(a->week_day, b->week_day);
}

static void a_state_comes_back_as_it_was_saved(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state first = scratch_feed(scratch, "https://a.example/feed");
	struct feed_state sent = full;
	struct feed_state again;

	sent.id = first.id;
	sent.url = first.url;
	scratch_expect(scratch, feeds_save_state(scratch->store, &sent, &scratch->err));
	scratch_reopen(scratch, STORE_WRITE);
	again = scratch_feed(scratch, "https://a.example/feed");
	assert_states_equal(&sent, &again);
	feed_state_clear(&first);
	feed_state_clear(&again);
}

static void a_feed_taken_out_stops_and_returns_as_it_was(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state first = scratch_feed(scratch, "https://a.example/feed");
	struct feed_state other, again, *polled;
	size_t count;

	first.failures = 3;
	scratch_expect(scratch, feeds_save_state(scratch->store, &first, &scratch->err));
	other = scratch_feed(scratch, "https://b.example/feed");
	scratch_expect(scratch, feeds_load(scratch->store, &polled, &count, &scratch->err));
	assert_int_equal(count, 1);
	assert_int_equal(polled[0].id, other.id);
	feed_states_free(polled, count);
	again = scratch_feed(scratch, "https://a.example/feed");
	assert_int_equal(again.id, first.id);
	assert_int_equal(again.failures, 3);
	feed_state_clear(&first);
	feed_state_clear(&other);
	feed_state_clear(&again);
}

static void no_feeds_are_a_fine_number_of_feeds(void **state)
{
	struct scratch *scratch = *state;
	struct feed_state *states = upsert(scratch, NULL, 0);
	size_t count;

	feed_states_free(states, 0);
	scratch_expect(scratch, feeds_load(scratch->store, &states, &count, &scratch->err));
	assert_int_equal(count, 0);
	feed_states_free(states, count);
}

static void a_feed_that_was_never_added_cannot_be_saved(void **state)
{
	struct scratch *scratch = *state;
	const struct feed_state stranger = { .id = 77, .url = (char *)"x" };

	assert_int_equal(feeds_save_state(scratch->store, &stranger, &scratch->err), -1);
	assert_string_equal(scratch->err.text, "feed 77 is not in the store");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(new_feeds_are_due_at_once_and_come_in_the_order_asked_for),
		STORE_TEST(a_state_comes_back_as_it_was_saved),
		STORE_TEST(a_feed_taken_out_stops_and_returns_as_it_was),
		STORE_TEST(no_feeds_are_a_fine_number_of_feeds),
		STORE_TEST(a_feed_that_was_never_added_cannot_be_saved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
