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
#include "base/mem.h"
#include "base/str.h"
#include "story/arrangement.h"
#include "story/gate.h"
#include "story/passage.h"

static const double DECAY = 0.8;	/* how fast importance falls with position */
static const double CORROBORATED = 0.5;	/* gain for each other report that says it */
static const double SAME_NEWS = 0.5;	/* similarity of sentences that say the same … */
static const double SAME_ELSEWHERE = 0.45;	/* … if they are of different reports … */
static const double SAME_FIGURE = 0.3;	/* … and give the same number */
static const double SAME_MATTER = 0.3;	/* similarity of sentences whose numbers may disagree */
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

struct choice {
	const struct summary_source *sources;
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
	       (similarity >= SAME_FIGURE && figures_agree(&x->figures, &y->figures));
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
	if (passage_has_support(&choice->passages, choice->is_chosen, number))
		return value * FOLLOWING;
	return value * stands_alone(passage);
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

/* Whether there is room for a passage, and so many words more. */
static bool fits(const struct choice *choice, const struct passage *passage, size_t more)
{
	const struct summary_limit limit = choice->limit;
	size_t words = choice->words + passage->word_count + more;

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

static void add(struct choice *choice, size_t number)
{
	const struct passage *passage = &choice->passages.list[number];

	choice->is_chosen[number] = true;
	choice->words += passage->word_count;
	choice->sentences += passage->sentence_count;
	choice->count++;
}

/* Whether a passage says again what a chosen one says, but for `besides`. */
static bool is_told(const struct choice *choice, size_t number, size_t besides)
{
	size_t i;

	for (i = 0; i < choice->passages.count; i++)
		if (choice->is_chosen[i] && i != besides && repeats(&choice->passages, number, i))
			return true;
	return false;
}

/* How many words a name in brackets adds. */
static size_t count_credit(const char *name)
{
	size_t words = 1;

	for (; *name != '\0'; name++)
		words += *name == ' ';
	return words;
}

/* Whether another source says about the same with another number, and there is room for that. */
static bool is_disputed_by(const struct choice *choice, size_t number, size_t other)
{
	const struct passage *x = &choice->passages.list[number];
	const struct passage *y = &choice->passages.list[other];
	const char *a = choice->sources[x->source].name, *b = choice->sources[y->source].name;

	return !choice->is_chosen[other] && a != NULL && b != NULL && !str_equal(a, b) &&
	       passage_similarity(&choice->passages, number, other) >= SAME_MATTER &&
	       figures_dispute(&x->figures, &y->figures) &&
	       fits(choice, y, count_credit(a) + count_credit(b)) &&
	       !is_told(choice, other, number);
}

/* Has it said who says this, in brackets. */
static void credit(struct choice *choice, size_t number)
{
	struct passage *passage = &choice->passages.list[number];

	if (passage->credit != NULL)
		return;
	passage->credit = choice->sources[passage->source].name;
	choice->words += count_credit(passage->credit);
}

/* Has both sides told, and who says which, where sources disagree with a chosen sentence. */
static void hear_other_side(struct choice *choice, size_t number)
{
	size_t best = choice->passages.count, i;

	for (i = 0; i < choice->passages.count; i++)
		if (is_disputed_by(choice, number, i) &&
		    (best == choice->passages.count ||
		     passage_similarity(&choice->passages, number, i) >
		     passage_similarity(&choice->passages, number, best)))
			best = i;
	if (best == choice->passages.count)
		return;
	add(choice, best);
	credit(choice, number);
	credit(choice, best);
}

/* Takes a passage if it fits. */
static void take(struct choice *choice, size_t number)
{
	if (!fits(choice, &choice->passages.list[number], 0) || is_filler(choice, number)) {
		choice->is_refused[number] = true;
		return;
	}
	add(choice, number);
	hear_other_side(choice, number);
}

static bool is_within(const struct choice *choice, double words)
{
	double asked = (double)choice->limit.words;

	return words >= asked * ENOUGH && words <= asked * TOLERANCE;
}

/* The best passage that may stand in for this one so that the length is right; all if none. */
static size_t find_stand_in(struct choice *choice, size_t number)
{
	const struct passages *passages = &choice->passages;
	size_t words = choice->words - passages->list[number].word_count;
	size_t best = passages->count, i;

	choice->is_chosen[number] = false;
	for (i = 0; i < passages->count; i++)
		if (!choice->is_chosen[i] && i != number &&
		    is_within(choice, (double)(words + passages->list[i].word_count)) &&
		    (best == passages->count || choice->scores[i] > choice->scores[best]) &&
		    likeness_to_chosen(choice, i) < 1)
			best = i;
	choice->is_chosen[number] = true;
	return best;
}

/* Where no more sentences fit and too little is told, a longer one takes the place of another. */
static void mend_length(struct choice *choice)
{
	const struct passages *passages = &choice->passages;
	size_t out = passages->count, in = passages->count, i;
	double gain = -1e9;

	if (choice->limit.words == 0 || is_within(choice, (double)choice->words))
		return;
	for (i = 1; i < passages->count; i++) {
		size_t other = passages->count;

		if (choice->is_chosen[i] && passages->list[i].credit == NULL)
			other = find_stand_in(choice, i);
		if (other < passages->count && choice->scores[other] - choice->scores[i] > gain) {
			gain = choice->scores[other] - choice->scores[i];
			out = i;
			in = other;
		}
	}
	if (in == passages->count)
		return;
	choice->is_chosen[out] = false;
	choice->is_chosen[in] = true;
	choice->words += passages->list[in].word_count - passages->list[out].word_count;
	choice->sentences += passages->list[in].sentence_count;
	choice->sentences -= passages->list[out].sentence_count;
}

static void choose(struct choice *choice)
{
	const struct passages *passages = &choice->passages;
	size_t best;

	if (passages->count > 0 && passages->list[0].position == 0)
		take(choice, 0);
	while ((best = next_best(choice)) < passages->count)
		take(choice, best);
	mend_length(choice);
}

/* Makes sure that no cut lets a sentence say what its sources do not. */
static void check_cuts(struct choice *choice, const struct summary_source *sources, size_t count)
{
	struct gate *gate = NULL;
	size_t i;

	for (i = 0; i < choice->passages.count; i++) {
		struct passage *passage = &choice->passages.list[i];

		if (!choice->is_chosen[i] || passage->alone == passage->text)
			continue;
		if (gate == NULL)
			gate = gate_new(choice->passages.arena, sources, count, "");
		if (gate_find_unfounded(gate, passage->alone) != NULL)
			passage->alone = passage->text;
	}
	gate_free(gate);
}

struct summary summary_make(struct arena *arena, const struct summary_source *sources,
			    size_t count, struct summary_limit limit)
{
	struct choice choice = { .limit = limit, .sources = sources };
	struct summary summary;

	passage_read(&choice.passages, arena, sources, count);
	choice.is_chosen = mem_array(choice.passages.count + 1, sizeof(*choice.is_chosen));
	choice.is_refused = mem_array(choice.passages.count + 1, sizeof(*choice.is_refused));
	score(&choice);
	choose(&choice);
	check_cuts(&choice, sources, count);
	summary = arrangement_make(&choice.passages, choice.is_chosen, choice.count);
	free(choice.scores);
	free(choice.is_chosen);
	free(choice.is_refused);
	passage_clear(&choice.passages);
	return summary;
}
