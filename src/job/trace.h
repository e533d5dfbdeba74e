/*
 * What a program has in hand, so that it is known even to those who come after us.
 *
 * A file holds what was handed on. A lock on it, which the program's shell shares,
 * lasts as long as that is under way, whether we live or not; and the shell adds a
 * line when the program has accepted it.
 */
#pragma once

#include "base/err.h"

/* What a shell runs to that end, with the file as its descriptor 3. */
#define TRACE_SCRIPT \
	"trap : HUP INT TERM; \"$@\" 3>&-; status=$?; " \
	"[ $status -ne 0 ] || echo accepted >&3; exit $status"

enum { TRACE_DESCRIPTOR = 3 };

enum trace_state {
	TRACE_BUSY,			/* something is under way */
	TRACE_ACCEPTED,			/* what has this key was accepted */
	TRACE_FREE,			/* it is this one's turn, and noted */
};

/*
 * Looks at the file and, if nothing is under way, takes it for what has this key.
 * Then *fd is the file, to be handed on and closed; else it is -1.
 */
int trace_take(const char *path, const char *key, enum trace_state *state, int *fd,
	       struct err *err);
