/*
 * A test that is a promise to publishers, in words that they can hold us to.
 */
#pragma once

#include <stddef.h>

#include "support/unit.h"

struct promise {
	const char *name;
	const char *rules;		/* numbers of the feed reader behaviour rules; "" if none */
	const char *text;
	CMUnitTestFunction test;	/* its *state is a struct visitor */
};

/* Runs them all, saying each; what main() returns. */
int promises_keep(const struct promise *promises, size_t count);
