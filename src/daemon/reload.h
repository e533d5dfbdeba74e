/*
 * Reading the configuration again while everything runs.
 *
 * A bad file is refused with its errors in the log, and the old one stays. The
 * new one is swapped in between editions; polls under way go on undisturbed.
 */
#pragma once

struct engine;
struct reload;			/* opaque */

struct reload *reload_new(struct engine *engine);
void reload_free(struct reload *reload);	/* accepts NULL; after engine_run() returned */

/* Many calls while one reload is under way make one more. */
void reload_start(struct reload *reload);

/* To be called whenever the press goes idle. */
void reload_continue(struct reload *reload);
