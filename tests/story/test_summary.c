#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "story/summary.h"
#include "support/length.h"
#include "support/news.h"
#include "text/sentences.h"
#include "text/words.h"

static size_t length_of(const struct summary *summary)
{
	size_t words = 0, i;

	for (i = 0; i < summary->count; i++)
		words += length_in_words(summary->paragraphs[i]);
	return words;
}

/* Every sentence stands word for word in a source; none twice. */
static void assert_extracted(const struct summary *summary, const struct summary_source *sources,
			     size_t count)
{
	struct sentences sentences = {0};
	struct arena *arena = arena_new();
	const char *seen[100];
	size_t seen_count = 0, p, i, j;

	for (p = 0; p < summary->count; p++) {
		const char *text = summary->paragraphs[p];

		sentences_split(&sentences, text, strlen(text), NULL);
		assert_in_range(sentences.count, 1, 3);
		for (i = 0; i < sentences.count; i++) {
			const char *sentence = arena_dup_bytes(arena,
				text + sentences.list[i].start,
				sentences.list[i].end - sentences.list[i].start);
			bool is_found = false;

			for (j = 0; j < count; j++)
				is_found |= strstr(sources[j].text, sentence) != NULL;
			assert_true(is_found);
			for (j = 0; j < seen_count; j++)
				assert_string_not_equal(seen[j], sentence);
			seen[seen_count++] = sentence;
		}
	}
	arena_free(arena);
	sentences_clear(&sentences);
}

static void a_summary_is_sentences_of_its_sources_within_the_limit(void **state)
{
	const struct summary_source sources[] = {
		{ FERRY_WIRE, "en", NULL }, { FERRY_OTHER, "", NULL }, { FERRY_THIRD, "en", NULL },
	};
	size_t words, count;

	(void)state;
	for (count = 1; count <= 3; count++)
		for (words = 30; words < 300; words += 30) {
			struct arena *arena = arena_new();
			struct summary summary = summary_make(arena, sources, count,
				(struct summary_limit){ .words = words });

			assert_true(summary.count > 0);
			assert_true(length_of(&summary) <= words + words / 10);
			assert_extracted(&summary, sources, count);
			arena_free(arena);
		}
}

static void sentences_can_be_counted_instead(void **state)
{
	const struct summary_source source = { FERRY_WIRE, "en", NULL };
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, &source, 1,
					      (struct summary_limit){ .sentences = 2 });
	struct sentences sentences = {0};

	(void)state;
	assert_int_equal(summary.count, 1);
	sentences_split(&sentences, summary.paragraphs[0], strlen(summary.paragraphs[0]), NULL);
	assert_int_equal(sentences.count, 2);
	assert_true(strstr(summary.paragraphs[0], "ran aground") != NULL);
	assert_null(strstr(summary.paragraphs[0], "Harbour Wire"));
	sentences_clear(&sentences);
	arena_free(arena);
}

static void copies_do_not_say_everything_twice(void **state)
{
	const struct summary_source sources[] = { { FERRY_WIRE, "en", NULL },
		{ FERRY_WIRE, "en", NULL } };
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, sources, 2,
					      (struct summary_limit){ .words = 300 });

	(void)state;
	assert_extracted(&summary, sources, 2);
	assert_true(length_of(&summary) <= length_in_words(FERRY_WIRE));
	arena_free(arena);
}

static const char quoted[] =
	"The mill at Sorrel burnt down on Sunday night after a spark fell into the grain store.\n"
	"\"A mill that everybody loves is a mill that nobody sweeps, and so it burns.\"\n"
	"\"It was a beautiful mill with two stones. It will stand again before the summer ends,\""
	" said its owner, Hanna Brook, who learnt her trade there.\n"
	"Firemen from four villages pumped water from the pond until the morning came.\n";

static void a_quotation_is_told_with_whose_it_is_or_not_at_all(void **state)
{
	const struct summary_source source = { quoted, "en", NULL };
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, &source, 1,
					      (struct summary_limit){ .words = 200 });
	struct buf all = {0};
	size_t i;

	(void)state;
	for (i = 0; i < summary.count; i++)
		buf_add_text(&all, summary.paragraphs[i]);
	assert_null(strstr(buf_text(&all), "nobody sweeps"));
	assert_non_null(strstr(buf_text(&all), "two stones. It will stand"));
	assert_non_null(strstr(buf_text(&all), "said its owner"));
	buf_clear(&all);
	arena_free(arena);
}

static void a_summary_opens_as_its_first_source_does(void **state)
{
	const struct summary_source sources[] = { { FERRY_OTHER, "en", NULL },
		{ FERRY_WIRE, "en", NULL } };
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, sources, 2,
					      (struct summary_limit){ .words = 100 });

	(void)state;
	assert_memory_equal(summary.paragraphs[0], FERRY_OTHER, 40);
	arena_free(arena);
}

static void a_quotation_without_end_does_not_take_forever(void **state)
{
	struct summary_source source = { .language = "en" };
	struct arena *arena = arena_new();
	struct buf text = {0};
	int i;

	(void)state;
	buf_add_char(&text, '"');
	for (i = 0; i < 200000; i++)
		buf_add_text(&text, "The mill burnt down and down again. ");
	source.text = buf_text(&text);
	summary_make(arena, &source, 1, (struct summary_limit){ .words = 50 });
	assert_true(arena_size(arena) < 1 << 20);
	buf_clear(&text);
	arena_free(arena);
}

static const char turning[] =
	"The mill at Sorrel burnt down on Sunday night after a spark fell into the grain store.\n"
	"The owner of the mill, Hanna Brook, thinks of a lightning stroke, and of nothing else at"
	" all, as what set the grain store of the mill on fire on that night.\n"
	"Meanwhile, Sorrel collects money so that the mill can be built again before winter.\n"
	"He rang the bell of the church until somebody came.\n";

static void a_sentence_told_alone_does_not_hang_on_one_that_is_not_told(void **state)
{
	const struct summary_source source = { turning, "en", NULL };
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, &source, 1,
					      (struct summary_limit){ .words = 30 });

	(void)state;
	assert_int_equal(summary.count, 1);
	assert_string_equal(summary.paragraphs[0],
		"The mill at Sorrel burnt down on Sunday night after a spark fell into the grain"
		" store. Sorrel collects money so that the mill can be built again before winter.");
	arena_free(arena);
}

static void a_text_of_two_reports_is_told_from_both(void **state)
{
	struct summary_source source = { .language = "en" };
	struct arena *arena = arena_new();
	struct buf text = {0};
	struct summary summary;

	(void)state;
	buf_add_text(&text, FERRY_WIRE);
	buf_add_text(&text, "The ferry Saint Brendan ran aground off Port Elm with 212 on board.\n"
			    "All of them were taken alive from the Mussel Rocks.\n"
			    "Divers found a hole in the hull of the Saint Brendan.\n"
			    "The hole lies below the engine room, where water stands now.\n");
	source.text = buf_text(&text);
	summary = summary_make(arena, &source, 1, (struct summary_limit){ .words = 110 });
	assert_true(summary.count > 0);
	buf_truncate(&text, 0);
	for (size_t i = 0; i < summary.count; i++)
		buf_add_text(&text, summary.paragraphs[i]);
	assert_non_null(strstr(buf_text(&text), "Divers found a hole"));
	assert_null(strstr(buf_text(&text), "with 212 on board."));
	buf_clear(&text);
	arena_free(arena);
}

static void where_sources_disagree_it_is_told_who_says_what(void **state)
{
	struct summary_source sources[] = {
		{ "A fire in the mill at Sorrel killed 12 people on Sunday night.\n"
		  "Firemen from four villages pumped water from the pond until the morning came.\n",
		  "en", "Harbour Wire" },
		{ "On Sunday night 15 people were killed by a fire in the mill at Sorrel.\n"
		  "The owner, Hanna Brook, learnt her trade from her aunt.\n",
		  "en", "The Bellwether" },
	};
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, sources, 2,
					      (struct summary_limit){ .words = 60 });

	(void)state;
	assert_true(summary.count > 0);
	assert_non_null(strstr(summary.paragraphs[0],
		"A fire in the mill at Sorrel killed 12 people on Sunday night (Harbour Wire). On"
		" Sunday night 15 people were killed by a fire in the mill at Sorrel (The"
		" Bellwether)."));
	sources[1].name = "Harbour Wire";
	summary = summary_make(arena, sources, 2, (struct summary_limit){ .words = 60 });
	assert_null(strstr(summary.paragraphs[0], "Harbour Wire"));
	assert_null(strstr(summary.paragraphs[0], "15 people"));
	arena_free(arena);
}

static void a_source_in_brackets_leaves_an_abbreviation_its_point(void **state)
{
	static const struct summary_source sources[] = {
		{ "A fire in the mill at Sorrel killed 12 people at 5 p.m.\n",
		  "en", "Harbour Wire" },
		{ "At 5 p.m. 15 people were killed by a fire in the mill at Sorrel.\n",
		  "en", "The Bellwether" },
	};
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, sources, 2,
					      (struct summary_limit){ .words = 60 });

	(void)state;
	assert_true(summary.count > 0);
	assert_non_null(strstr(summary.paragraphs[0], "12 people at 5 p.m. (Harbour Wire)."));
	arena_free(arena);
}

static void nothing_gives_nothing(void **state)
{
	const struct summary_source sources[] = { { "", "", NULL }, { "\n \n", "en", NULL } };
	struct arena *arena = arena_new();

	(void)state;
	assert_int_equal(summary_make(arena, sources, 2,
				      (struct summary_limit){ .words = 50 }).count, 0);
	assert_int_equal(summary_make(arena, NULL, 0,
				      (struct summary_limit){ .words = 50 }).count, 0);
	arena_free(arena);
}

static void a_text_of_odd_sentences_still_has_a_summary(void **state)
{
	const struct summary_source source = {
		"Ferry sinks.\nAll saved!\nIs it so? I think so.", "en", NULL,
	};
	struct arena *arena = arena_new();

	(void)state;
	assert_true(summary_make(arena, &source, 1,
				 (struct summary_limit){ .words = 20 }).count > 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_summary_is_sentences_of_its_sources_within_the_limit),
		cmocka_unit_test(sentences_can_be_counted_instead),
		cmocka_unit_test(copies_do_not_say_everything_twice),
		cmocka_unit_test(a_quotation_is_told_with_whose_it_is_or_not_at_all),
		cmocka_unit_test(a_summary_opens_as_its_first_source_does),
		cmocka_unit_test(a_quotation_without_end_does_not_take_forever),
		cmocka_unit_test(a_sentence_told_alone_does_not_hang_on_one_that_is_not_told),
		cmocka_unit_test(a_text_of_two_reports_is_told_from_both),
		cmocka_unit_test(where_sources_disagree_it_is_told_who_says_what),
		cmocka_unit_test(a_source_in_brackets_leaves_an_abbreviation_its_point),
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(a_text_of_odd_sentences_still_has_a_summary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
