/*
 * The only door to chance: jitter and spreading, never secrets.
 *
 * For the loop thread. A test that seeds it gets the same numbers every time.
 */
#pragma once

#include <stdint.h>

void random_seed(uint64_t seed);
uint64_t random_below(uint64_t bound);	/* uniform in [0, bound); bound > 0 */
double random_unit(void);		/* uniform in [0, 1) */
