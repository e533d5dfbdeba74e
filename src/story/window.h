/*
 * The articles of the last days, so indexed that those like a given one are
 * found among a hundred thousand in no time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "model/story.h"
#include "story/provenance.h"
#include "story/rarity.h"
#include "story/fingerprint.h"

enum { NO_ITEM = UINT32_MAX };

/* What the window remembers of an article. What is looked at to compare two comes first. */
struct item {
	uint32_t copy_of;		/* another item with this text, towards the root; itself */
	uint32_t rewrite_of;		/* NO_ITEM: none */
	int64_t story_id;
	int64_t time;
	uint64_t publisher;		/* hash; the same publisher, the same hash; 0: unknown */
	struct item_term *terms;	/* by number */
	size_t term_count;
	double norm;			/* of their vector, when it was last measured */
	struct fingerprint print;	/* its terms are empty: they are above */

	int64_t id;
	int64_t first_seen;
	struct hash url_key;
	bool is_agency;			/* the publisher is one whose reports others print */
	struct provenance provenance;

	enum article_role role;
	int64_t of;
	enum merge_signal signal;
	double score;
	int64_t merged_with;

	int64_t said_story_id;		/* as the caller was last told */
	enum article_role said_role;
	int64_t said_of;
};

struct window;			/* opaque */

struct window *window_new(void);
void window_free(struct window *window);		/* accepts NULL */

/* Takes in an article; the number of its item. Its place in a story is copied as it is. */
uint32_t window_add(struct window *window, const struct article *article);

size_t window_count(const struct window *window);
struct item *window_item(struct window *window, uint32_t number);

/*
 * Says that the shingles of these items will be looked at one after the other, and that it
 * is the turn of the one at `at`, so that the next ones are fetched meanwhile.
 */
void window_expect_wording(const struct window *window, const uint32_t *items, size_t count,
			   size_t at);

/* An item that another is like, or NO_ITEM. */
uint32_t window_same_link(const struct window *window, struct hash url_key);
uint32_t window_same_title(const struct window *window, uint64_t title);

/*
 * Items that may share wording, or topic, with this one, which is in the window
 * itself: at most `most`, the likeliest first. Returns how many.
 */
size_t window_wording_candidates(struct window *window, uint32_t number, uint32_t *out,
				 size_t most);
size_t window_topic_candidates(struct window *window, uint32_t number, uint32_t *out, size_t most);

/*
 * Measures an item's vector as terms are by now; what it was stands in its norm, to be put
 * back: placing must not depend on what else was done with the window.
 */
void window_measure(struct window *window, uint32_t number);

/* How much alike two items are, by what they are about: the cosine of their TF-IDF vectors. */
double window_similarity(struct window *window, uint32_t a, uint32_t b);
