#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/baseline.h"
#include "story/editor.h"
#include "story/explain.h"

enum { HOUR = 3600, NOW = 1000 * HOUR, HALF_LIFE = 12 * HOUR };

static const struct article origin = {
	.id = 4, .title = "A bridge opens", .url = "https://a.example/bridge",
	.publisher = "a.example", .publisher_name = "The A", .weight = 2,
	.time = NOW - 6 * HOUR, .role = ROLE_ORIGIN,
};

static const struct article follower = {
	.id = 7, .title = "Bridge open", .publisher = "c.example", .publisher_name = "The C",
	.weight = 1, .time = NOW - 4 * HOUR, .role = ROLE_INDEPENDENT,
};

static const struct article reprint = {
	.id = 9, .title = "", .publisher = "b.example", .publisher_name = "", .weight = 1,
	.time = NOW - 3 * HOUR, .role = ROLE_REPRINT, .of = 4,
	.signal = SIGNAL_COPIED_TEXT, .score = 0.8254, .merged_with = 4,
};

/* Two articles of another story. */
static const struct article former = {
	.publisher = "d.example", .time = NOW - 30 * HOUR, .role = ROLE_INDEPENDENT,
};

static const struct article echo = {
	.publisher = "c.example", .time = NOW - 29 * HOUR, .role = ROLE_INDEPENDENT,
};

static const struct article *articles[] = { &origin, &reprint };

static const struct story story = {
	.id = 1, .articles = articles, .article_count = 2, .independents = 1, .reprints = 1,
	.lead = &origin,
};

static void expect(struct buf *got, const char *wanted)
{
	assert_string_equal(buf_text(got), wanted);
	buf_clear(got);
}

static void each_article_says_what_put_it_there(void **state)
{
	struct buf out = {0};

	(void)state;
	explain_story(&out, &story);
	expect(&out,
	       "  #4     1970-02-11T10:00:00Z  The A  origin\n"
	       "         A bridge opens\n"
	       "         https://a.example/bridge\n"
	       "         first: nothing before it was like it: it founded its story\n"
	       "  #9     1970-02-11T13:00:00Z  b.example  reprint of #4\n"
	       "         (no title)\n"
	       "         copied text 0.825 of the shorter text's wording stand in both, with #4\n");
}

static void what_became_of_a_story_is_told_with_its_figures(void **state)
{
	static const struct story_change changes[] = {
		{ NOW, STORY_MERGED, 7, 1, 3, SIGNAL_COPIED_TEXT, 0.9144, 9, 4 },
		{ NOW, STORY_MERGED, 8, 1, 1, SIGNAL_SAME_LINK, 1, 10, 4 },
		{ NOW + HOUR, STORY_SPLIT, 1, 12, 2, SIGNAL_SIMILAR, 0.0612, 5, 4 },
		{ NOW + HOUR, STORY_MOVED, 1, 3, 1, SIGNAL_NONE, 0, 0, 0 },
	};
	struct buf out = {0};

	(void)state;
	explain_history(&out, changes, 0);
	expect(&out, "");
	explain_history(&out, changes, 4);
	expect(&out,
	       "  What became of it:\n"
	       "    1970-02-11T16:00:00Z  story 7 was merged into story 1: 3 articles\n"
	       "      copied text 0.914 of the shorter text's wording stand in both, #9 and #4\n"
	       "    1970-02-11T16:00:00Z  story 8 was merged into story 1: 1 article\n"
	       "      same link: #10 and #4\n"
	       "    1970-02-11T17:00:00Z  story 1 split off story 12: 2 articles\n"
	       "      similar 0.061 is their mean likeness to those left, most of all of "
	       "#5 and #4\n"
	       "    1970-02-11T17:00:00Z  story 1 lost a part to story 3: 1 article\n"
	       "      nothing was left to compare them with\n");
}

static void a_rank_shows_every_term(void **state)
{
	static const double relevances[] = { 1, 0.4 };
	static const struct article *told[] = { &origin, &follower, &reprint };
	static const struct article *told_before[] = { &former, &echo };
	static const struct story told_story = {
		.id = 1, .articles = told, .article_count = 3, .independents = 2, .reprints = 1,
		.lead = &origin,
	};
	static const struct story other = { .articles = told_before, .article_count = 2 };
	struct baseline *baseline = baseline_new(NOW, HALF_LIFE);
	struct arena *arena = arena_new();
	struct ranked ranked = {
		.story = &told_story, .relevances = relevances, .read = 2, .lead_relevance = 1,
		.half_life = HALF_LIFE,
	};
	struct buf out = {0};

	(void)state;
	baseline_add(baseline, &other);
	ranked.trend = trend_measure(arena, &told_story, 0.8, baseline);
	explain_rank(&out, &ranked, NOW);
	expect(&out,
	       "  rank 3.016 = relevance 0.800 x voices 2.295 x burst 1.642\n"
	       "  relevance 0.800 = the mean of #4 1.00, #7 0.40, and the lead's once more, "
	       "#4 1.00\n"
	       "  voices 2.295 = the sum of\n"
	       "    1.414  The A: weight 2 x 2^(-6.00 h / 12.00 h), by #4\n"
	       "    0.794  The C: weight 1 x 2^(-4.00 h / 12.00 h), by #7\n"
	       "    0.087  reprints: 0.15 x ln(1 + 1) x 2^(-3.00 h / 12.00 h)\n"
	       "  burst 1.642 = 1 + ln(1 + z), where z = 2 sqrt(0.909 + 3/8) - "
	       "2 sqrt(0.091 + 3/8), or 0\n"
	       "    0.909  publishers followed the first in the last 6.00 h, each worth 1 - "
	       "how many\n"
	       "      of the topic's other stories it follows, where others are first\n"
	       "      0.909  The C: 1 - 1 / (1 + 10)\n"
	       "    0.091  are usual, the greater of\n"
	       "      0.000  in as long a time before: 0.000 / 1.00\n"
	       "      0.091  in as long a time after the first, in the topic's other stories: "
	       "1 / (1 + 10)\n");
	arena_free(arena);
	baseline_free(baseline);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_article_says_what_put_it_there),
		cmocka_unit_test(what_became_of_a_story_is_told_with_its_figures),
		cmocka_unit_test(a_rank_shows_every_term),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
