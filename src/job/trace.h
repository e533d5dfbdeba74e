/*
 * What is being handed on, so that it is known even to those who come after us.
 *
 * A file says which message it is. A lock on it lasts as long as that is under way,
 * and a line is added when it was accepted: both by a program's shell, whether we
 * live or not. Nothing is synced, for a crash of the machine ends programs as well.
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
 * Then *fd is the file, to be closed when that is over; else it is -1.
 */
int trace_take(const char *path, const char *key, enum trace_state *state, int *fd,
	       struct err *err);

/* Adds the line that the script would. */
void trace_accept(int fd);
