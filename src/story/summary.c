/*
 * Which sentences? Those that others resemble (LexRank, Erkan and Radev 2004),
 * that stand early in their article, and that other sources tell as well; each
 * time the best of them that is not much like one already chosen.
 */
#include "story/summary.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/plain.h"
#include "story/lexicon.h"
#include "text/language.h"
#include "text/sentences.h"
#include "text/words.h"

enum {
	MOST_SOURCES = 8,
	MOST_OF_SOURCE = 60,		/* sentences read of each source */
	LEAST_WORDS = 6,		/* of a sentence worth telling */
	MOST_WORDS = 60,
	ROUNDS = 20,			/* LexRank has settled by then */
	PARAGRAPH_SENTENCES = 3,
	PARAGRAPH_WORDS = 75,
};

static const double EDGE = 0.05;	/* similarity that links two sentences */
static const double DAMPING = 0.85;
static const double DECAY = 0.5;	/* how fast importance falls with position */
static const double TOLD_BY_ANOTHER = 0.25;	/* gain for each other source that says it */
static const double SAME_NEWS = 0.5;	/* similarity of sentences that say the same */
static const double REPETITION = 0.6;	/* similarity above which a second one is left out */
static const double NOVELTY = 0.35;	/* share of likeness to what is chosen that is taken off */
static const double TOLERANCE = 1.05;	/* words a last good sentence may go beyond the limit */

struct vector_term {
	uint64_t term;
	double weight;
};

struct candidate {
	const char *text;		/* in the arena */
	size_t source;
	size_t position;		/* in its source */
	size_t word_count;
	double worth;			/* of its kind: less for a quotation … */
	struct vector_term *terms;	/* by term */
	size_t term_count;
	double norm;
	double score;
	bool is_chosen;
	bool is_refused;
};

struct pool {
	struct arena *arena;
	struct lexicon *lexicon;
	struct candidate *list;
	size_t count;
	size_t capacity;
	float *similar;			/* count x count */
	bool takes_all;			/* sentences of any kind and length */
};

static int by_term(const void *a, const void *b)
{
	const struct vector_term *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

static void set_terms(struct pool *pool, struct candidate *candidate, const char *language,
		      const struct words *words)
{
	size_t count = 0, kept = 0, i;

	candidate->terms = arena_array(pool->arena, words->count + 1, sizeof(*candidate->terms));
	for (i = 0; i < words->count; i++) {
		uint64_t term = lexicon_term(pool->lexicon, language, &words->list[i]);

		if (term != 0)
			candidate->terms[count++] = (struct vector_term){ term, 1 };
	}
	qsort(candidate->terms, count, sizeof(*candidate->terms), by_term);
	for (i = 0; i < count; i++) {
		if (i > 0 && candidate->terms[i].term == candidate->terms[kept - 1].term)
			candidate->terms[kept - 1].weight++;
		else
			candidate->terms[kept++] = candidate->terms[i];
	}
	candidate->term_count = kept;
}

static size_t count_of(const char *text, const char *mark)
{
	size_t count = 0;

	while ((text = strstr(text, mark)) != NULL) {
		count++;
		text += strlen(mark);
	}
	return count;
}

/* Whether a quotation begins but does not end in it, or the other way round. */
static bool is_torn_quotation(const char *text)
{
	return count_of(text, "\"") % 2 != 0 ||
	       count_of(text, "\xe2\x80\x9c") != count_of(text, "\xe2\x80\x9d");
}

static bool is_quotation(const char *text)
{
	return strchr(text, '"') != NULL || strstr(text, "\xe2\x80\x9c") != NULL ||
	       strstr(text, "\xc2\xab") != NULL;
}

static bool is_question(const char *text)
{
	return strchr(text, '?') != NULL;
}

static bool is_first_person(const struct words *words)
{
	static const char *const pronouns[] = { "i", "my", "we", "our", "i'm", "we're", "i've" };
	size_t i, j;

	for (i = 0; i < words->count; i++)
		for (j = 0; j < sizeof(pronouns) / sizeof(pronouns[0]); j++)
			if (strcmp(words->list[i].text, pronouns[j]) == 0)
				return true;
	return false;
}

/* What a sentence is worth for its kind, before anyone asks what it says; 0 if nothing. */
static double worth_of(const char *text, const struct words *words)
{
	double worth = 1;

	if (words->count < LEAST_WORDS || words->count > MOST_WORDS)
		return 0;
	if (is_torn_quotation(text))
		worth *= 0.5;
	else if (is_quotation(text))
		worth *= 0.8;
	if (is_question(text))
		worth *= 0.5;
	if (is_first_person(words))
		worth *= 0.7;
	return worth;
}

static void add_candidate(struct pool *pool, const char *text, size_t length,
			  const char *language, struct candidate *candidate, struct words *words)
{
	words_split(words, text, length);
	candidate->text = arena_dup_bytes(pool->arena, text, length);
	candidate->word_count = words->count;
	candidate->worth = pool->takes_all ? 1 : worth_of(candidate->text, words);
	if (candidate->worth <= 0)
		return;
	set_terms(pool, candidate, language, words);
	pool->list = mem_grow(pool->list, &pool->capacity, pool->count, sizeof(*pool->list));
	pool->list[pool->count++] = *candidate;
}

static void read_source(struct pool *pool, const struct summary_source *source, size_t number)
{
	struct buf plain = {0};
	struct sentences sentences = {0};
	struct words words = {0};
	const char *language = source->language;
	size_t i;

	plain_text(&plain, source->text);
	if (str_is_empty(language))
		language = language_detect(buf_text(&plain), plain.length);
	sentences_split(&sentences, buf_text(&plain), plain.length);
	for (i = 0; i < sentences.count && i < MOST_OF_SOURCE; i++) {
		const struct sentence *sentence = &sentences.list[i];
		struct candidate candidate = { .source = number, .position = i };

		add_candidate(pool, plain.data + sentence->start, sentence->end - sentence->start,
			      language, &candidate, &words);
	}
	words_clear(&words);
	sentences_clear(&sentences);
	buf_clear(&plain);
}

/* Where no sentence is worth telling, all are: a short notice has no better ones. */
static void read_sources(struct pool *pool, const struct summary_source *sources, size_t count)
{
	size_t i;

	if (count > MOST_SOURCES)
		count = MOST_SOURCES;
	for (i = 0; i < count; i++)
		read_source(pool, &sources[i], i);
	if (pool->count > 0)
		return;
	pool->takes_all = true;
	for (i = 0; i < count; i++)
		read_source(pool, &sources[i], i);
}

struct occurrence {
	uint64_t term;
	struct vector_term *where;
};

static int by_occurrence(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

/* Weighs terms by how few sentences have them. */
static void weigh_terms(struct pool *pool)
{
	struct occurrence *all;
	size_t total = 0, count = 0, i, j, run;

	for (i = 0; i < pool->count; i++)
		total += pool->list[i].term_count;
	all = mem_array(total + 1, sizeof(*all));
	for (i = 0; i < pool->count; i++)
		for (j = 0; j < pool->list[i].term_count; j++)
			all[count++] = (struct occurrence){ pool->list[i].terms[j].term,
							    &pool->list[i].terms[j] };
	qsort(all, count, sizeof(*all), by_occurrence);
	for (i = 0; i < count; i += run) {
		double rarity;

		for (run = 1; i + run < count && all[i + run].term == all[i].term;)
			run++;
		rarity = log(((double)pool->count + 1) / ((double)run + .5)) + 1;
		for (j = i; j < i + run; j++)
			all[j].where->weight *= rarity;
	}
	free(all);
	for (i = 0; i < pool->count; i++) {
		struct candidate *candidate = &pool->list[i];

		for (j = 0; j < candidate->term_count; j++)
			candidate->norm += candidate->terms[j].weight * candidate->terms[j].weight;
		candidate->norm = sqrt(candidate->norm);
	}
}

static double cosine(const struct candidate *a, const struct candidate *b)
{
	double sum = 0;
	size_t i = 0, j = 0;

	while (i < a->term_count && j < b->term_count) {
		uint64_t x = a->terms[i].term, y = b->terms[j].term;

		if (x == y)
			sum += a->terms[i].weight * b->terms[j].weight;
		i += x <= y;
		j += y <= x;
	}
	return a->norm > 0 && b->norm > 0 ? sum / (a->norm * b->norm) : 0;
}

static double similarity(const struct pool *pool, size_t a, size_t b)
{
	return pool->similar[a * pool->count + b];
}

static void compare_all(struct pool *pool)
{
	size_t n = pool->count, i, j;

	pool->similar = mem_array(n * n + 1, sizeof(*pool->similar));
	for (i = 0; i < n; i++)
		for (j = i + 1; j < n; j++)
			pool->similar[i * n + j] = pool->similar[j * n + i] =
				(float)cosine(&pool->list[i], &pool->list[j]);
}

/* One round of LexRank: every sentence hands its rank on to those it resembles. */
static void hand_on(const struct pool *pool, const double *sums, const double *from, double *to)
{
	size_t n = pool->count, i, j;

	for (i = 0; i < n; i++)
		to[i] = (1 - DAMPING) / (double)n;
	for (i = 0; i < n; i++) {
		if (sums[i] <= 0)
			continue;
		for (j = 0; j < n; j++)
			if (similarity(pool, i, j) >= EDGE)
				to[j] += DAMPING * from[i] * similarity(pool, i, j) / sums[i];
	}
}

/* Sets every score to the sentence's LexRank, 1 being the mean. */
static void rank(struct pool *pool)
{
	size_t n = pool->count, round, i, j;
	double *sums = mem_array(n + 1, sizeof(*sums));
	double *from = mem_array(n + 1, sizeof(*from)), *to = mem_array(n + 1, sizeof(*to)), *swap;

	for (i = 0; i < n; i++) {
		from[i] = 1 / (double)n;
		for (j = 0; j < n; j++)
			if (similarity(pool, i, j) >= EDGE)
				sums[i] += similarity(pool, i, j);
	}
	for (round = 0; round < ROUNDS; round++) {
		hand_on(pool, sums, from, to);
		swap = from;
		from = to;
		to = swap;
	}
	for (i = 0; i < n; i++)
		pool->list[i].score = from[i] * (double)n;
	free(sums);
	free(from);
	free(to);
}

/* How many other sources have a sentence that says the same. */
static size_t count_witnesses(const struct pool *pool, size_t number)
{
	bool says_so[MOST_SOURCES] = { false };
	size_t count = 0, i;

	for (i = 0; i < pool->count; i++)
		if (similarity(pool, number, i) >= SAME_NEWS)
			says_so[pool->list[i].source] = true;
	says_so[pool->list[number].source] = false;
	for (i = 0; i < MOST_SOURCES; i++)
		count += says_so[i];
	return count;
}

static void score(struct pool *pool)
{
	size_t i;

	rank(pool);
	for (i = 0; i < pool->count; i++) {
		struct candidate *candidate = &pool->list[i];

		candidate->score *= candidate->worth / (1 + DECAY * (double)candidate->position) *
				    (1 + TOLD_BY_ANOTHER * (double)count_witnesses(pool, i));
	}
}

/* How much like something chosen a candidate is, at most. */
static double likeness_to_chosen(const struct pool *pool, size_t number)
{
	double most = 0;
	size_t i;

	for (i = 0; i < pool->count; i++)
		if (pool->list[i].is_chosen && similarity(pool, number, i) > most)
			most = similarity(pool, number, i);
	return most;
}

/* The best candidate that says something new; the pool's count if there is none. */
static size_t next_best(struct pool *pool)
{
	size_t best = pool->count, i;
	double most = 0;

	for (i = 0; i < pool->count; i++) {
		struct candidate *candidate = &pool->list[i];
		double likeness, value;

		if (candidate->is_chosen || candidate->is_refused)
			continue;
		likeness = likeness_to_chosen(pool, i);
		candidate->is_refused = likeness >= REPETITION;
		value = candidate->score * (1 - NOVELTY * likeness);
		if (!candidate->is_refused && value > most) {
			most = value;
			best = i;
		}
	}
	return best;
}

static size_t choose(struct pool *pool, struct summary_limit limit)
{
	size_t words = 0, chosen = 0, best;
	size_t most_words = (size_t)((double)limit.words * TOLERANCE);

	while ((limit.sentences == 0 || chosen < limit.sentences) &&
	       (best = next_best(pool)) < pool->count) {
		struct candidate *candidate = &pool->list[best];

		if (limit.words != 0 && words + candidate->word_count > most_words) {
			candidate->is_refused = true;
			continue;
		}
		candidate->is_chosen = true;
		words += candidate->word_count;
		chosen++;
	}
	return chosen;
}

/* The sentence of the first source that this one stands nearest to; itself if it is of it. */
static size_t anchor_of(const struct pool *pool, size_t number, size_t main_source)
{
	size_t anchor = pool->count, i;
	double most = -1;

	if (pool->list[number].source == main_source)
		return number;
	for (i = 0; i < pool->count; i++) {
		if (pool->list[i].source != main_source || similarity(pool, number, i) <= most)
			continue;
		most = similarity(pool, number, i);
		anchor = i;
	}
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

/* The source most of the chosen sentences are from: its order is the summary's. */
static size_t main_source(const struct pool *pool)
{
	size_t counts[MOST_SOURCES] = {0}, best = 0, i;

	for (i = 0; i < pool->count; i++)
		counts[pool->list[i].source] += pool->list[i].is_chosen;
	for (i = 1; i < MOST_SOURCES; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

static struct placed *put_in_order(const struct pool *pool, size_t chosen)
{
	struct placed *placed = mem_array(chosen + 1, sizeof(*placed));
	size_t source = main_source(pool), count = 0, i;

	for (i = 0; i < pool->count; i++)
		if (pool->list[i].is_chosen)
			placed[count++] = (struct placed){ anchor_of(pool, i, source), i };
	qsort(placed, count, sizeof(*placed), by_place);
	return placed;
}

/* Whether a sentence begins a new paragraph after one of so many sentences and words. */
static bool breaks_paragraph(const struct pool *pool, const struct placed *before,
			     const struct placed *now, size_t sentences, size_t words)
{
	return sentences >= PARAGRAPH_SENTENCES ||
	       words + pool->list[now->number].word_count > PARAGRAPH_WORDS ||
	       (sentences > 1 && similarity(pool, before->number, now->number) < EDGE);
}

static struct summary write_down(const struct pool *pool, const struct placed *placed,
				 size_t chosen)
{
	struct summary summary = {
		.paragraphs = arena_array(pool->arena, chosen + 1, sizeof(char *)),
	};
	struct buf paragraph = {0};
	size_t sentences = 0, words = 0, i;

	for (i = 0; i < chosen; i++) {
		const struct candidate *candidate = &pool->list[placed[i].number];

		if (sentences > 0 &&
		    breaks_paragraph(pool, &placed[i - 1], &placed[i], sentences, words)) {
			summary.paragraphs[summary.count++] = arena_dup(pool->arena,
									buf_text(&paragraph));
			buf_truncate(&paragraph, 0);
			sentences = words = 0;
		}
		if (sentences > 0)
			buf_add_char(&paragraph, ' ');
		buf_add_text(&paragraph, candidate->text);
		words += candidate->word_count;
		sentences++;
	}
	if (sentences > 0)
		summary.paragraphs[summary.count++] = arena_dup(pool->arena, buf_text(&paragraph));
	buf_clear(&paragraph);
	return summary;
}

struct summary summary_make(struct arena *arena, const struct summary_source *sources,
			    size_t count, struct summary_limit limit)
{
	struct pool pool = { .arena = arena, .lexicon = lexicon_new() };
	struct summary summary;
	struct placed *placed;
	size_t chosen;

	read_sources(&pool, sources, count);
	weigh_terms(&pool);
	compare_all(&pool);
	score(&pool);
	chosen = choose(&pool, limit);
	placed = put_in_order(&pool, chosen);
	summary = write_down(&pool, placed, chosen);
	free(placed);
	free(pool.similar);
	free(pool.list);
	lexicon_free(pool.lexicon);
	return summary;
}
