#include "story/syndication.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "model/entry.h"
#include "story/sieve.h"
#include "story/window.h"

enum {
	CANDIDATES = 48,
	LEAST_SHARED = 8,		/* shingles; fewer are a shared quotation */
	LEAST_SHARED_SAMPLED = 3,	/* where only a sample is compared */
	DAY = 86400,
};

/* Shares of the shorter text's wording that are found in the other. */
static const double COPY = 0.35;
static const double COPY_OF_OWN = 0.60;	/* one publisher's articles share more than reports */
static const double REWRITE = 0.22;

uint32_t syndication_root(struct window *window, uint32_t number)
{
	uint32_t root = number;

	while (window_item(window, root)->copy_of != root)
		root = window_item(window, root)->copy_of;
	while (number != root) {
		uint32_t next = window_item(window, number)->copy_of;

		window_item(window, number)->copy_of = root;
		number = next;
	}
	return root;
}

static void join(struct window *window, uint32_t a, uint32_t b)
{
	a = syndication_root(window, a);
	b = syndication_root(window, b);
	window_item(window, a > b ? a : b)->copy_of = a < b ? a : b;
}

static bool is_within_days(const struct item *a, const struct item *b, int days)
{
	int64_t gap;

	if (a->time == TIME_UNKNOWN || b->time == TIME_UNKNOWN)
		return true;
	gap = a->time > b->time ? a->time - b->time : b->time - a->time;
	return gap <= (int64_t)days * DAY;
}

/* Shared shingles that are no mere quotation: a sample has fewer of them. */
static size_t least_shared(const struct item *a, const struct item *b)
{
	return a->print.level > 0 || b->print.level > 0 ? LEAST_SHARED_SAMPLED : LEAST_SHARED;
}

/*
 * The share of the shorter text found in the longer one; 0 if too little is to tell.
 * The sieve is made of the first text.
 */
static double containment(const struct sieve *sieve, const struct item *a, const struct item *b)
{
	struct overlap overlap = sieve_overlap(sieve, &b->print);

	if (overlap.shared < least_shared(a, b) || overlap.smaller == 0 ||
	    hallmark_differs(&a->print.hallmark, &b->print.hallmark))
		return 0;
	return (double)overlap.shared / (double)overlap.smaller;
}

/* Whether the text of a sieve may share enough with another to be compared with it. */
static bool may_share(const struct sieve *sieve, const struct item *a, const struct item *b)
{
	size_t most = sieve_most_shared(sieve, &b->print);
	size_t smaller = a->print.shingle_count < b->print.shingle_count ? a->print.shingle_count :
									   b->print.shingle_count;

	if (most < least_shared(a, b))
		return false;
	return a->print.level != b->print.level || (double)most / (double)smaller >= REWRITE;
}

static void join_same_link(struct window *window, uint32_t number, struct copy *best)
{
	uint32_t other = window_same_link(window, window_item(window, number)->url_key);

	if (other == NO_ITEM || other == number)
		return;
	join(window, number, other);
	*best = (struct copy){ other, SIGNAL_SAME_LINK, 1 };
}

static void join_same_wording(struct window *window, uint32_t number, struct copy *best)
{
	struct item *item = window_item(window, number);
	uint32_t candidates[CANDIDATES];
	size_t count = window_wording_candidates(window, number, candidates, CANDIDATES), i;
	struct sieve sieve;
	double most = 0;

	if (count > 0)
		sieve_make(&sieve, &item->print);
	for (i = 0; i < count; i++) {
		const struct item *other = window_item(window, candidates[i]);
		double share;

		window_expect_wording(window, candidates, count, i);
		if (!may_share(&sieve, item, other))
			continue;
		share = containment(&sieve, item, other);
		if (share >= (item->publisher == other->publisher ? COPY_OF_OWN : COPY)) {
			join(window, number, candidates[i]);
			if (best->item == NO_ITEM || (best->signal == SIGNAL_COPIED_TEXT &&
						      share > best->score))
				*best = (struct copy){ candidates[i], SIGNAL_COPIED_TEXT, share };
		} else if (share >= REWRITE && share > most &&
			   item->publisher != other->publisher) {
			most = share;
			item->rewrite_of = candidates[i];
		}
	}
}

static void join_same_title(struct window *window, uint32_t number, struct copy *best)
{
	enum { DAYS = 3, SHORT = 40 };
	const struct item *item = window_item(window, number), *other;
	uint32_t same = window_same_title(window, item->print.title);

	if (same == NO_ITEM || same == number || best->item != NO_ITEM)
		return;
	other = window_item(window, same);
	if (!is_within_days(item, other, DAYS))
		return;
	/* With text enough on both sides, its wording has spoken already. */
	if (item->print.word_count > SHORT && other->print.word_count > SHORT)
		return;
	join(window, number, same);
	*best = (struct copy){ same, SIGNAL_SAME_TITLE, 1 };
}

struct copy syndication_join(struct window *window, uint32_t number)
{
	struct copy best = { .item = NO_ITEM };

	join_same_link(window, number, &best);
	join_same_wording(window, number, &best);
	join_same_title(window, number, &best);
	return best;
}

bool syndication_compare(struct window *window, uint32_t a, uint32_t b, struct copy *copy)
{
	const struct item *x = window_item(window, a), *y = window_item(window, b);
	struct sieve sieve;
	double share;

	if (syndication_root(window, a) != syndication_root(window, b))
		return false;
	*copy = (struct copy){ b, SIGNAL_SAME_LINK, 1 };
	if (x->url_key.low != 0 && hash_equal(x->url_key, y->url_key))
		return true;
	sieve_make(&sieve, &x->print);
	share = containment(&sieve, x, y);
	*copy = (struct copy){ b, SIGNAL_COPIED_TEXT, share };
	if (share >= REWRITE)
		return true;
	*copy = (struct copy){ b, SIGNAL_SAME_TITLE, 1 };
	return x->print.title != 0 && x->print.title == y->print.title;	/* or of a third one */
}

void syndication_relink(struct window *window, uint32_t number, uint32_t of)
{
	struct item *item = window_item(window, number);

	if (item->role == ROLE_REPRINT)
		join(window, number, of);
	else if (item->role == ROLE_REWRITE && item->signal != SIGNAL_CREDIT)
		item->rewrite_of = of;
}

void syndication_rejoin(struct window *window, uint32_t number, uint32_t merged_with)
{
	const struct item *item = window_item(window, number);

	if (item->signal == SIGNAL_SAME_LINK || item->signal == SIGNAL_COPIED_TEXT ||
	    item->signal == SIGNAL_SAME_TITLE)
		join(window, number, merged_with);
}

/*
 * Whether `a` is likelier the report that was copied: an agency's; the first,
 * unless it is much shorter; the longer one; the one we knew first.
 */
static bool is_likelier_origin(const struct item *a, const struct item *b)
{
	if (a->is_agency != b->is_agency)
		return a->is_agency;
	if (a->print.word_count * 3 < b->print.word_count * 2)
		return false;
	if (b->print.word_count * 3 < a->print.word_count * 2)
		return true;
	if (a->time != b->time && a->time != TIME_UNKNOWN && b->time != TIME_UNKNOWN)
		return a->time < b->time;
	if (a->print.word_count != b->print.word_count)
		return a->print.word_count > b->print.word_count;
	return a->id < b->id;
}

struct member {
	uint32_t root;
	uint32_t item;
};

static int by_root(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

/* Roles of `count` copies of one text, in the order in which they were seen. */
static void assign_among_copies(struct window *window, const struct member *members, size_t count)
{
	uint32_t origin = members[0].item;
	size_t i;

	for (i = 1; i < count; i++)
		if (is_likelier_origin(window_item(window, members[i].item),
				       window_item(window, origin)))
			origin = members[i].item;
	for (i = 0; i < count; i++) {
		struct item *item = window_item(window, members[i].item);

		item->role = members[i].item == origin ? ROLE_ORIGIN : ROLE_REPRINT;
		item->of = members[i].item == origin ? 0 : window_item(window, origin)->id;
	}
}

/* What put an item where it is, if not the source that it names. */
static void forget_credit(struct item *item)
{
	if (item->signal != SIGNAL_CREDIT)
		return;
	item->signal = item->score > 0 ? SIGNAL_SIMILAR : SIGNAL_NONE;
	if (item->signal == SIGNAL_NONE)
		item->merged_with = 0;
}

static void assign_alone(struct window *window, struct item *item)
{
	const struct item *source;

	item->role = ROLE_INDEPENDENT;
	item->of = 0;
	if (item->rewrite_of == NO_ITEM)
		return;
	source = window_item(window, item->rewrite_of);
	if (source->story_id == item->story_id) {
		item->role = ROLE_REWRITE;
		item->of = source->id;
	}
}

/* A report that names its source, which others of the story may name as well. */
struct claim {
	uint64_t source;
	bool is_agency;
	int64_t time;
	size_t word_count;
	int64_t id;
	uint32_t item;
};

/* By source; the likeliest to be the report that the others were made from comes first. */
static int by_source(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->is_agency != y->is_agency)
		return x->is_agency ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->word_count != y->word_count)
		return x->word_count > y->word_count ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static bool is_voice(const struct item *item)
{
	return item->role == ROLE_INDEPENDENT || item->role == ROLE_ORIGIN;
}

static void add_claim(struct claim *claims, size_t *count, const struct item *item,
		      uint32_t number, uint64_t source)
{
	if (source == 0 || !is_voice(item))
		return;
	claims[(*count)++] = (struct claim){
		.source = source,
		.is_agency = item->is_agency,
		.time = item->time != TIME_UNKNOWN ? item->time : INT64_MAX,
		.word_count = item->print.word_count,
		.id = item->id,
		.item = number,
	};
}

static void derive(struct item *item, const struct item *from)
{
	if (item->publisher == from->publisher)
		return;
	item->role = ROLE_REWRITE;
	item->of = from->id;
	if (item->signal == SIGNAL_COPIED_TEXT || item->signal == SIGNAL_SAME_LINK ||
	    item->signal == SIGNAL_SAME_TITLE)
		return;
	item->signal = SIGNAL_CREDIT;
	item->merged_with = from->id;
}

/* Reports of one source are one report, be they worded ever so differently. */
static void assign_by_source(struct window *window, struct claim *claims, size_t count)
{
	size_t i, head = 0;

	qsort(claims, count, sizeof(*claims), by_source);
	for (i = 1; i < count; i++) {
		if (claims[i].source != claims[head].source)
			head = i;
		else
			derive(window_item(window, claims[i].item),
			       window_item(window, claims[head].item));
	}
}

static void assign_by_credits(struct window *window, const uint32_t *items, size_t count)
{
	struct claim *claims = mem_array(count + 1, sizeof(*claims));
	size_t claim_count = 0, i;

	for (i = 0; i < count; i++) {
		const struct item *item = window_item(window, items[i]);

		add_claim(claims, &claim_count, item, items[i], item->provenance.agency);
	}
	assign_by_source(window, claims, claim_count);
	claim_count = 0;
	for (i = 0; i < count; i++) {
		const struct item *item = window_item(window, items[i]);

		add_claim(claims, &claim_count, item, items[i], item->provenance.reporters);
	}
	assign_by_source(window, claims, claim_count);
	free(claims);
}

void syndication_assign_roles(struct window *window, const uint32_t *items, size_t count)
{
	struct member *members = mem_array(count + 1, sizeof(*members));
	size_t i, run;

	for (i = 0; i < count; i++) {
		members[i] = (struct member){ syndication_root(window, items[i]), items[i] };
		forget_credit(window_item(window, items[i]));
	}
	qsort(members, count, sizeof(*members), by_root);
	for (i = 0; i < count; i += run) {
		for (run = 1; i + run < count && members[i + run].root == members[i].root;)
			run++;
		if (run > 1)
			assign_among_copies(window, &members[i], run);
		else
			assign_alone(window, window_item(window, members[i].item));
	}
	free(members);
	assign_by_credits(window, items, count);
}
