/*
 * Gives up, for good, all that taking bytes apart does not need.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * From here on this process keeps the memory it has and gets at most so much
 * more, reads and writes what is open, and computes; it opens nothing, starts
 * nothing and tells nobody (prctl(2), seccomp(2), setrlimit(2)). What it may not do
 * fails, and what no parser ever asks for ends it.
 */
int jail_enter(size_t most_memory, struct err *err);

/* Whether we know how, on this kind of machine. */
bool jail_is_known(void);
