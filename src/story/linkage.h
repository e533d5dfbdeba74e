/*
 * Average-link agglomeration: the two most alike groups become one, again and
 * again, while the mean similarity between their members is high enough.
 *
 * Works on a sparse graph: what has no edge has a similarity of nothing.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct linkage;			/* opaque */

/*
 * A mean over few pairs says little: `doubt` is how many pairs of no similarity
 * are added to every mean, so that two lone nodes must be more alike to join.
 */
struct linkage *linkage_new(size_t nodes, double doubt);
void linkage_free(struct linkage *linkage);		/* accepts NULL */

/*
 * In means the similarity of a pair counts by `weight`, above 0 and up to 1, as that of
 * any pair that is not given counts in full. A pair may be given again, the other way
 * round too: the first time counts.
 */
void linkage_add(struct linkage *linkage, uint32_t a, uint32_t b, float similarity,
		 float weight);

/* Fills in the group of each node: the number of one of its nodes, its group's lowest. */
void linkage_group(struct linkage *linkage, float threshold, uint32_t *groups);
