/*
 * The lock file: one process writes to a store, and a crash of it is noticed.
 *
 * The lock is the kernel's and ends with the process however it ends. The
 * process id in the file is for people, and for telling how the last holder
 * stopped: it is removed on a clean stop only.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct lock {
	int fd;				/* -1: not held */
	bool was_unclean;		/* the last holder did not stop as it should */
};

/* ERR_TRY_LATER, naming the other process, if it is held. */
int lock_take(struct lock *lock, const char *path, struct err *err);

/* The pid of the process that holds it now, and since when; 0 if nobody does. */
int64_t lock_holder(const char *path, int64_t *since);

void lock_release(struct lock *lock, bool is_clean);	/* nothing if it is not held */
