/*
 * What summaries promise, over invented texts of many scripts and all lengths:
 * every number, name and quotation is of a source, nothing is told twice, and
 * the length is the one asked for where there is enough to tell.
 */
#include "support/unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "story/gate.h"
#include "story/summary.h"
#include "support/length.h"
#include "support/news.h"
#include "text/sentences.h"
#include "text/words.h"

enum { MOST_SOURCES = 3 };

static const struct story {
	struct summary_source sources[MOST_SOURCES];
	size_t count;
} stories[] = {
	{ { { FERRY_WIRE, "en", NULL } }, 1 },
	{ { { FERRY_WIRE, "en", NULL }, { FERRY_OTHER, "en", NULL },
	  { FERRY_THIRD, "", NULL } }, 3 },
	{ { { FERRY_OTHER FERRY_THIRD, "", NULL } }, 1 },
	{ { { CHEESE, "", NULL }, { TELESCOPE, "", NULL } }, 2 },
	{ { {
		"Паром «Святой Брендан» сел на мель у Порт-Элма во вторник вечером, на борту было"
		" 212 человек. Всех пассажиров доставили на берег живыми.\n"
		"«Мы услышали скалы раньше, чем увидели их», — сказала капитан Нора Грей. Однако"
		" Грей не знает, почему остановились двигатели.\n"
		"Спасатели из трёх городов добрались до судна за 40 минут. Одиннадцать человек"
		" лечат в больнице от переохлаждения.\n", "ru", NULL } }, 1 },
	{ { {
		"渡轮“圣布伦丹”号星期二晚上在榆港外搁浅，"
		"船上有212人。所有乘客都被安全送上岸，没有人死亡。\n"
		"船长格雷说：“我们先听到礁石的声音，"
		"然后才看到它。”来自三个镇的救生艇在40分钟内到达现场。\n"
		"海事安全局已经开始调查，"
		"并派出两名工程师检查船体。榆树航运公司取消了本周所有航班。\n",
		"zh", NULL } }, 1 },
	{ { {
		"フェリー「セント・ブレンダン号」が火曜日の夜、"
		"エルム港沖で座礁し、212人が乗っていた。"
		"乗客は全員無事に岸へ運ばれた。\n"
		"船長のグレイさんは「見えるより先に岩の音が"
		"聞こえた」と話した。救命艇は40分以内に到着した。\n"
		"海上安全委員会は調査を始め、"
		"技術者を二人派遣した。運航会社は週末までの便を取りやめた。\n",
		"ja", NULL } }, 1 },
	{ { {
		"جنحت العبارة سانت بريندان قبالة ميناء إلم مساء الثلاثاء وعلى متنها 212 شخصا. ونقل"
		" جميع الركاب إلى الشاطئ أحياء.\n"
		"وقالت القبطان نورا غراي: «سمعنا الصخور قبل أن نراها». ووصلت قوارب النجاة خلال 40"
		" دقيقة إلى السفينة.\n"
		"وفتح مجلس السلامة البحرية تحقيقا وأرسل مهندسين لفحص الهيكل. وألغت الشركة جميع"
		" الرحلات حتى نهاية الأسبوع.\n", "ar", NULL } }, 1 },
	{ { {
		"सेंट ब्रेंडन नाम की नौका मंगलवार रात एल्म "
		"बंदरगाह के पास चट्टान से टकरा गई, जिसमें 212 लोग"
		" सवार थे। सभी यात्रियों को सुरक्षित किनारे लाया गया।\n"
		"कप्तान नोरा ग्रे ने कहा, \"हमने चट्टान को देखने से पहले उसकी "
		"आवाज़ सुनी।\" बचाव नौकाएँ 40"
		" मिनट में वहाँ पहुँच गईं।\n"
		"समुद्री सुरक्षा बोर्ड ने जाँच शुरू की और दो "
		"इंजीनियर भेजे। कंपनी ने सप्ताह के अंत तक सभी यात्राएँ"
		" रद्द कर दीं।\n", "hi", NULL } }, 1 },
};

enum { STORIES = sizeof(stories) / sizeof(stories[0]) };

static void join(struct buf *text, const struct summary *summary)
{
	size_t i;

	for (i = 0; i < summary->count; i++) {
		buf_add_text(text, summary->paragraphs[i]);
		buf_add_char(text, '\n');
	}
}

static void assert_no_sentence_twice(const char *text)
{
	struct sentences sentences = {0};
	size_t i, j;

	sentences_split(&sentences, text, strlen(text), NULL);
	for (i = 0; i < sentences.count; i++)
		for (j = 0; j < i; j++) {
			const struct sentence *x = &sentences.list[i], *y = &sentences.list[j];

			assert_false(x->end - x->start == y->end - y->start &&
				     memcmp(text + x->start, text + y->start,
					    x->end - x->start) == 0);
		}
	sentences_clear(&sentences);
}

static void what_is_told_was_told(void **state)
{
	size_t words, i;

	(void)state;
	for (i = 0; i < STORIES; i++)
		for (words = 20; words < 200; words += 7) {
			const struct story *story = &stories[i];
			struct arena *arena = arena_new();
			struct summary summary = summary_make(arena, story->sources, story->count,
				(struct summary_limit){ .words = words });
			struct gate *gate = gate_new(arena, story->sources, story->count, "");
			struct buf text = {0};

			join(&text, &summary);
			assert_null(gate_find_unfounded(gate, buf_text(&text)));
			assert_no_sentence_twice(buf_text(&text));
			assert_true(length_in_words(buf_text(&text)) <= words + words / 10);
			buf_clear(&text);
			gate_free(gate);
			arena_free(arena);
		}
}

static void every_script_has_a_summary_that_begins_as_its_source_does(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < STORIES; i++) {
		struct arena *arena = arena_new();
		struct summary summary = summary_make(arena, stories[i].sources, stories[i].count,
			(struct summary_limit){ .sentences = 3 });
		struct sentences sentences = {0};
		struct buf text = {0};

		assert_true(summary.count > 0);
		join(&text, &summary);
		sentences_split(&sentences, buf_text(&text), text.length, NULL);
		assert_in_range(sentences.count, 2, 3);
		assert_non_null(strstr(stories[i].sources[0].text,
			arena_dup_bytes(arena, buf_text(&text) + sentences.list[0].start,
					sentences.list[0].end - sentences.list[0].start)));
		sentences_clear(&sentences);
		buf_clear(&text);
		arena_free(arena);
	}
}

static void sentences_of_scripts_without_spaces_are_joined_without(void **state)
{
	size_t i;

	(void)state;
	for (i = 5; i < 7; i++) {
		struct arena *arena = arena_new();
		struct summary summary = summary_make(arena, stories[i].sources, 1,
			(struct summary_limit){ .sentences = 3 });

		assert_true(summary.count > 0);
		assert_null(strchr(summary.paragraphs[0], ' '));
		arena_free(arena);
	}
}

/* A town where something of its own happens to everybody, in sentences of a dozen words. */
static const char *tell_of_a_town(struct buf *text)
{
	static const char *const who[] = {
		"Baker", "Miller", "Cooper", "Mason", "Weaver", "Fisher", "Potter", "Sawyer",
	};
	static const char *const what[] = {
		"lost the keys to a shop near the old stone bridge",
		"painted every door of the school in a brighter colour",
		"found coins under the floor of a ruined chapel",
		"planted apple trees along the road to the station",
		"won the regatta with a boat made from driftwood",
	};
	size_t i, j;

	for (i = 0; i < sizeof(what) / sizeof(what[0]); i++)
		for (j = 0; j < sizeof(who) / sizeof(who[0]); j++)
			buf_printf(text, "On day %zu the %s family %s.%s", i * 8 + j + 11, who[j],
				   what[i], j % 2 == 1 ? "\n" : " ");
	return buf_text(text);
}

static void the_length_is_the_one_asked_for_where_there_is_enough(void **state)
{
	struct buf text = {0};
	const struct summary_source source = { tell_of_a_town(&text), "en", NULL };
	size_t words;

	(void)state;
	for (words = 80; words <= 240; words += 10) {
		struct arena *arena = arena_new();
		struct summary summary = summary_make(arena, &source, 1,
			(struct summary_limit){ .words = words });
		struct buf out = {0};

		join(&out, &summary);
		assert_in_range(length_in_words(buf_text(&out)), words - words / 10,
				words + words / 10);
		buf_clear(&out);
		arena_free(arena);
	}
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_told_was_told),
		cmocka_unit_test(every_script_has_a_summary_that_begins_as_its_source_does),
		cmocka_unit_test(sentences_of_scripts_without_spaces_are_joined_without),
		cmocka_unit_test(the_length_is_the_one_asked_for_where_there_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
