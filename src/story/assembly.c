#include "story/assembly.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/voice.h"

/*
 * What stands for the story: reporting of its own before derived texts, text
 * enough to tell it, the feed its user gives most weight, the first.
 */
static bool is_better_lead(const struct article *a, const struct article *b)
{
	enum { ENOUGH = 600 };		/* bytes */
	bool tells_a = strnlen(a->text, ENOUGH) == ENOUGH;
	bool tells_b = strnlen(b->text, ENOUGH) == ENOUGH;

	if (voice_is(a) != voice_is(b))
		return voice_is(a);
	if (tells_a != tells_b)
		return tells_a;
	return a->weight > b->weight;	/* articles come by time: the first stays */
}

static void take_stock(struct story *story)
{
	size_t i;

	story->lead = story->articles[0];
	story->first_seen = INT64_MAX;
	story->last_seen = INT64_MIN;
	for (i = 0; i < story->article_count; i++) {
		const struct article *article = story->articles[i];

		if (article->first_seen < story->first_seen)
			story->first_seen = article->first_seen;
		if (article->first_seen > story->last_seen)
			story->last_seen = article->first_seen;
		story->reprints += article->role == ROLE_REPRINT;
		if (is_better_lead(article, story->lead))
			story->lead = article;
	}
	free(voice_list(story, &story->independents));
	/* Of a report that only its copies brought us there is one voice all the same. */
	if (story->independents == 0)
		story->independents = 1;
}

static bool has_page(const struct article *article)
{
	static const struct hash none;

	return !hash_equal(article->url_key, none);
}

/* The same page, come to us through two feeds of one publisher, is one article. */
static bool is_same_page(const struct article *a, const struct article *b)
{
	return hash_equal(a->url_key, b->url_key) && str_equal(a->publisher, b->publisher);
}

/*
 * Where the page of an article is among those kept, or `kept`. `places` knows where each
 * address came first, plus one: those of other publishers that gave the same come after.
 */
static size_t find_page(const struct map *places, const struct article **articles, size_t kept,
			const struct article *article)
{
	size_t at = (size_t)(uintptr_t)map_get_number(places, article->url_key.low);

	if (at == 0 || !has_page(article))
		return kept;
	for (at--; at < kept && !is_same_page(article, articles[at]); at++)
		;
	return at;
}

/* Leaves one of each page, reporting of its own before copies; the number of those left. */
static size_t drop_same_pages(const struct article **articles, size_t count)
{
	struct map *places = map_new();
	size_t kept = 0, i;

	for (i = 0; i < count; i++) {
		const struct article *article = articles[i];
		size_t at = find_page(places, articles, kept, article);

		if (at < kept) {
			if (voice_is(article) && !voice_is(articles[at]))
				articles[at] = article;
			continue;
		}
		if (map_get_number(places, article->url_key.low) == NULL)
			map_put_number(places, article->url_key.low,
				       (void *)(uintptr_t)(kept + 1));
		articles[kept++] = article;
	}
	map_free(places);
	return kept;
}

int64_t assembly_time(const struct article *article)
{
	return article->time != TIME_UNKNOWN ? article->time : article->first_seen;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

int assembly_compare(const void *a, const void *b)
{
	const struct article *x = *(const struct article *const *)a;
	const struct article *y = *(const struct article *const *)b;
	int order = compare_numbers(x->story_id, y->story_id);

	if (order == 0)
		order = compare_numbers(assembly_time(x), assembly_time(y));
	return order != 0 ? order : compare_numbers(x->id, y->id);
}

struct story *assembly_make(struct arena *arena, const struct article **articles, size_t count,
			    size_t *story_count)
{
	struct story *stories = arena_array(arena, count + 1, sizeof(*stories));
	size_t i, run;

	if (count > 0)
		qsort(articles, count, sizeof(*articles), assembly_compare);
	*story_count = 0;
	for (i = 0; i < count; i += run) {
		struct story *story = &stories[(*story_count)++];

		story->id = articles[i]->story_id;
		for (run = 1; i + run < count && articles[i + run]->story_id == story->id;)
			run++;
		story->articles = &articles[i];
		story->article_count = run > 1 ? drop_same_pages(story->articles, run) : 1;
		take_stock(story);
	}
	return stories;
}
