#include "support/unit.h"

#include "story/succession.h"

enum { KNOWN = 100, NEXT = 110, MOST = 12, GROUPS = 4 };

struct expected_turn {
	enum story_change_kind kind;
	int64_t from, to, successor;
	size_t articles;
};

/* Articles as they came: the story each was in, and its group now. */
static const struct {
	const char *name;
	struct heritage articles[MOST];
	size_t count;
	int64_t names[GROUPS];
	struct expected_turn turns[GROUPS];
	size_t turn_count;
} cases[] = {
	{ "stories that stay keep their names",
	  { { 7, 0 }, { 9, 1 }, { 7, 0 } }, 3, { 7, 9 }, { { 0 } }, 0 },
	{ "of merged ones the oldest story gives the name, not the oldest article",
	  { { 9, 0 }, { 7, 0 }, { 7, 0 } }, 3, { 7 },
	  { { STORY_MERGED, 9, 7, 7, 1 } }, 1 },
	{ "the smaller part of a split is the new story",
	  { { 7, 0 }, { 7, 1 }, { 7, 1 } }, 3, { NEXT, 7 },
	  { { STORY_SPLIT, 7, NEXT, 7, 1 } }, 1 },
	{ "of equal parts that with the oldest article keeps the name",
	  { { 7, 1 }, { 7, 0 } }, 2, { NEXT, 7 },
	  { { STORY_SPLIT, 7, NEXT, 7, 1 } }, 1 },
	{ "an old story's first article takes no name with it to another's many",
	  { { 7, 0 }, { 9, 0 }, { 9, 0 }, { 9, 0 }, { 7, 1 }, { 7, 1 } }, 6, { 9, 7 },
	  { { STORY_MOVED, 7, 9, 7, 1 } }, 1 },
	{ "a story may be merged, and a part of it split off at once",
	  { { 7, 0 }, { 9, 0 }, { 9, 0 }, { 9, 1 } }, 4, { 7, NEXT },
	  { { STORY_MERGED, 9, 7, 7, 2 }, { STORY_SPLIT, 9, NEXT, 7, 1 } }, 2 },
	{ "a part that joins what came today is split off, for that was unknown",
	  { { 7, 0 }, { 7, 0 }, { 7, 1 }, { 105, 1 }, { 105, 1 } }, 5, { 7, 105 },
	  { { STORY_SPLIT, 7, 105, 7, 1 } }, 1 },
	{ "of stories that nobody has heard of nothing is told",
	  { { 7, 0 }, { 105, 0 }, { 106, 1 }, { 106, 2 } }, 4, { 7, 106, NEXT }, { { 0 } }, 0 },
	{ "three become one",
	  { { 9, 0 }, { 8, 0 }, { 7, 0 } }, 3, { 7 },
	  { { STORY_MERGED, 8, 7, 7, 1 }, { STORY_MERGED, 9, 7, 7, 1 } }, 2 },
	{ "nothing at all", { { 0 } }, 0, { 0 }, { { 0 } }, 0 },
};

static void stories_live_on_where_most_of_their_articles_are(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct succession succession;
		int64_t next_id = NEXT;

		print_message("%s\n", cases[i].name);
		succession_make(&succession, &(struct regrouping){
				cases[i].articles, cases[i].count, GROUPS, KNOWN }, &next_id);
		for (j = 0; j < GROUPS; j++)
			assert_int_equal(succession.names[j], cases[i].names[j]);
		assert_int_equal(succession.turn_count, cases[i].turn_count);
		for (j = 0; j < cases[i].turn_count; j++) {
			const struct turn *turn = &succession.turns[j];
			const struct expected_turn *expected = &cases[i].turns[j];

			assert_int_equal(turn->kind, expected->kind);
			assert_int_equal(turn->from, expected->from);
			assert_int_equal(turn->to, expected->to);
			assert_int_equal(turn->successor, expected->successor);
			assert_int_equal(turn->articles, expected->articles);
		}
		succession_clear(&succession);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories_live_on_where_most_of_their_articles_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
