#include "base/random.h"

#include "base/hash.h"

#include <stdbool.h>
#include <sys/random.h>

static uint64_t state;
static bool seeded;

static uint64_t next(void)
{
	if (!seeded) {
		if (getrandom(&state, sizeof(state), GRND_NONBLOCK) != sizeof(state))
			state = 1;
		seeded = true;
	}
	state += 0x9e3779b97f4a7c15u;		/* SplitMix64 (Steele et al., 2014) */
	return hash_mix(state);
}

void random_seed(uint64_t seed)
{
	state = seed;
	seeded = true;
}

uint64_t random_below(uint64_t bound)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % bound, number;

	do
		number = next();
	while (number >= limit);
	return number % bound;
}

double random_unit(void)
{
	return (double)(next() >> 11) / 9007199254740992.0;	/* 2^53 */
}
