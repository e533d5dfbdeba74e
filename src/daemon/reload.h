/*
 * Reading the configuration again while everything runs.
 *
 * A bad file is refused with its errors in the log, and the old one stays. The
 * new one is swapped in between editions; polls under way go on undisturbed.
 */
#pragma once

struct engine;
struct reload;			/* opaque */

/* Told of every configuration that was swapped in. */
typedef void (*reload_applied_cb)(void *ctx);

struct reload *reload_new(struct engine *engine, reload_applied_cb applied, void *ctx);
void reload_free(struct reload *reload);	/* accepts NULL; after engine_run() returned */

/* Many calls while one reload is under way make one more. */
void reload_start(struct reload *reload);

/* The same, but says and does nothing if the files read as they did before. */
void reload_start_if_changed(struct reload *reload);

/* To be called whenever the press goes idle. */
void reload_continue(struct reload *reload);
