/*
 * Reading the configuration again while everything runs.
 *
 * A bad file is refused with its errors in the log, and the old one stays. The
 * new one is swapped in between editions; polls under way go on undisturbed.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct engine;
struct reload;			/* opaque */

/* Told of every configuration that was swapped in. */
typedef void (*reload_applied_cb)(void *ctx);

/* How it went; valid during the callback only. */
struct reload_report {
	const struct err *err;		/* why the config stays as it was; NULL: it does not */
	const char *diagnostics;	/* what there is to say about it, to be shown; or "" */
	size_t feed_count;		/* of the configuration that is followed now */
	size_t digest_count;
};

typedef void (*reload_told_cb)(void *ctx, const struct reload_report *report);

struct reload *reload_new(struct engine *engine, reload_applied_cb applied, void *ctx);
void reload_free(struct reload *reload);	/* accepts NULL; after engine_run() returned */

/* Many calls while one reload is under way make one more. */
void reload_start(struct reload *reload);

/* The same, and tells how it went: of files that are read after this call. */
void reload_ask(struct reload *reload, reload_told_cb told, void *ctx);

/* The same, but says and does nothing if the files read as they did before. */
void reload_start_if_changed(struct reload *reload);

/* To be called whenever the press goes idle. */
void reload_continue(struct reload *reload);

/* Tells all who asked that nothing will come of it. */
void reload_stop(struct reload *reload);
