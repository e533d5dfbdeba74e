/*
 * Which sentences? The first of the first report, which says what it is about.
 * Then those that are central (LexRank), stand early in their article, and are
 * told by other reports as well; each time the best of them that does not say
 * again what was said, in these words or in others.
 */
#include "story/summary.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/passage.h"

enum {
	PARAGRAPH_SENTENCES = 3,
	PARAGRAPH_WORDS = 75,
};

static const double DECAY = 0.8;	/* how fast importance falls with position */
static const double CORROBORATED = 0.5;	/* gain for each other report that says it */
static const double SAME_NEWS = 0.5;	/* similarity of sentences that say the same … */
static const double SAME_ELSEWHERE = 0.45;	/* … if they are of different reports … */
static const double SAME_FIGURE = 0.3;	/* … and give the same number */
static const double REPETITION = 0.7;	/* similarity within a report that is too much */
static const double NOVELTY = 0.35;	/* share of likeness to what is chosen that is taken off */
static const double POINTING = 0.3;	/* worth of a sentence without the one it points at … */
static const double LEANING = 0.7;	/* … or leans on otherwise */
static const double FOLLOWING = 1.25;	/* of one that goes on from a chosen sentence */
static const double SECOND_LEAD = 0.3;	/* worth of how another report begins */
static const double TOLERANCE = 1.10;	/* words a last good sentence may go beyond the limit */
static const double ENOUGH = 0.9;	/* of the words asked for … */
static const double FILLER = 0.3;	/* … after which a sentence is worth this of the mean */
static const double DOUBTFUL = 0.3;	/* worth of what may be more sentences than it is */
static const double UNRELATED = 0.05;	/* similarity below which a new paragraph may begin */

struct choice {
	struct passages passages;
	struct summary_limit limit;
	double *scores;
	bool *is_chosen;
	bool *is_refused;
	size_t count;			/* chosen */
	size_t sentences;		/* that these are */
	size_t words;
};

/* How many other reports have a sentence that says the same. */
static size_t count_witnesses(const struct passages *passages, size_t number)
{
	bool says_so[PASSAGE_MOST_REPORTS] = { false };
	size_t count = 0, i;

	for (i = 0; i < passages->count; i++)
		if (passage_similarity(passages, number, i) >= SAME_NEWS)
			says_so[passages->list[i].report] = true;
	says_so[passages->list[number].report] = false;
	for (i = 0; i < PASSAGE_MOST_REPORTS; i++)
		count += says_so[i];
	return count;
}

static void score(struct choice *choice)
{
	const struct passages *passages = &choice->passages;
	size_t i;

	choice->scores = passage_ranks(passages);
	for (i = 0; i < passages->count; i++) {
		const struct passage *passage = &passages->list[i];

		choice->scores[i] *= passage->worth / (1 + DECAY * (double)passage->position) *
				     (1 + CORROBORATED * (double)count_witnesses(passages, i));
		if (passage->report > 0 && passage->position == 0)
			choice->scores[i] *= SECOND_LEAD;
	}
}

/* Whether one sentence says again what the other says. */
static bool repeats(const struct passages *passages, size_t a, size_t b)
{
	const struct passage *x = &passages->list[a], *y = &passages->list[b];
	double similarity = passage_similarity(passages, a, b);

	if (x->report == y->report)
		return similarity >= REPETITION;
	return similarity >= SAME_ELSEWHERE ||
	       (similarity >= SAME_FIGURE && passage_shares_figure(x, y));
}

/* How much like something chosen a sentence is, at most; 1 if it repeats it. */
static double likeness_to_chosen(const struct choice *choice, size_t number)
{
	double most = 0;
	size_t i;

	for (i = 0; i < choice->passages.count; i++) {
		if (!choice->is_chosen[i])
			continue;
		if (repeats(&choice->passages, number, i))
			return 1;
		if (passage_similarity(&choice->passages, number, i) > most)
			most = passage_similarity(&choice->passages, number, i);
	}
	return most;
}

/* Whether the sentence before this one in its report is chosen. */
static bool has_support(const struct choice *choice, size_t number)
{
	const struct passage *passage = &choice->passages.list[number], *before = passage - 1;

	return number > 0 && choice->is_chosen[number - 1] && before->report == passage->report &&
	       before->position + before->sentence_count == passage->position;
}

/* What a sentence that does not follow a chosen one loses by how it begins. */
static double stands_alone(const struct passage *passage)
{
	if (passage->opening.points)
		return POINTING;
	if (passage->opening.assumes || (passage->opening.turns && passage->opening.turn == 0))
		return LEANING;
	return 1;
}

/*
 * What a sentence that says something new is worth now; where sentences are
 * counted, one that readers may take for two is worth less.
 */
static double value_of(const struct choice *choice, size_t number, double likeness)
{
	const struct passage *passage = &choice->passages.list[number];
	double value = choice->scores[number] * (1 - NOVELTY * likeness);

	if (choice->limit.sentences != 0 && passage->doubt_count > 0)
		value *= DOUBTFUL;
	return value * (has_support(choice, number) ? FOLLOWING : stands_alone(passage));
}

/* The best sentence that says something new; the number of all if there is none. */
static size_t next_best(struct choice *choice)
{
	size_t best = choice->passages.count, i;
	double most = 0;

	for (i = 0; i < choice->passages.count; i++) {
		double likeness, value;

		if (choice->is_chosen[i] || choice->is_refused[i])
			continue;
		likeness = likeness_to_chosen(choice, i);
		choice->is_refused[i] = likeness >= 1;
		value = value_of(choice, i, likeness);
		if (!choice->is_refused[i] && value > most) {
			most = value;
			best = i;
		}
	}
	return best;
}

static bool fits(const struct choice *choice, const struct passage *passage)
{
	const struct summary_limit limit = choice->limit;
	size_t words = choice->words + passage->word_count;

	return (limit.words == 0 || (double)words <= (double)limit.words * TOLERANCE) &&
	       (limit.sentences == 0 ||
		choice->sentences + passage->sentence_count <= limit.sentences);
}

/* Whether a passage says too little, beside what was chosen, to fill the last lines with. */
static bool is_filler(const struct choice *choice, size_t number)
{
	double sum = 0;
	size_t i;

	if (choice->limit.words == 0 ||
	    (double)choice->words < (double)choice->limit.words * ENOUGH)
		return false;
	for (i = 0; i < choice->passages.count; i++)
		sum += choice->is_chosen[i] ? choice->scores[i] : 0;
	return choice->scores[number] * (double)choice->count < FILLER * sum;
}

/* Takes a passage if it fits. */
static void take(struct choice *choice, size_t number)
{
	const struct passage *passage = &choice->passages.list[number];

	if (!fits(choice, passage) || is_filler(choice, number)) {
		choice->is_refused[number] = true;
		return;
	}
	choice->is_chosen[number] = true;
	choice->words += passage->word_count;
	choice->sentences += passage->sentence_count;
	choice->count++;
}

static void choose(struct choice *choice)
{
	const struct passages *passages = &choice->passages;
	size_t best;

	if (passages->count > 0 && passages->list[0].position == 0)
		take(choice, 0);
	while ((best = next_best(choice)) < passages->count)
		take(choice, best);
}

/* The report whose order is the summary's: the first of which there is something. */
static size_t main_report(const struct choice *choice)
{
	size_t i;

	for (i = 0; i < choice->passages.count; i++)
		if (choice->is_chosen[i])
			return choice->passages.list[i].report;
	return 0;
}

/* The sentence of the main report that this one is told after; itself if it is of it. */
static size_t anchor_of(const struct choice *choice, size_t number, size_t report)
{
	const struct passages *passages = &choice->passages;
	size_t anchor = passages->count, i;
	double most = -1;

	if (passages->list[number].report == report)
		return number;
	for (i = 0; i < passages->count; i++) {
		if (passages->list[i].report != report || !choice->is_chosen[i] ||
		    passage_similarity(passages, number, i) <= most)
			continue;
		most = passage_similarity(passages, number, i);
		anchor = i;
	}
	/* What the main report tells in one breath is not interrupted. */
	while (anchor + 1 < passages->count && choice->is_chosen[anchor + 1] &&
	       has_support(choice, anchor + 1))
		anchor++;
	return anchor;
}

struct placed {
	size_t anchor;
	size_t number;
};

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->anchor != y->anchor)
		return x->anchor < y->anchor ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static struct placed *put_in_order(const struct choice *choice)
{
	struct placed *placed = mem_array(choice->count + 1, sizeof(*placed));
	size_t report = main_report(choice), count = 0, i;

	for (i = 0; i < choice->passages.count; i++)
		if (choice->is_chosen[i])
			placed[count++] = (struct placed){ anchor_of(choice, i, report), i };
	qsort(placed, count, sizeof(*placed), by_place);
	return placed;
}

/* Whether a sentence begins a new paragraph after one of so many sentences and words. */
static bool breaks_paragraph(const struct passages *passages, const struct placed *now,
			     size_t sentences, size_t words)
{
	return sentences + passages->list[now->number].sentence_count > PARAGRAPH_SENTENCES ||
	       words + passages->list[now->number].word_count > PARAGRAPH_WORDS ||
	       (sentences > 1 &&
		passage_similarity(passages, now[-1].number, now->number) < UNRELATED);
}

/* Whether the sentence before this one in its report was told just before it. */
static bool follows(const struct choice *choice, const struct placed *placed, size_t number)
{
	return number > 0 && placed[number - 1].number + 1 == placed[number].number &&
	       has_support(choice, placed[number].number);
}

/* Whether what is written ends with a full stop that brings its own space, as in Chinese. */
static bool ends_wide(const struct buf *paragraph)
{
	static const char *const stops[] = {
		"\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f", "\xe3\x80\x8d", "\xe3\x80\x8f",
	};
	size_t i;

	for (i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		if (str_ends(buf_text(paragraph), stops[i]))
			return true;
	return false;
}

static void end_paragraph(struct summary *summary, struct arena *arena, struct buf *paragraph)
{
	summary->paragraphs[summary->count++] = arena_dup(arena, buf_text(paragraph));
	buf_truncate(paragraph, 0);
}

static struct summary write_down(const struct choice *choice, const struct placed *placed)
{
	struct arena *arena = choice->passages.arena;
	struct summary summary = {
		.paragraphs = arena_array(arena, choice->count + 1, sizeof(char *)),
	};
	struct buf paragraph = {0};
	size_t sentences = 0, words = 0, i;

	for (i = 0; i < choice->count; i++) {
		const struct passage *passage = &choice->passages.list[placed[i].number];

		if (sentences > 0 &&
		    breaks_paragraph(&choice->passages, &placed[i], sentences, words)) {
			end_paragraph(&summary, arena, &paragraph);
			sentences = words = 0;
		}
		if (sentences > 0 && !ends_wide(&paragraph))
			buf_add_char(&paragraph, ' ');
		buf_add_text(&paragraph,
			     follows(choice, placed, i) ? passage->text : passage->alone);
		words += passage->word_count;
		sentences += passage->sentence_count;
	}
	if (sentences > 0)
		end_paragraph(&summary, arena, &paragraph);
	buf_clear(&paragraph);
	return summary;
}

struct summary summary_make(struct arena *arena, const struct summary_source *sources,
			    size_t count, struct summary_limit limit)
{
	struct choice choice = { .limit = limit };
	struct summary summary;
	struct placed *placed;

	passage_read(&choice.passages, arena, sources, count);
	choice.is_chosen = mem_array(choice.passages.count + 1, sizeof(*choice.is_chosen));
	choice.is_refused = mem_array(choice.passages.count + 1, sizeof(*choice.is_refused));
	score(&choice);
	choose(&choice);
	placed = put_in_order(&choice);
	summary = write_down(&choice, placed);
	free(placed);
	free(choice.scores);
	free(choice.is_chosen);
	free(choice.is_refused);
	passage_clear(&choice.passages);
	return summary;
}
