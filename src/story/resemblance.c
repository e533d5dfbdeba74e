#include "story/resemblance.h"

#include <math.h>
#include <string.h>

#include "model/entry.h"
#include "story/hallmark.h"
#include "story/window.h"

static const double SIGMA = 3 * 86400.;	/* seconds: how fast likeness fades with time */
static const double UNDATED = 0.74;	/* what likeness is worth where time is unknown */
static const double OWN = 0.3;		/* what it weighs between articles of one publisher */

static double fading(const struct item *a, const struct item *b)
{
	double gap;

	if (a->time == TIME_UNKNOWN || b->time == TIME_UNKNOWN)
		return UNDATED;
	gap = ((double)a->time - (double)b->time) / SIGMA;
	return exp(-gap * gap / 2);
}

double resemblance_of(struct window *window, uint32_t a, uint32_t b)
{
	const struct item *x = window_item(window, a), *y = window_item(window, b);
	double similarity;

	if (x->print.language[0] != '\0' && y->print.language[0] != '\0' &&
	    memcmp(x->print.language, y->print.language, sizeof(x->print.language)) != 0)
		return 0;
	if (hallmark_differs(&x->print.hallmark, &y->print.hallmark))
		return 0;
	similarity = window_similarity(window, a, b);
	return similarity > 0 ? similarity * fading(x, y) : 0;
}

double resemblance_weight(struct window *window, uint32_t a, uint32_t b)
{
	uint64_t publisher = window_item(window, a)->publisher;

	return publisher != 0 && publisher == window_item(window, b)->publisher ? OWN : 1;
}
