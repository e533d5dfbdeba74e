#include "story/arrangement.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "story/passage.h"
#include "story/summary.h"
#include "text/abbreviation.h"

enum {
	PARAGRAPH_SENTENCES = 3,
	PARAGRAPH_WORDS = 75,
};

static const double UNRELATED = 0.05;	/* similarity below which a new paragraph may begin */

struct chosen {
	const struct passages *passages;
	const bool *is_chosen;
	size_t count;
};

/* The report whose order is the summary's: the first of which there is something. */
static size_t main_report(const struct chosen *chosen)
{
	size_t i;

	for (i = 0; i < chosen->passages->count; i++)
		if (chosen->is_chosen[i])
			return chosen->passages->list[i].report;
	return 0;
}

/* The sentence of the main report that this one is told after; itself if it is of it. */
static size_t anchor_of(const struct chosen *chosen, size_t number, size_t report)
{
	const struct passages *passages = chosen->passages;
	size_t anchor = passages->count, i;
	double most = -1;

	if (passages->list[number].report == report)
		return number;
	for (i = 0; i < passages->count; i++) {
		if (passages->list[i].report != report || !chosen->is_chosen[i] ||
		    passage_similarity(passages, number, i) <= most)
			continue;
		most = passage_similarity(passages, number, i);
		anchor = i;
	}
	/* What the main report tells in one breath is not interrupted but by another opinion. */
	while (passages->list[number].credit == NULL && anchor + 1 < passages->count &&
	       chosen->is_chosen[anchor + 1] &&
	       passage_has_support(chosen->passages, chosen->is_chosen, anchor + 1))
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

static struct placed *put_in_order(const struct chosen *chosen)
{
	struct placed *placed = mem_array(chosen->count + 1, sizeof(*placed));
	size_t report = main_report(chosen), count = 0, i;

	for (i = 0; i < chosen->passages->count; i++)
		if (chosen->is_chosen[i])
			placed[count++] = (struct placed){ anchor_of(chosen, i, report), i };
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
static bool follows(const struct chosen *chosen, const struct placed *placed, size_t number)
{
	return number > 0 && placed[number - 1].number + 1 == placed[number].number &&
	       passage_has_support(chosen->passages, chosen->is_chosen,
				   placed[number].number);
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

/*
 * A sentence with who says so, before its full stop: "Twelve died (Harbour Wire)."
 * The point of "p.m." stays where it is.
 */
static void add_sentence(struct buf *paragraph, const char *text, const char *credit)
{
	size_t length = strlen(text);
	bool has_point = length > 0 && text[length - 1] == '.';

	if (credit == NULL) {
		buf_add_text(paragraph, text);
		return;
	}
	buf_add(paragraph, text, length - (has_point && !abbreviation_ends(text, length)));
	buf_printf(paragraph, " (%s)%s", credit, has_point ? "." : "");
}

static struct summary write_down(const struct chosen *chosen, const struct placed *placed)
{
	struct arena *arena = chosen->passages->arena;
	struct summary summary = {
		.paragraphs = arena_array(arena, chosen->count + 1, sizeof(char *)),
	};
	struct buf paragraph = {0};
	size_t sentences = 0, words = 0, i;

	for (i = 0; i < chosen->count; i++) {
		const struct passage *passage = &chosen->passages->list[placed[i].number];

		if (sentences > 0 &&
		    breaks_paragraph(chosen->passages, &placed[i], sentences, words)) {
			end_paragraph(&summary, arena, &paragraph);
			sentences = words = 0;
		}
		if (sentences > 0 && !ends_wide(&paragraph))
			buf_add_char(&paragraph, ' ');
		add_sentence(&paragraph,
			     follows(chosen, placed, i) ? passage->text : passage->alone,
			     passage->credit);
		words += passage->word_count;
		sentences += passage->sentence_count;
	}
	if (sentences > 0)
		end_paragraph(&summary, arena, &paragraph);
	buf_clear(&paragraph);
	return summary;
}

struct summary arrangement_make(const struct passages *passages, const bool *is_chosen,
				size_t count)
{
	const struct chosen chosen = { passages, is_chosen, count };
	struct placed *placed = put_in_order(&chosen);
	struct summary summary = write_down(&chosen, placed);

	free(placed);
	return summary;
}
