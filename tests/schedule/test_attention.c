#include "support/unit.h"

#include "model/feed.h"
#include "schedule/attention.h"
#include "schedule/rhythm.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR };

#define NOW INT64_C(1795330800)

static void a_feed_needs_attention_once_it_lasts(void **state)
{
	static char moved[] = "https://new.example/feed";
	const struct {
		struct feed_state feed;
		enum attention_kind kind;
		int64_t since;
	} cases[] = {
		{{0}, ATTENTION_NONE, 0},
		{{.failing_since = NOW - DAY + 1}, ATTENTION_NONE, 0},
		{{.failing_since = NOW - DAY}, ATTENTION_FAILING, NOW - DAY},
		{{.failing_since = NOW - 5, .is_gone = true}, ATTENTION_GONE, NOW - 5},
		{{.fetch_url = moved, .moved_since = NOW - 9}, ATTENTION_MOVED, NOW - 9},
		{{.newest_entry = NOW - 40 * DAY, .usual_gap = HOUR}, ATTENTION_SILENT,
		 NOW - 40 * DAY},
		{{.newest_entry = NOW - 29 * DAY, .usual_gap = HOUR}, ATTENTION_NONE, 0},
		{{.newest_entry = NOW - 40 * DAY, .usual_gap = 7 * DAY}, ATTENTION_NONE, 0},
		{{.newest_entry = NOW - 71 * DAY, .usual_gap = 7 * DAY}, ATTENTION_SILENT,
		 NOW - 71 * DAY},
		{{.newest_entry = NOW - 400 * DAY}, ATTENTION_NONE, 0},
		{{.undated_since = NOW - HOUR}, ATTENTION_NONE, 0},
		{{.undated_since = NOW - 2 * DAY}, ATTENTION_UNDATED, NOW - 2 * DAY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct attention got = attention_of(&cases[i].feed, NOW);

		assert_string_equal(attention_text(got.kind), attention_text(cases[i].kind));
		assert_int_equal(got.since, cases[i].since);
	}
}

static void note(struct feed_state *feed, const int64_t *times, size_t count, int64_t now)
{
	struct entry entries[8] = {{0}};
	struct feed_document document = {.entries = entries, .entry_count = count};

	for (size_t i = 0; i < count; i++) {
		entries[i].published = times[i];
		entries[i].updated = TIME_UNKNOWN;
	}
	rhythm_note_dates(feed, &document, now);
}

static void the_usual_gap_is_learned_from_dates(void **state)
{
	struct feed_state feed = {0};

	(void)state;
	note(&feed, (int64_t[]){NOW - DAY, NOW - 3 * DAY, NOW - 5 * DAY}, 3, NOW);
	assert_int_equal(feed.usual_gap, 2 * DAY);
	assert_int_equal(feed.newest_entry, NOW - DAY);
	note(&feed, (int64_t[]){NOW - DAY, NOW - 3 * DAY}, 2, NOW + HOUR);
	assert_int_equal(feed.usual_gap, 2 * DAY);
	note(&feed, (int64_t[]){NOW + 5 * DAY}, 1, NOW + 5 * DAY);
	assert_int_equal(feed.usual_gap, 3 * DAY);
	note(&feed, (int64_t[]){NOW + 5 * DAY, INT64_MAX}, 2, NOW + 6 * DAY);
	assert_int_equal(feed.newest_entry, NOW + 6 * DAY);
}

static void a_feed_is_undated_until_an_entry_has_a_date(void **state)
{
	struct feed_state feed = {0};

	(void)state;
	note(&feed, NULL, 0, NOW - 1);
	assert_int_equal(feed.undated_since, 0);
	note(&feed, (int64_t[]){TIME_UNKNOWN, TIME_UNKNOWN}, 2, NOW);
	note(&feed, (int64_t[]){TIME_UNKNOWN}, 1, NOW + HOUR);
	assert_int_equal(feed.undated_since, NOW);
	note(&feed, NULL, 0, NOW + 2 * HOUR);
	assert_int_equal(feed.undated_since, NOW);
	note(&feed, (int64_t[]){TIME_UNKNOWN, NOW}, 2, NOW + 3 * HOUR);
	assert_int_equal(feed.undated_since, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_feed_needs_attention_once_it_lasts),
		cmocka_unit_test(the_usual_gap_is_learned_from_dates),
		cmocka_unit_test(a_feed_is_undated_until_an_entry_has_a_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
