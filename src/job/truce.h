/*
 * Keeps what hosts asked for: those that want to be left alone are, by the next
 * process too.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

struct env;
struct store;

/* Tells the fetcher what is noted. Before the writer has the store, or by nobody else's leave. */
int truce_resume(struct env *env, struct store *store, struct err *err);

/* Notes it, soon; a fetch_rest_cb, ctx being a struct env. */
void truce_note(void *env, const char *host, int64_t seconds);
