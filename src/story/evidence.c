#include "story/evidence.h"

#include <stdbool.h>

#include "story/resemblance.h"
#include "story/syndication.h"
#include "story/window.h"

struct evidence {
	struct copy copy;		/* of `item`; SIGNAL_NONE: only alike */
	double sum;			/* of all resemblances, by weight, … */
	double weights;			/* … and of their weights */
	double most;			/* the greatest of them, … */
	uint32_t item, other;		/* … which is that between these */
};

static void weigh(struct evidence *evidence, struct window *window, uint32_t item, uint32_t other)
{
	struct copy copy;
	bool is_copy = syndication_compare(window, item, other, &copy);
	double r = resemblance_of(window, item, other);
	double weight = resemblance_weight(window, item, other);

	evidence->sum += r * weight;
	evidence->weights += weight;
	if (is_copy && (evidence->copy.signal == SIGNAL_NONE ||
			copy.score > evidence->copy.score)) {
		evidence->copy = copy;
		evidence->item = item;
		evidence->other = other;
	}
	if (evidence->copy.signal == SIGNAL_NONE && r > evidence->most) {
		evidence->most = r;
		evidence->item = item;
		evidence->other = other;
	}
}

void evidence_weigh(struct story_change *change, struct window *window,
		    struct evidence_items items, struct evidence_items others)
{
	struct evidence evidence = { .most = -1 };
	size_t i, j;

	if (items.count == 0 || others.count == 0)
		return;
	for (i = 0; i < items.count; i++)
		for (j = 0; j < others.count; j++)
			weigh(&evidence, window, items.numbers[i], others.numbers[j]);
	change->signal = evidence.copy.signal;
	change->score = evidence.copy.score;
	if (evidence.copy.signal == SIGNAL_NONE) {
		change->signal = SIGNAL_SIMILAR;
		change->score = evidence.sum / evidence.weights;
	}
	change->article_id = window_item(window, evidence.item)->id;
	change->other_article_id = window_item(window, evidence.other)->id;
}
